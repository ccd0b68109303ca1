"""The dossiers page."""
