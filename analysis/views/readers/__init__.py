"""Show articles, quotations and pairs of articles with their spans marked."""
