"""Settings, wiring, HTTP routes, web pages and the command line."""
