"""Addresses on pages: one form for articles, terms, speakers, passages and places.

An address follows from the thing alone: not from its rank, from other things on the page or from the run.
Two different things never share one. Within a page an address is `#id`, and the page's maker takes away
links whose id the page does not have. From page to page it is `page.html?to=id#section`: the section is
always there, and the page's script goes on to the thing itself, or says that the page does not show it.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from urllib.parse import quote

from analysis.text import Span

#: The pages that links lead to, each with the heading of the section in question.
READER = ("quote_attributions.html", "the-articles")
SPEAKERS = ("quote_attributions.html", "who-is-quoted")
TERMS = ("term_frequencies.html", "the-most-frequent-terms")
KEYNESS = ("term_frequencies.html", "what-sets-each-part-apart")
PAIRS = ("source_overlap.html", "side-by-side")
NAMES = ("source_overlap.html", "who-and-what-they-share")

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


def link_across(page: tuple[str, str], anchor: str, *, at: Span | None = None) -> str:
    """Return the address of an id on another page.

    Args:
        page: One of the pages above: its file, and the heading that it always has.
        anchor: The id.
        at: A span of the article with that id, in code points; the reader shows it.
    """
    file, section = page
    place = f"&at={at[0]}-{at[1]}" if at else ""
    return f"{file}?to={quote(anchor, safe=_PLAIN)}{place}#{section}"


def link_to_article(doc_id: str, start: int | None = None, end: int | None = None) -> str:
    """Return the address of an article in the reader, from any page; with a span, of that place in it.

    Example:
        >>> link_to_article("one", 3, 9)
        'quote_attributions.html?to=article-one&at=3-9#the-articles'
    """
    at = (int(start), int(end)) if start is not None and end is not None else None
    return link_across(READER, article_anchor(doc_id), at=at)


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
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{spelt[:_MAX_LENGTH]}~~{digest}"


def _spell_character(character: str, words: bool) -> str:
    if character.isalnum() or character in "-." or (character == "_" and not words):
        return character
    return "_" if words and character == " " else f"~{ord(character):x}~"
