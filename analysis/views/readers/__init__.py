"""Articles to read, with what was found in them marked."""
