"""What builds, checks and measures the project; not part of the program."""
