"""Tests of the dossiers page."""
