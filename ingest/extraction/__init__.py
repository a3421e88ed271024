"""Finding facts in a structured document and resolving the names in them."""
