"""The finance page: expenditure."""
