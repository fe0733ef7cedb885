"""Short names of articles, unique in the corpus, by which charts, tables, readers and sentences call them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from analysis.corpus import Article

#: Maximum length of a short name, and of an outlet's in it, in characters.
_MAX_LENGTH, _MAX_OUTLET = 28, 18

#: Number of words of an untitled article that stand in for its title.
_OPENING = 30

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

#: Marks at the edges of a word that a name does not begin or end with.
_EDGES = "“”\"‘’'.,:;!?…-–—()[]/|"
_WORD = re.compile(r"[^\W_]+")


def short_names(articles: Iterable[Article]) -> dict[str, str]:
    """Return a short name for each article, unique among them, in their order.

    It is the outlet and the day where both are known and no other article has them; else the first words of the title
    (untitled: of the text), from the first word that no other article has there where several begin alike. Articles
    that cannot be told apart have a number.

    Example:
        >>> list(short_names(corpus).values())[1:]
        ['first consultative meeting', 'South Korea-U.S. begin talks', 'Next steps in US-North Korea']
    """
    by_id = {article.doc_id: article for article in articles}
    by_outlet = _outlets_and_days(list(by_id.values()))
    by_title = _distinctive_words(list(by_id.values()))
    uses = Counter(by_outlet.values())
    names: dict[str, str] = {}
    used: set[str] = set()
    last_numbers = Counter[str]()  # by the name that several articles would have
    for doc_id, article in by_id.items():
        name = by_outlet.get(doc_id, "")
        if not name or uses[name] > 1:
            outlet = f"{_cut(_plain(article.outlet), _MAX_OUTLET)}: " if article.outlet and name else ""
            name = _cut(f"{outlet}{by_title[doc_id] or _plain(doc_id)}") or "article"
        unnumbered = name
        while name in used:
            last_numbers[unnumbered] += 1
            suffix = f" ({last_numbers[unnumbered] + 1})"
            name = f"{_cut(unnumbered, _MAX_LENGTH - len(suffix))}{suffix}"
        names[doc_id] = name
        used.add(name)
    return names


def _outlets_and_days(articles: Sequence[Article]) -> dict[str, str]:
    """Return outlet and day of the articles that have both, with the year where the years differ."""
    years = {article.published.year for article in articles if article.published}
    names = {}
    for article in articles:
        outlet, day = _plain(article.outlet or ""), article.published
        if outlet and day:
            year = f" {day.year}" if len(years) > 1 else ""
            names[article.doc_id] = f"{_cut(outlet, _MAX_OUTLET)} {day.day} {_MONTHS[day.month - 1]}{year}"
    return names


def _distinctive_words(articles: Sequence[Article]) -> dict[str, str]:
    """Return the first words of each title; from the first that no other title has where several begin alike."""
    titles = {article.doc_id: _title_words(article) for article in articles}
    small_words = {article.doc_id: article.language.words.stop_words for article in articles}
    beginnings = {doc_id: _fitting(words, small_words[doc_id]) for doc_id, words in titles.items()}
    uses = Counter(beginning.casefold() for beginning in beginnings.values())
    spread = Counter(
        part for words in titles.values() for part in {p for word in words for p in _parts(word)}
    )
    names = {}
    for doc_id, words in titles.items():
        name = beginnings[doc_id]
        if uses[name.casefold()] > 1:
            starts = (
                place
                for place, word in enumerate(words)
                if word.casefold() not in small_words[doc_id]
                and _parts(word)
                and all(spread[part] == 1 for part in _parts(word))
            )
            start = next(starts, None)
            name = name if start is None else _fitting(words[start:], small_words[doc_id])
        names[doc_id] = name
    return names


def _title_words(article: Article) -> list[str]:
    """Return the words of a title; of an untitled article, the first of its body."""
    text = article.title or ""
    if not text:
        body = next((section for section in article.sections if section.kind == "body"), None)
        text = article.text[body.start : body.end] if body else article.text
    return _plain(text[: 40 * _OPENING]).split(" ")[:_OPENING]


def _fitting(words: Sequence[str], small_words: frozenset[str]) -> str:
    """Return as many first words as a name has room for; it does not end with a small word such as "of"."""
    kept: list[str] = []
    for word in words:
        if len(" ".join([*kept, word])) > _MAX_LENGTH:
            break
        kept.append(word)
    while len(kept) > 1 and kept[-1].strip(_EDGES).casefold() in small_words:
        kept.pop()
    return " ".join(kept).strip(_EDGES + " ") or _cut(words[0] if words else "")


@lru_cache(maxsize=10_000)
def _parts(word: str) -> tuple[str, ...]:
    """Return the parts of a word that hyphens and other marks join, in lower case."""
    return tuple(_WORD.findall(word.casefold()))


def _plain(text: str) -> str:
    """Return a text on one line, without characters that control how it is shown."""
    if not text.isprintable():  # which nearly every title is
        text = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text)
    return " ".join(text.split())


def _cut(name: str, length: int = _MAX_LENGTH) -> str:
    """Return a name that is at most so long, cut after a word where it has several."""
    if len(name) <= length:
        return name
    begun = name[:length].rpartition(" ")[0] or name[: length - 1]
    return f"{begun.rstrip(_EDGES + ' ')}…"
