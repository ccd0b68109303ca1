"""Tests of iris_grants.people."""
