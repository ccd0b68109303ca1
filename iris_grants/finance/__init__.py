"""Exchange rates and the ledger of expenditure."""
