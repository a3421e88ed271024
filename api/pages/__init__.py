"""Web pages in Swedish, rendered on the server."""
