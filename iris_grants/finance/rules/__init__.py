"""Pure decisions of expenditure and money."""
