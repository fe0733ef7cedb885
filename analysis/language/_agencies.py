"""Which news agencies do articles credit, and how are they written?"""

from __future__ import annotations

import re

#: Name of the agency, and the forms that credit it: its name in the text, its initials in a dateline or byline.
_FORMS = {
    "Associated Press": r"Associated Press|\(AP\)",
    "Reuters": r"Reuters",
    "Agence France-Presse": r"Agence France[- ]Presse|\(AFP\)",
    "Yonhap": r"Yonhap",
    "Kyodo": r"Kyodo News|\(Kyodo\)",
    "Xinhua": r"Xinhua",
    "TASS": r"\bTASS\b",
    "United Press International": r"United Press International|\(UPI\)",
    "PA Media": r"Press Association|PA Media",
    "dpa": r"Deutsche Presse-Agentur|\(dpa\)",
    "EFE": r"\(EFE\)|Agencia EFE",
    "ANSA": r"\(ANSA\)",
}

AGENCIES: dict[str, re.Pattern[str]] = {name: re.compile(form) for name, form in _FORMS.items()}
