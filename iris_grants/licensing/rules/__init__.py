"""Pure decisions of the licensing support."""
