"""The complete, ordered, verifiable file of a grant, a case or a call."""
