"""What readers marked in the articles that ship: the gold that finders of attributions are scored on."""
