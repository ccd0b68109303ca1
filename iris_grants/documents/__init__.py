"""Files of the outside world: workbooks, PDFs, archives, seals and signatures."""
