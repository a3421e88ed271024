"""Training of the shipped embedding model. Needs torch; nothing that serves imports from here."""
