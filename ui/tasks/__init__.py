"""Work in the background, brought home to the window thread."""
