"""Tests of ui.assessor."""
