"""An article on a page: its heading, and its short name with a mark of its colour, the same in every view.

An article's colour follows from its place in the corpus. There are as many as readers can distinguish; articles
beyond them have none, since a colour used twice would say that two articles are one. A colour never stands
alone: it is a mark beside the article's name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from analysis.corpus import Article
from analysis.views.charts._theme import PALETTE

#: The colours of articles; the palette's last is neutral.
_COLOURS = PALETTE[:-1]

#: The title of an article without a headline, before its first words.
_UNTITLED = "untitled"

_EXCERPT_LENGTH = 60


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
    """Return the CSS classes of an article's colour; empty where it has none.

    Args:
        doc_id: The article.
        names: All articles in the corpus's order.

    Example:
        >>> article_class(doc_ids[1], doc_ids)
        'of of-2'
    """
    numbers = {coloured: number for number, coloured in enumerate(article_colours(names), start=1)}
    return f"of of-{numbers[doc_id]}" if doc_id in numbers else ""


def article_label(doc_id: str, names: Mapping[str, str]) -> str:
    """Return an article's short name, escaped, with the mark of its colour before it.

    Example:
        >>> article_label("one", {"one": "1 < 2"})
        '<span class="of of-1">1 &lt; 2</span>'
    """
    name, style = escape(names.get(doc_id, doc_id)), article_class(doc_id, names)
    return f'<span class="{style}">{name}</span>' if style else name


def article_heading(article: Article, names: Mapping[str, str] | None = None) -> str:
    """Return the heading of an article, escaped: short name, headline (or first words), outlet and day.

    Args:
        article: The article.
        names: Short names of all articles in the corpus's order; by default the identifier stands alone.
    """
    label = article_label(article.doc_id, names or {})
    facts = " · ".join(escape(str(fact)) for fact in (article.outlet, article.published or "undated") if fact)
    # In `bdi` the direction of writing that a headline sets ends with it.
    return f'{label} <bdi>{escape(article_title(article))}</bdi> <span class="facts">{facts}</span>'


def article_title(article: Article) -> str:
    """Return an article's headline; without one, "untitled" and its first words.

    Example:
        >>> article_title(corpus[doc_ids[3]])
        'Next steps in US-North Korea diplomacy, including new engagement'
    """
    if article.title:
        return article.title
    body = next((section for section in article.sections if section.kind == "body"), None)
    text = article.text[body.start : body.end] if body else article.text
    plain = " ".join(text[: 4 * _EXCERPT_LENGTH].split())
    if len(plain) > _EXCERPT_LENGTH:
        plain = f"{plain[:_EXCERPT_LENGTH].rpartition(' ')[0] or plain[:_EXCERPT_LENGTH]}…"
    return f"{_UNTITLED}: “{plain}”" if plain else _UNTITLED


def article_rules() -> str:
    """Return the styles that give each article's mark its colour.

    They draw a border, which stays where backgrounds are left out: in print, and in a reader's own colours.

    Example:
        >>> article_rules()[:20]
        '.of-1{--of:#0072b2}.'
    """
    marks = "".join(f".of-{number}{{--of:{colour}}}" for number, colour in enumerate(_COLOURS, start=1))
    return (
        f"{marks}.of::before{{content:'';border:.32em solid var(--of);border-radius:.12em;margin-right:.4em}}"
    )
