"""Tests of the organisations page."""
