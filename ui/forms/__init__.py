"""Field editors bound to values and problems."""
