"""Tell which article took from which, and what goes back to one source."""
