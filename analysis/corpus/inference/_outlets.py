"""Give one name to an outlet whose pages write it in several ways: "TheHill" and "The Hill" on one site."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from analysis.corpus._model import Article
from analysis.text import counted, listed


def site_of(article: Article) -> str:
    """Return the address of the site that an article was put up on, or else its outlet; "" where neither is known."""
    host = urlsplit(article.url).netloc.lower().removeprefix("www.") if article.url else ""
    return host or article.outlet or ""


def unify_outlets(articles: Sequence[Article]) -> tuple[list[Article], list[tuple[str, str]]]:
    """Return the articles, each outlet's name in the form that is commonest on its site, and a doubt for each site."""
    forms: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for article in articles:
        if article.outlet and article.url:
            forms[site_of(article), _key(article.outlet)][article.outlet] += 1
    names = {place: min(counts, key=lambda form: (-counts[form], form)) for place, counts in forms.items()}
    unified = [
        replace(article, outlet=names[site_of(article), _key(article.outlet)])
        if article.outlet and article.url
        else article
        for article in articles
    ]
    doubts = []
    for (site, key), counts in sorted(forms.items()):
        name = names[site, key]
        others = [f"“{form}”" for form in sorted(counts) if form != name]
        if others:
            number = counted(counts.total() - counts[name], "article")
            doubts.append(
                (site, f"{listed(others)} in {number} and “{name}” are one outlet; read as “{name}”")
            )
    return unified, doubts


def _key(outlet: str) -> str:
    """Return what the forms of a name share: its letters, without "The" and the end of an address."""
    name = outlet.casefold().removeprefix("the ")
    for ending in (".com", ".co.uk", ".org", ".net"):
        name = name.removesuffix(ending)
    return "".join(filter(str.isalnum, name)).removeprefix("the")
