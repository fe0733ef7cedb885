"""Turn executed notebooks into self-contained pages."""
