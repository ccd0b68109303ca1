"""The committee: declarations, conflicts, packages, returns, merge, ranking."""
