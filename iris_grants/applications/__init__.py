"""Intake of applications, registration and checks."""
