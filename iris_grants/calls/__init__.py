"""Calls for proposals: terms, grid, publication, application form."""
