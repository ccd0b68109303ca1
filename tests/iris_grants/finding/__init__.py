"""Tests of iris_grants.finding."""
