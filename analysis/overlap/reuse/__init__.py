"""Find reused text: an n-gram index, seed clusters, their extension, and classes of passages."""
