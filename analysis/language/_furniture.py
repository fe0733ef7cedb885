"""Which phrases are the newsroom's furniture: notes, invitations, methods of polls, set descriptions?

A passage that two articles share and that has one of these was not taken from either.
"""

from __future__ import annotations

import re

# Each alternative is a phrase that stands in such notes and hardly in running prose.
_NOTES = r"""
margin\s+of\s+(?:sampling\s+)?error
percentage\s+points?\s+for\s+(?:all|likely|registered)
(?:exit\s+)?polls?\s+(?:was|were|is)?\s*conducted\s+(?:for|by|from|among|on|via|online)
(?:nationwide|national|telephone|online)\s+(?:telephone\s+)?(?:poll|survey)\s+was\s+conducted
registered\s+voters\s+were\s+(?:surveyed|interviewed)
condition\s+of\s+anonymity
not\s+authori[sz]ed\s+to\s+(?:discuss|speak|comment)
declined\s+to\s+comment
contributed\s+(?:to\s+this\s+(?:report|story|article)|reporting)
sign\s+up\s+(?:for|to|here)
subscribe\s+(?:to|here|now)
(?:daily|weekly|morning)\s+(?:update|email|newsletter|briefing)
newsletter
click\s+(?:here|sign\s+up)
enter\s+your\s+email
listen\s+to\s+the\s+latest
watch\s+the\s+latest\s+video
this\s+video\s+is
follow\s+(?:\w+\s+){1,4}on\s+(?:twitter|facebook|instagram)
editor['’]?s['’]?\s+note
correction:
an\s+(?:earlier|previous)\s+version\s+of\s+this
because\s+of\s+an\s+editing\s+error
edited\s+for\s+(?:length|clarity|brevity)
is\s+a\s+member\s+of\s+.{1,40}\bboard\s+of\s+contributors
airs\s+(?:on|weekdays|live)
is\s+part\s+of\s+.{1,40}\binitiative
things\s+to\s+know
your\s+daily\s+look
what\s+we['’]?re\s+reading
links\s+to\s+the\s+(?:best|latest|top)
all\s+rights\s+reserved
terms\s+of\s+(?:use|service)
photo\s+(?:by|credit|gallery)
related:
(?:19|20)\d\d\s+presidential\s+candidates\.
"""

FURNITURE_PHRASES = re.compile("|".join(line for line in _NOTES.split("\n") if line), re.IGNORECASE)

#: How a paragraph begins that is a note of the newsroom.
NOTE_HEADS = re.compile(
    r"\W*(?:editor['’]?s['’]?\s+note|corrections?|clarification|related)\b", re.IGNORECASE
)
