"""Tests of iris_grants.grants."""
