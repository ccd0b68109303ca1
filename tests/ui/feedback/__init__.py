"""Tests of the window's feedback."""
