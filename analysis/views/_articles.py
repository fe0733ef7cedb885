"""Which article is this? Its short name with a mark of its colour, the same in charts, tables and readers.

An article's colour follows from its place in the corpus. There are as many as can be told apart; articles
beyond them have none, since a colour used twice would say that two articles are one. A colour never stands
alone: it is a mark beside the article's name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from analysis.corpus import Article
from analysis.views.charts._theme import PALETTE

#: The colours of articles; the palette's last is for what has none of its own.
_COLOURS = PALETTE[:-1]

#: What an article without a headline is called, before its first words.
UNTITLED = "untitled"

_FIRST_WORDS = 60


def article_colours(doc_ids: Iterable[str]) -> dict[str, str]:
    """Return the colour of each article that has one.

    Args:
        doc_ids: All articles in the corpus's order; the names of `short_names` have it.

    Example:
        >>> article_colours(doc_ids)[doc_ids[0]]
        '#0072b2'
    """
    colours: dict[str, str] = {}
    for doc_id in doc_ids:
        if len(colours) == len(_COLOURS):
            break
        colours.setdefault(doc_id, _COLOURS[len(colours)])
    return colours


def article_class(doc_id: str, names: Iterable[str]) -> str:
    """Return the classes under which the styles know an article's colour; empty where it has none.

    Args:
        doc_id: The article.
        names: All articles in the corpus's order.

    Example:
        >>> article_class(doc_ids[1], doc_ids)
        'of of-2'
    """
    places = {known: place for place, known in enumerate(article_colours(names), start=1)}
    return f"of of-{places[doc_id]}" if doc_id in places else ""


def article_label(doc_id: str, names: Mapping[str, str]) -> str:
    """Return an article's short name, escaped, with the mark of its colour before it.

    Example:
        >>> article_label("one", {"one": "1 < 2"})
        '<span class="of of-1">1 &lt; 2</span>'
    """
    name, style = escape(names.get(doc_id, doc_id)), article_class(doc_id, names)
    return f'<span class="{style}">{name}</span>' if style else name


def article_heading(article: Article, names: Mapping[str, str] | None = None) -> str:
    """Return what stands over an article, escaped: short name, headline (or first words), outlet and day.

    Args:
        article: The article.
        names: Short names of all articles in the corpus's order; by default the identifier stands alone.
    """
    label = article_label(article.doc_id, names or {})
    facts = " · ".join(escape(str(fact)) for fact in (article.outlet, article.published or "undated") if fact)
    # A direction that a headline turns to and never leaves ends with it.
    return f'{label} <bdi>{escape(article_title(article))}</bdi> <span class="facts">{facts}</span>'


def article_title(article: Article) -> str:
    """Return an article's headline; of an article without one, that it has none, and its first words."""
    if article.title:
        return article.title
    body = next((s for s in article.sections if s.kind == "body"), None)
    words = article.text[body.start : body.end] if body else article.text
    plain = " ".join(words[: 4 * _FIRST_WORDS].split())
    if len(plain) > _FIRST_WORDS:
        plain = f"{plain[:_FIRST_WORDS].rpartition(' ')[0] or plain[:_FIRST_WORDS]}…"
    return f"{UNTITLED}: “{plain}”" if plain else UNTITLED


def article_rules() -> str:
    """Return the styles that give each article's mark its colour.

    A border is drawn where backgrounds are left out: in print, and where a reader has chosen all colours.
    """
    marks = "".join(f".of-{place}{{--of:{colour}}}" for place, colour in enumerate(_COLOURS, start=1))
    return (
        f"{marks}.of::before{{content:'';border:.32em solid var(--of);border-radius:.12em;margin-right:.4em}}"
    )
