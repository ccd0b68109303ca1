"""Tests of iris_grants.cli."""
