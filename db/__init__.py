"""The store: schema, journal, files, backup."""
