"""Which lines of a news page are not the story? Patterns of furniture, bylines, dates and corrections.

Each pattern is matched against one paragraph in its plain form (see `analysis.corpus.normalise`), without
regard to case unless it says so. They are tried only at the head and foot of an article, where such lines
stand, except `FURNITURE`, whose wording no reporter writes.
"""

from __future__ import annotations

import re

#: Links and labels of the page around the article.
FURNITURE = re.compile(
    r"(?:go|skip|jump|back) to (?:the )?(?:main )?(?:contents?|top|navigation)"
    r"|advertisements?|continue reading(?: the main story)?|story continues below(?: advertisement)?"
    r"|share (?:this|on)\b.{0,40}|(?:print|e-?mail|tweet|copy link|comments?)(?: this)?(?: article| story)?"
    r"|(?:read|see) (?:also|more|next):?.{0,120}|related(?: articles?| stories| coverage| topics)?:?"
    r"|sign up (?:for|to) .{0,120}|subscribe (?:to|now).{0,80}|all rights reserved\.?|©.{0,120}|copyright .{0,120}",
    re.IGNORECASE,
)

#: When the page was put up or changed.
DATE_LINE = re.compile(
    r"(?:(?:first |last |originally )?(?:posted|updated|published|modified|created|issued)|date)\b"
    r"[ :.,-].{0,60}\d.{0,30}",
    re.IGNORECASE,
)

#: Who wrote it, at the head ("By Jane Roe, Staff Writer").
BYLINE_HEAD = re.compile(r"(?:[Bb]y|BY) [A-Z].{2,100}(?<![.!?])")

#: Who made it, at the foot ("Reporting by …; Editing by …"), and other credits of desks.
BYLINE_FOOT = re.compile(
    r"[(\[—-]*\s*(?:(?:additional |contributing )?(?:reporting|reported|written|writing|editing|edited|compiled|"
    r"translated|photos?|graphics?) by\b.{3,400}|with (?:files|reporting|additional reporting) (?:from|by)\b.{3,200}"
    r"|(?:\w+ ){1,4}contributed (?:to this (?:report|story|article)|reporting)\b.{0,80})",
    re.IGNORECASE,
)

#: What the outlet says it has mended.
CORRECTION = re.compile(
    r"\W*(?:(?:this|an earlier version of this|a previous version of this) (?:story|article|version|report|post)\b"
    r".{0,80}\b(?:corrects?|corrected|clarif\w+|updated|amended|misstated|incorrectly)\b.*"
    r"|(?:corrections?|clarifications?|corrects|refiles|editor'?s'? note)\b\s*[:(—-].*)",
    re.IGNORECASE | re.DOTALL,
)

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip

#: A line at the head that is a day and nothing else, with its weekday or the time ("Thursday, March 14, 2024 9:12 am").
BARE_DATE = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
    rf"(?:(?:{'|'.join(MONTHS)}) \d{{1,2}}|\d{{1,2}} (?:{'|'.join(MONTHS)})),? "
    r"(?:19|20)\d\d(?:[ ,]*(?:at )?\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: ?[a-z]{2,4})?)?",
    re.IGNORECASE,
)

#: How a sentence ends; a first line that ends otherwise may be a headline.
SENTENCE_END = re.compile(r"""[.!?…]["')\]]*$|[:;,]$""")
