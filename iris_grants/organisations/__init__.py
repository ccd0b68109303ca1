"""One record for every civil-society organisation."""
