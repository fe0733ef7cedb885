"""Make a page of each article: its text with what was found in it marked, its numbers, and its nearest articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.corpus import Article, Corpus
from analysis.reports.html._link_resolution import lead_out
from analysis.reports.html._markup import sanitise
from analysis.reports.html._page import PageExporter, frame_page, tidy
from analysis.views import ARTICLES, TEXT, ArticleReader, article_file, article_title, short_names

#: The tables that the pages are made from.
_TABLES = (
    *("quotes", "marked_terms", "speakers_by_article", "overlaps", "pairs"),
    *("distinctive_terms", "words_by_article"),
)

#: The scripts of these pages, which have no charts.
_SCRIPTS = ("base.js", "contents.js", "marks.js", "places.js", "tables.js")


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The article before or after in the corpus's order: its page and its short name."""

    href: str
    name: str


def page_of(doc_id: str) -> str:
    """Return the path of an article's page in a folder of reports."""
    return f"{ARTICLES}/{article_file(doc_id)}.html"


def read_article_tables(
    folder: Path, entries: Mapping[str, Mapping[str, Any]], corpus: str
) -> dict[str, pd.DataFrame]:
    """Return the reports' tables that say something of single articles, by name.

    Args:
        folder: The folder of the reports.
        entries: The manifest's entries of its notebooks.
        corpus: The digest of the corpus; tables that were made from another state of it are left out.
    """
    made = {
        file
        for entry in entries.values()
        if entry.get("corpus") == corpus and entry.get("key")
        for file in entry.get("outputs", {})
    }
    paths = {name: f"data/{name}.parquet" for name in _TABLES}
    return {name: pd.read_parquet(folder / path) for name, path in paths.items() if path in made}


def make_article_pages(
    corpus: Corpus,
    chosen: Iterable[str],
    tables: Mapping[str, pd.DataFrame],
    *,
    name: str,
    links: Sequence[Mapping[str, str]],
    made_from: str,
) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the bytes of each page.

    Args:
        corpus: The articles.
        chosen: The identifiers of those to make a page of.
        tables: From `read_article_tables`.
        name: Name of the corpus.
        links: `href` and `title` of the pages of the folder that are made.
        made_from: The digest of the corpus.
    """
    names, wanted = short_names(corpus), set(chosen)
    pages = {article.doc_id: page_of(article.doc_id) for article in corpus if article.doc_id in wanted}
    targets = {link["href"] for link in links} | set(pages.values())
    reader = ArticleReader(tables, names)
    template = PageExporter().environment.get_template("article.html.j2")
    order = list(pages)
    for place, doc_id in enumerate(order):
        article = corpus[doc_id]
        around = {
            "before": order[place - 1] if place else None,
            "after": next(iter(order[place + 1 :]), None),
        }
        content = _read(reader, article, targets) | {
            word: Neighbour(f"{article_file(other)}.html", names[other])
            for word, other in around.items()
            if other
        }
        page = frame_page(
            article_title(article),
            name,
            pages[doc_id],
            links,
            charts=False,
            made_from=made_from,
            scripts=_SCRIPTS,
            root="../",
        )
        page["contents"] = [{"anchor": TEXT, "text": "The text"}] + [
            {"anchor": part["anchor"], "text": part["title"]} for part in content["parts"]
        ]
        yield pages[doc_id], tidy(template.render(page=page, article=content))


def _read(reader: ArticleReader, article: Article, targets: set[str]) -> dict[str, Any]:
    """Return what the template shows of an article, its links leading out of the folder of articles."""
    views = reader.read(article)
    about = [article.outlet, article.published or "undated", article.byline]

    def clean(html: str) -> Markup:
        return lead_out(sanitise(html), targets)

    return {
        "title": article_title(article),
        "doc_id": article.doc_id,
        "name": reader.names[article.doc_id],
        "about": " · ".join(str(fact) for fact in about if fact),
        "url": article.url if (article.url or "").startswith(("https://", "http://")) else "",
        "facts": [(label, clean(html)) for label, html in views.facts],
        "key": clean(views.key),
        "text": clean(views.text.html),
        "anchor": TEXT,
        "parts": [
            {"title": part.title, "anchor": escape(part.anchor), "html": clean(part.html)}
            for part in views.parts
        ],
    }
