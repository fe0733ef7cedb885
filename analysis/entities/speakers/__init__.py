"""Resolve the sources of attributions to speakers."""
