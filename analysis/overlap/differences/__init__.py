"""Compare what articles say of the same person, organisation, place or quantity."""
