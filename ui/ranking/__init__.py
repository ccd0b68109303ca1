"""The ranking on screen."""
