"""Pure decisions of reports, indicators, retention and closure."""
