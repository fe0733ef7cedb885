"""Facts of languages as data files behind one `Language` object, so that another language is a folder away."""

from analysis.language._language import (
    ENGLISH,
    Language,
    calendars,
    function_words,
    known_languages,
    load_language,
    script_names,
)
from analysis.language._marks import PLAIN_FORM, SINGLE_MARKS
from analysis.language.subjects._newsroom import Newsroom
from analysis.language.subjects._people import Gender
from analysis.language.subjects._words import Numbers

__all__ = [
    "ENGLISH",
    "PLAIN_FORM",
    "SINGLE_MARKS",
    "Gender",
    "Language",
    "Newsroom",
    "Numbers",
    "calendars",
    "function_words",
    "known_languages",
    "load_language",
    "script_names",
]
