"""Tests of ui.ranking."""
