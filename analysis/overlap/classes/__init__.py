"""Classes of passages: what was copied, and what only looks so."""
