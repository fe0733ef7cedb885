"""Draw tables of results as Altair charts."""
