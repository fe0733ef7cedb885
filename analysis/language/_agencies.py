"""Which news agencies do articles credit, and how are they written?"""

from __future__ import annotations

import re

#: Name of the agency, the forms of it in running text, and the initials that stand in a dateline.
_FORMS = {
    "Associated Press": (r"Associated Press", r"AP"),
    "Reuters": (r"Reuters|REUTERS", r"Reuters|REUTERS"),
    "Agence France-Presse": (r"Agence France[- ]Presse", r"AFP"),
    "Yonhap": (r"Yonhap(?: News(?: Agency)?)?", r"Yonhap"),
    "Kyodo": (r"Kyodo News", r"Kyodo"),
    "Xinhua": (r"Xinhua(?: News(?: Agency)?)?", r"Xinhua"),
    "TASS": (r"\bTASS\b", r"TASS"),
    "United Press International": (r"United Press International", r"UPI"),
    "PA Media": (r"Press Association|PA Media", r"PA"),
    "dpa": (r"Deutsche Presse-Agentur", r"dpa"),
    "EFE": (r"Agencia EFE", r"EFE"),
    "ANSA": (r"Agenzia ANSA", r"ANSA"),
}

#: Where an agency's name stands in running text.
AGENCY_NAMES: dict[str, re.Pattern[str]] = {name: re.compile(full) for name, (full, _) in _FORMS.items()}


def _credit(full: str, initials: str) -> re.Pattern[str]:
    forms = (
        rf"\((?:{initials}|{full})\)\s*(?:[-–—:]|$)|^\W*\((?:{initials}|{full})\)",  # SEOUL (Reuters) - …
        rf"^\W*(?:[A-Z][\w.]*,? ){{0,3}}(?:{full})\s*[-–—:]\s",  # Reuters: …
        rf"^\W*(?:By\s+)?(?:The\s+)?(?:{full})\W*$",
        rf"^\W*By\b[^.\n]{{0,80}}\b(?:{full})\b",
        rf"\b(?:{full})\s+(?:staff\s+|special\s+|national\s+|political\s+)*(?:writers?|correspondents?|reporters?)\b",
        rf"\b(?:{full})\b[^.\n]{{0,80}}\bcontributed\b",
        rf"\bwith (?:files|material|reporting|additional reporting) (?:from|by) (?:the )?(?:{full})\b",
        rf"(?:[Ss]ource|[Vv]ia|©|[Cc]opyright(?: \d{{4}})?)\s*:?\s+(?:The )?(?:{full})\b",
    )
    return re.compile("|".join(forms), re.MULTILINE)


#: What says that an article is an agency's: a dateline, a byline, a line of thanks. Not that it is spoken of ("a
#: Reuters poll", "an Associated Press count").
AGENCY_CREDITS: dict[str, re.Pattern[str]] = {name: _credit(*forms) for name, forms in _FORMS.items()}
