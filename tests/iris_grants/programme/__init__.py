"""Tests of iris_grants.programme."""
