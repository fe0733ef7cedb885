"""What is the address of a thing on a page? One form for articles, terms, speakers, passages and places.

An address follows from the thing alone: not from its rank, from other things on the page or from the run.
Two different things never share one. Within a page an address is `#id`, and the page's maker takes away
links whose id the page does not have. From page to page it is `page.html?to=id#section`: the section is
always there, and the page's script goes on to the thing itself, or says that the page does not show it.
"""

from __future__ import annotations

from hashlib import sha256
from urllib.parse import quote

from analysis.text import Span

#: The pages that links lead to, and of each the heading under which such things stand.
READER = ("quote_attributions.html", "the-articles")
SPEAKERS = ("quote_attributions.html", "who-speaks")
TERMS = ("term_frequencies.html", "the-most-frequent-terms")
KEYNESS = ("term_frequencies.html", "what-sets-each-part-apart")
PAIRS = ("source_overlap.html", "side-by-side")
NAMES = ("source_overlap.html", "who-and-what-they-share")

#: What addresses of things begin with; headings keep clear of it.
PREFIXES = ("article-", "at-", "row-", "term-", "speaker-", "passage-")

# An address longer than this is cut, and the digest of the whole keeps it apart from others.
_LONGEST = 80


def article_anchor(doc_id: str) -> str:
    """Return the id of an article in a reader."""
    return f"article-{_spell(doc_id)}"


def term_anchor(term: str) -> str:
    """Return the id of a term: `term-martial_law` for "martial law"."""
    return f"term-{_spell(term, words=True)}"


def speaker_anchor(name: str) -> str:
    """Return the id of a speaker, or of anybody with a name: `speaker-Yoon_Suk_Yeol`."""
    return f"speaker-{_spell(name, words=True)}"


def passage_anchor(number: int) -> str:
    """Return the id of a passage, by its number in the table of passages, counted from 1."""
    return f"passage-{number}"


def place_anchor(doc_id: str, start: int, end: int) -> str:
    """Return the id of a stretch of an article that a reader marks: `text[start:end]`."""
    return f"at-{_spell(doc_id)}-{start}-{end}"


def row_anchor(doc_id: str, start: int, end: int) -> str:
    """Return the id of the row of a table that tells of a stretch of an article."""
    return f"row-{_spell(doc_id)}-{start}-{end}"


def link_within(anchor: str) -> str:
    """Return the address of an id on the same page."""
    return f"#{quote(anchor, safe=_PLAIN)}"


def link_across(page: tuple[str, str], anchor: str, *, at: Span | None = None) -> str:
    """Return the address of an id on another page.

    Args:
        page: One of the pages above: its file, and the heading that is there in any case.
        anchor: The id.
        at: A stretch of the article that the id belongs to, in code points; the reader shows it.
    """
    file, section = page
    place = f"&at={at[0]}-{at[1]}" if at else ""
    return f"{file}?to={quote(anchor, safe=_PLAIN)}{place}#{section}"


def link_to_article(doc_id: str, start: int | None = None, end: int | None = None) -> str:
    """Return the address of an article in the reader, from any page; with a stretch of it, of that stretch."""
    at = (int(start), int(end)) if start is not None and end is not None else None
    return link_across(READER, article_anchor(doc_id), at=at)


# What stays as it is in an address, beside letters and digits.
_PLAIN = "-._~"


def _spell(text: str, *, words: bool = False) -> str:
    """Return a text as part of an id: letters and digits of any script stay, the rest is spelt out.

    A character that cannot stand in an id is `~` and its number, so that different texts stay different.
    With `words`, a space becomes `_`, and `_` itself is spelt out.
    """
    spelt = "".join(_spell_character(character, words) for character in text)
    if len(spelt) <= _LONGEST:
        return spelt or "~"
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{spelt[:_LONGEST]}~~{digest}"


def _spell_character(character: str, words: bool) -> str:
    if character.isalnum() or character in "-." or (character == "_" and not words):
        return character
    return "_" if words and character == " " else f"~{ord(character):x}~"
