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
    "PA Media": (r"Press Association|PA Media", r"PA Media"),
    "dpa": (r"Deutsche Presse-Agentur", r"dpa"),
    "EFE": (r"Agencia EFE", r"EFE"),
    "ANSA": (r"Agenzia ANSA", r"ANSA"),
}

#: Where an agency's name stands in running text.
AGENCY_NAMES: dict[str, re.Pattern[str]] = {name: re.compile(full) for name, (full, _) in _FORMS.items()}


def _credit(full: str, initials: str) -> re.Pattern[str]:
    begin, end = r"^[^\w\n]*", r"[^\w\n]*$"  # of a line, whatever marks stand there
    agency = rf"(?:The\s+)?(?:{full})"
    forms = (
        rf"\((?:{initials}|{full})\)\s*[-–—:]",  # SEOUL (Reuters) - …
        rf"{begin}\((?:{initials}|{full})\)",
        rf"{begin}(?:{full})[ ]?[-–—:]\s",  # Reuters: …
        rf"{begin}(?:By\s+)?{agency}{end}",
        rf"{begin}By [A-Z][^.\n]{{0,60}}\b{agency}{end}",
        rf"{begin}(?:By [A-Z][^.\n]{{0,60}}\b)?{agency}\s+(?:\w+\s+){{0,2}}(?:writer|reporter|correspondent)s?\b",
        rf"\b(?:{full})\b[^.\n]{{0,80}}\bcontributed(?:\s+to\s+this\s+(?:report|story|article))?\.?{end}",
        rf"\bwith (?:files|material|reporting|additional reporting) (?:from|by) {agency}\b",
        rf"{begin}(?:[Ss]ource|[Vv]ia|©|[Cc]opyright(?: \d{{4}})?)\s*:?\s+{agency}\b",
    )
    return re.compile("|".join(forms), re.MULTILINE)


#: What says that an article is an agency's: a dateline, a byline, a line of thanks. Not that it is spoken of ("a
#: Reuters poll", "an Associated Press count").
AGENCY_CREDITS: dict[str, re.Pattern[str]] = {name: _credit(*forms) for name, forms in _FORMS.items()}
