"""Tests of iris_grants.awards."""
