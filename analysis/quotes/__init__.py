"""Who is quoted, saying what, and how the article says so?"""

from __future__ import annotations

from analysis.quotes._attribution import Attribution, Finder

__all__ = ["Attribution", "Finder"]
