"""Tests of iris_grants.wording."""
