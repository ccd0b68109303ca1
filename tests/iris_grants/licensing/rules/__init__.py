"""Tests of iris_grants.licensing.rules."""
