"""Reading PDFs: characters, places, page pictures and optical recognition."""
