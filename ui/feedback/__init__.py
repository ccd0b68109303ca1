"""The one door for messages to people."""
