"""The command line: parses arguments, calls commands and queries, prints."""
