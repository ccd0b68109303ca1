"""What every capability stands on: money, time, identities, problems, operations."""
