"""Tests of the window's forms."""
