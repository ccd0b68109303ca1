"""Tests of the calls page."""
