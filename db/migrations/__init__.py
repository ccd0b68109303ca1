"""Numbered migrations of the store, up only."""
