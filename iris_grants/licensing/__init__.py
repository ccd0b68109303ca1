"""Support of organisations towards licences."""
