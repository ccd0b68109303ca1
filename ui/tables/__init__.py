"""One table model; columns are data."""
