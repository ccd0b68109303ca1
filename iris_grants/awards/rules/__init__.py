"""Pure decisions of awards."""
