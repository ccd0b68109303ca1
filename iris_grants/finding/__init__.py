"""Finding a record anywhere in a store by a few words, whatever their script and accents."""
