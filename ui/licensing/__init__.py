"""The licensing page."""
