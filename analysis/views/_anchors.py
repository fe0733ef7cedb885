"""Addresses on pages: one form for articles, terms, speakers, passages and places.

An address follows from the thing alone: not from its rank, from other things on the page or from the run.
Two different things never share one. Within a page an address is `#id`, and the page's maker takes away
links whose id the page does not have. From page to page it is `page.html?to=id#section`: the section is
always there, and the page's script goes on to the thing itself, or says that the page does not show it.
An article has a page of its own, `articles/one.html`; with `?at=3-9#the-text` its script marks that stretch.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from urllib.parse import quote

from analysis.text import Span

#: The pages that links lead to, each with the heading of the section in question.
QUOTES = ("quote_attributions.html", "all-attributions")
SPEAKERS = ("quote_attributions.html", "who-is-quoted")
TERMS = ("term_frequencies.html", "the-most-frequent-terms")
KEYNESS = ("term_frequencies.html", "what-sets-each-part-apart")
PAIRS = ("source_overlap.html", "side-by-side")
NAMES = ("source_overlap.html", "names-in-common")

#: The folder of the pages of articles, and the heading of each above its text.
ARTICLES, TEXT = "articles", "the-text"

#: The beginnings of ids, which headings avoid.
RESERVED_PREFIXES = ("article-", "at-", "row-", "term-", "speaker-", "passage-")

# A longer address is cut, and a digest of the whole keeps it unique.
_MAX_LENGTH = 80


def article_anchor(doc_id: str) -> str:
    """Return the id of an article in a reader."""
    return f"article-{_spell(doc_id)}"


def term_anchor(term: str) -> str:
    """Return the id of a term: `term-martial_law` for "martial law"."""
    return f"term-{_spell(term, words=True)}"


def speaker_anchor(name: str) -> str:
    """Return the id of a speaker, or of any other name: `speaker-Yoon_Suk_Yeol`."""
    return f"speaker-{_spell(name, words=True)}"


def passage_anchor(number: int) -> str:
    """Return the id of a passage, by its number in the table of passages, counted from 1."""
    return f"passage-{number}"


def overlap_anchor(number: int, side: str) -> str:
    """Return the id of one side ("a" or "b") of an overlap in the reader of pairs, by its number."""
    return f"passage-{number}-{side}"


def place_anchor(doc_id: str, start: int, end: int) -> str:
    """Return the id of a passage of an article that a reader marks: `text[start:end]`."""
    return f"at-{_spell(doc_id)}-{start}-{end}"


def row_anchor(doc_id: str, start: int, end: int) -> str:
    """Return the id of the row of a table about a passage of an article."""
    return f"row-{_spell(doc_id)}-{start}-{end}"


def quote_anchors(doc_id: str, spans: Sequence[Span]) -> tuple[str, str]:
    """Return the ids of an attribution in the reader and in the table, by the place of its content."""
    start, end = spans[0][0], spans[-1][1]
    return place_anchor(doc_id, start, end), row_anchor(doc_id, start, end)


def link_within(anchor: str) -> str:
    """Return the address of an id on the same page."""
    return f"#{quote(anchor, safe=_PLAIN)}"


def link_across(page: tuple[str, str], anchor: str) -> str:
    """Return the address of an id on another page.

    Args:
        page: One of the pages above: its file, and the heading that it always has.
        anchor: The id.
    """
    file, section = page
    return f"{file}?to={quote(anchor, safe=_PLAIN)}#{section}"


def link_to_article(doc_id: str, start: int | None = None, end: int | None = None) -> str:
    """Return the address of an article's page, from any report; with a span, of that place in its text.

    Example:
        >>> link_to_article("one", 3, 9)
        'articles/one.html?at=3-9#the-text'
    """
    page = f"{ARTICLES}/{quote(article_file(doc_id), safe=_PLAIN)}.html"
    return page if start is None or end is None else f"{page}?at={int(start)}-{int(end)}#{TEXT}"


def link_to_place(doc_id: str, start: int, end: int) -> str:
    """Return the address of a stretch that an article's page marks anyway, which therefore has an id."""
    return f"{link_to_article(doc_id)}{link_within(place_anchor(doc_id, start, end))}"


def link_to_attributions(**choices: str) -> str:
    """Return the address of the attributions that a filter of their table leaves.

    Args:
        choices: The filters (`article`, `speaker`, `speaks`, `kind`), each with what it is set to; an article by its
            short name.

    Example:
        >>> link_to_attributions(kind="direct")
        'quote_attributions.html?kind=direct#all-attributions'
    """
    file, section = QUOTES
    asked = "&".join(f"{name}={quote(value, safe=_PLAIN)}" for name, value in choices.items())
    return f"{file}?{asked}#{section}"


def article_file(doc_id: str) -> str:
    """Return the name of the file of an article's page, without its ending.

    It is the identifier, if every file system can hold that and keep it apart from others; else its plain characters
    and a digest.

    Example:
        >>> article_file("001_66396de939dc4853"), article_file("Paris/1")
        ('001_66396de939dc4853', 'paris-1--169de6261139')
    """
    if _FILE_NAME.fullmatch(doc_id) and not _UNSAFE_NAME.fullmatch(doc_id):
        return doc_id
    plain = _NOT_PLAIN.sub("-", doc_id.lower()).strip("-.")[:_MAX_LENGTH]
    return f"{plain}--{_digest(doc_id)}".lstrip("-")


#: Identifiers that are file names as they are, and those of them that are devices on Windows or end like a digest.
_FILE_NAME = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]{0,78}[a-z0-9_])?")
_UNSAFE_NAME = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?|.*--[0-9a-f]{12}")
_NOT_PLAIN = re.compile(r"[^a-z0-9_.-]+")

# Characters that stay as they are in an address, beside letters and digits.
_PLAIN = "-._~"


def _spell(text: str, *, words: bool = False) -> str:
    """Return a text as part of an id: letters and digits of any script stay, the rest is spelt out.

    Any other character becomes `~` and its number, so that different texts stay different.
    With `words`, a space becomes `_`, and `_` itself is spelt out.
    """
    spelt = "".join(_spell_character(character, words) for character in text)
    if len(spelt) <= _MAX_LENGTH:
        return spelt or "~"
    return f"{spelt[:_MAX_LENGTH]}~~{_digest(text)}"


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _spell_character(character: str, words: bool) -> str:
    if character.isalnum() or character in "-." or (character == "_" and not words):
        return character
    return "_" if words and character == " " else f"~{ord(character):x}~"
