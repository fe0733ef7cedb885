"""Make an article of a text, for the tests of this folder."""

from __future__ import annotations

from analysis.corpus import Article, Section, find_paragraphs


def make_article(text: str) -> Article:
    """Make an article whose paragraphs are all body."""
    sections = tuple(Section(start, end, "body") for start, end in find_paragraphs(text))
    return Article(doc_id="a", text=text, sections=sections)
