"""The index of passages: one port, adapters for the embedded engine and for a server."""
