"""Proves what the page of an article says of speakers whom nobody names, and of what articles describe differently."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.corpus import Article, Section
from analysis.views import ArticleReader

TEXT = "The pier was shut on Monday, it was said. Mayor Anna Bell said the ferries would run."


@pytest.fixture
def article() -> Article:
    """An article in which somebody who is not named has most of the words."""
    return Article("pier", TEXT, (Section(0, len(TEXT), "body"),))


def speakers(*rows: tuple[object, str, int]) -> dict[str, pd.DataFrame]:
    """The table of speakers as Parquet gives it: missing names are NaN."""
    table = pd.DataFrame(rows, columns=["speaker", "speaker_kind", "words"])
    return {"speakers_by_article": table.assign(doc_id="pier", quotes=1, share=0.5)}


def test_a_speaker_whom_nobody_names_is_called_so(article: Article) -> None:
    """The row of what names no source says that, and who is quoted most has a name, which leads to their words."""
    tables = speakers((float("nan"), "unattributed", 9), ("Anna Bell", "person", 6))
    views = ArticleReader(tables, {"pier": "The pier"}).read(article)
    [part] = (part for part in views.parts if part.title == "Who speaks")
    assert "nan" not in part.html
    assert "no source named" in part.html
    link = '<a href="quote_attributions.html?speaker=Anna%20Bell#all-attributions">Anna Bell</a>'
    assert dict(views.facts)["Quoted most"] == f"{link}: 6 words, 50% of its attributed words"
    assert part.html.count(link) == 1


def test_of_an_article_without_named_speakers_nobody_is_quoted_most(article: Article) -> None:
    """The fact is left out where no attribution has a name."""
    views = ArticleReader(speakers((float("nan"), "unattributed", 9)), {"pier": "The pier"}).read(article)
    assert "Quoted most" not in dict(views.facts)


def test_what_differs_is_named_after_a_colon(article: Article) -> None:
    """A quotation is of somebody; a difference is about an aspect."""
    overlap = {"number": 1, "kind": "described differently", "doc_a": "pier", "start_a": 42, "end_a": 57}
    overlap |= {
        "doc_b": "quay",
        "start_b": 0,
        "end_b": 15,
        "text_a": "Mayor Anna Bell",
        "text_b": "Anna Bell",
    }
    tables = {"overlaps": pd.DataFrame([overlap | {"words": 3, "about": "title of Anna Bell"}])}
    views = ArticleReader(tables, {"pier": "The pier", "quay": "The quay"}).read(article)
    [part] = (part for part in views.parts if part.title == "What it shares")
    assert "described differently: title of Anna Bell" in part.html
