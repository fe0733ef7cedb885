"""Charts of tables of results, with Altair."""
