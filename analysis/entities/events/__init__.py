"""Find the events that articles report, and group those of several articles."""
