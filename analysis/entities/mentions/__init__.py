"""Find the names, descriptions and pronouns by which an article mentions people and things."""
