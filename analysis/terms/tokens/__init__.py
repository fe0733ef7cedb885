"""Decide what is counted: words, lemmas, names, phrases, and the words left out."""
