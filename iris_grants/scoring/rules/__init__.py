"""Pure decisions of scoring and ranking."""
