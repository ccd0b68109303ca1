"""Main window, navigation, theme."""
