"""Reading files in place: pages of PDF files and pictures, drawn in background threads."""
