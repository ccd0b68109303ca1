"""Tests of the awards page."""
