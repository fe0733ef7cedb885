"""Phrases of the newsroom's furniture: notes, invitations, methods of polls, reserve about sources.

A passage that two articles share and that has one of these was not taken from either. What one outlet alone writes is
no phrase of the language; where its articles repeat it, they show so themselves.
"""

from __future__ import annotations

import re

# Each alternative stands in such notes and hardly in running prose: in half of PolNeAR's training part and in its
# development part, in articles of two outlets or more.
_NOTES = r"""
margin\s+of\s+(?:sampling\s+)?error
(?:exit\s+)?polls?\s+(?:was|were|is)?\s*conducted\s+(?:for|by|from|among|on|via|online)
condition\s+of\s+anonymity
not\s+authori[sz]ed\s+to\s+(?:discuss|speak|comment)
declined\s+to\s+comment
contributed\s+(?:to\s+this\s+(?:report|story|article)|reporting)
sign\s+up\s+(?:for|to|here)
subscribe\s+(?:to|here|now)
(?:daily|weekly|morning)\s+(?:update|email|newsletter|briefing)
newsletter
editor['’]?s['’]?\s+note
correction:
an\s+(?:earlier|previous)\s+version\s+of\s+this
related:
"""

FURNITURE_PHRASES = re.compile("|".join(line for line in _NOTES.split("\n") if line), re.IGNORECASE)

#: How a paragraph begins that is a note of the newsroom.
NOTE_HEADS = re.compile(
    r"\W*(?:editor['’]?s['’]?\s+note|corrections?|clarification|related)\b", re.IGNORECASE
)
