"""The EU action: partners, period, rule sets."""
