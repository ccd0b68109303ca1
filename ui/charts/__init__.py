"""Pictures of numbers, painted by ourselves."""
