"""Tests of the results of the action."""
