"""Compare what articles say of the same person, body, place or quantity."""
