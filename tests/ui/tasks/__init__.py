"""Tests of the window's tasks."""
