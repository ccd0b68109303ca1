"""Tests of the templates page."""
