"""Calls for proposals: terms, grid, checklists, publication and the application form."""
