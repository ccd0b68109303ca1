"""The organisations page."""
