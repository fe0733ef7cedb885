"""Align sentences of different articles that report the same in other words."""
