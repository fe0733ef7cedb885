"""Parse written names of persons and organisations, and compare them."""
