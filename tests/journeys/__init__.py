"""Journeys across all floors."""
