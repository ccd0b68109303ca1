"""Tests of the window's charts."""
