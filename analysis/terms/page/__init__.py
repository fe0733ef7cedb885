"""What the report of term frequencies counts, shows first, and says in sentences."""
