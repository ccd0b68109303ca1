"""Contracts, budgets and payments of awarded grants."""
