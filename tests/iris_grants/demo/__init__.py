"""Tests of iris_grants.demo."""
