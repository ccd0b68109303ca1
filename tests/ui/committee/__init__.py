"""Tests of ui.committee."""
