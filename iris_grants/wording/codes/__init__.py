"""English sentences of all codes, one module a capability."""
