"""Tests of the applications page."""
