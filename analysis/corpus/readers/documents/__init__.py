"""A module for each format of text documents beside plain text, pages, Word and .pdf."""
