"""Tests of ui.preview."""
