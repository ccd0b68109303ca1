"""Award decisions, the ceiling ledger and letters."""
