"""Who is quoted, saying what, and how does the article say so?

Attributions in the sense of PolNeAR: a content, the cue that reports it and the source it is ascribed to
(Newell et al. 2018, "An Attribution Relations Corpus for Political News", LREC).
"""

from __future__ import annotations

from analysis.quotes._attribution import Attribution, Finder
from analysis.quotes._find import find_quotes, marked_terms

__all__ = ["Attribution", "Finder", "find_quotes", "marked_terms"]
