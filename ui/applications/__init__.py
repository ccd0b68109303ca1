"""The applications page."""
