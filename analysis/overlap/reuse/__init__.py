"""Find reused text: an n-gram index, clusters of seeds, their extension, and their classes."""
