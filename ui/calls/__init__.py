"""The calls page."""
