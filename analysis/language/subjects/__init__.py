"""The subjects of a language's folder, each a group of lists, tables and patterns."""
