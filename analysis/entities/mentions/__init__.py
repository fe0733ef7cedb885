"""Find the names, descriptions and pronouns by which an article refers to somebody or something."""
