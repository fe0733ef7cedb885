"""Complete what is known of articles by what their corpus tells: file names first, then first lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from analysis.corpus._dates import is_ambiguous, parse_date
from analysis.corpus._model import Article
from analysis.corpus.inference._headlines import FEWEST, infer_headlines
from analysis.corpus.inference._names import NamedFacts, read_names


def infer_facts(articles: Sequence[Article]) -> tuple[list[Article], list[tuple[str, str]]]:
    """Return the articles, in their order, with the facts that the corpus tells, and the doubts about these.

    What is known already is kept. Titles are told among the articles of one outlet and folder, or in smaller groups
    among all that these leave.
    """
    named, notes = _read_names(articles)
    completed = [_complete(article, facts) for article, facts in zip(articles, named, strict=True)]
    doubts = [("names of the files", note) for note in notes]
    for article, facts in zip(articles, named, strict=True):
        if article.published is None and is_ambiguous(facts.published):
            doubt = f"its file name says {facts.published}, which may be either of two days; undated"
            doubts.append((article.file or article.doc_id, doubt))
    for group in _group_by_layout(completed):
        members = [completed[place] for place in group]
        slugs = [named[place].slug for place in group]
        for place, article in zip(group, infer_headlines(members, slugs), strict=True):
            completed[place] = article
    return completed, doubts


def _read_names(articles: Sequence[Article]) -> tuple[list[NamedFacts], list[str]]:
    """Return what the path of each article says that has a file of its own, and clauses about the days."""
    facts = [NamedFacts() for _ in articles]
    own = [place for place, article in enumerate(articles) if _is_own_file(article)]
    named, notes = read_names([str(articles[place].file) for place in own])
    for place, fact in zip(own, named, strict=True):
        facts[place] = fact
    return facts, notes


def _is_own_file(article: Article) -> bool:
    """Return whether a file holds the article and no other: rows and parts of a file have identifiers of their own.

    The file of a press database has its name from the day of the download.
    """
    if article.file is None or "database" in article.metadata:
        return False
    return PurePosixPath(article.file).stem == article.doc_id


def _complete(article: Article, named: NamedFacts) -> Article:
    """Return the article with the facts of its path where they are unknown."""
    new: dict[str, object] = {}
    day = parse_date(named.published) if named.published else None
    if article.published is None and "published" not in article.known_from and day:
        new["published"] = day
    if article.outlet is None and named.outlet:
        new["outlet"] = named.outlet
    if not new:
        return article
    known_from = {**article.known_from, **dict.fromkeys(new, "file name")}
    return replace(article, **new, known_from=known_from)  # type: ignore[arg-type]


def _group_by_layout(articles: Sequence[Article]) -> list[list[int]]:
    """Return the places of the articles that are alike in layout and whose titles no table gives."""
    groups: dict[tuple[str, str], list[int]] = {}
    for place, article in enumerate(articles):
        if article.known_from.get("title") != "metadata":
            folder = str(PurePosixPath(article.file or "").parent)
            groups.setdefault((article.outlet or "", "" if article.outlet else folder), []).append(place)
    large = [group for group in groups.values() if len(group) >= FEWEST]
    rest = [place for group in groups.values() if len(group) < FEWEST for place in group]
    return [*large, sorted(rest)] if rest else large
