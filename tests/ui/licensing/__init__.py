"""Tests of ui.licensing."""
