"""Tests of the window's tables."""
