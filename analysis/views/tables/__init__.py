"""Show tables of results as escaped HTML."""
