"""Tests of iris_grants.documents."""
