"""Tests of iris_grants.kernel."""
