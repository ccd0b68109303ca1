"""Tests of ui.finance."""
