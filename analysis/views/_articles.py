"""An article on a page: its heading, its headline and its short name, the same in every view.

Articles have no colours: a colour of a page stands for a kind of thing, never for one article.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from analysis.corpus import Article

#: The title of an article without a headline, before its first words.
_UNTITLED = "Untitled"

_EXCERPT_LENGTH = 90


def article_label(doc_id: str, names: Mapping[str, str]) -> str:
    """Return an article's short name, escaped; a direction of writing that its title sets ends with it.

    Example:
        >>> article_label("one", {"one": "1 < 2"})
        '<bdi>1 &lt; 2</bdi>'
    """
    return f"<bdi>{escape(names.get(doc_id, doc_id))}</bdi>"


def article_heading(article: Article, names: Mapping[str, str] | None = None) -> str:
    """Return the heading of an article, escaped: headline (or first words), outlet and day.

    Its short name stands among these facts where they do not tell it.

    Args:
        article: The article.
        names: Short names of all articles in the corpus's order; by default the identifier stands alone.
    """
    name, title = (names or {}).get(article.doc_id, article.doc_id), article_title(article)
    facts = [str(fact) for fact in (article.outlet, article.published or "undated") if fact]
    is_told = name in title or (article.outlet and article.published and not name.endswith(")"))
    facts = facts if is_told else [name, *facts]
    # In `bdi` the direction of writing that a headline sets ends with it.
    return f'<bdi>{escape(title)}</bdi> <span class="facts">{escape(" · ".join(facts))}</span>'


def article_title(article: Article) -> str:
    """Return an article's headline; without one, "Untitled" and its first words.

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
        begun = plain[:_EXCERPT_LENGTH].rpartition(" ")[0] or plain[:_EXCERPT_LENGTH]
        plain = f"{begun.rstrip(',;:–—- ')}…"
    return f"{_UNTITLED}: “{plain}”" if plain else _UNTITLED
