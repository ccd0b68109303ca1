"""Tests of the pure decisions on applications."""
