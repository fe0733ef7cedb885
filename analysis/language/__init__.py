"""Facts of languages as data files behind one `Language` object, so that another language is a folder away."""

from analysis.language._language import (
    ENGLISH,
    Gender,
    Language,
    Newsroom,
    calendars,
    function_words,
    known_languages,
    load_language,
    script_names,
)

__all__ = [
    "ENGLISH",
    "Gender",
    "Language",
    "Newsroom",
    "calendars",
    "function_words",
    "known_languages",
    "load_language",
    "script_names",
]
