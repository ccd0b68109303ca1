"""The assessor's own window over a scoring package."""
