"""Tests of ui.grants."""
