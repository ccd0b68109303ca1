"""Tests of iris_grants.reporting."""
