"""Pure decisions of contracts, budgets and payments."""
