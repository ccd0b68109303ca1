"""Tests of ui.reporting."""
