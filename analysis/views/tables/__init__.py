"""Tables of results as escaped HTML."""
