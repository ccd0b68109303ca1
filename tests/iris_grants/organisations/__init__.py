"""Tests of iris_grants.organisations."""
