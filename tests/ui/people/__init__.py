"""Tests of the people page."""
