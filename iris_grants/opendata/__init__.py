"""Open data of the programme: 360Giving and IATI, the same bytes from the same data."""
