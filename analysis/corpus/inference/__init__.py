"""Infer titles, dates and outlets from what the first lines and the file names of a corpus have in common."""
