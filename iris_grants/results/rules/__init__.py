"""Pure decisions on figures, actual values and what of them may be published."""
