"""From a PDF to its artifact: reading, Swedish language, structure, extraction."""
