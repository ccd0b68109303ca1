"""The evaluation committee on screen."""
