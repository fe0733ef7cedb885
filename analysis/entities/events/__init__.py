"""Find the events that an article tells of, and group those of several articles."""
