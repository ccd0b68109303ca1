"""Tests of the pure decisions of awards."""
