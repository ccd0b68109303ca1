"""Tests of iris_grants.finance."""
