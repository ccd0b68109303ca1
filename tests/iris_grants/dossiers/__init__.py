"""Tests of iris_grants.dossiers."""
