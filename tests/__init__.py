"""Tests, mirroring the three floors, and journeys across them."""
