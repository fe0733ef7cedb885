"""What holds of any export: prose comes out as it went in, no word is lost, and no run of marks breaks the reading."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus._builder import CorpusBuilder
from analysis.corpus.collections._split import split_document
from analysis.corpus.readers._decode import Document

Bodies = list[list[str]]
Layout = Callable[[Bodies], str]

_WORDS = "the ferry ran again on Monday and nobody complained of it said they".split()
PROSE = st.lists(st.sampled_from(_WORDS), min_size=8, max_size=40).map(
    lambda words: f"{' '.join(words).capitalize()}."
)

#: Paragraphs that look like marks, fields or notices of some database.
ODD = st.sampled_from(
    [
        *(
            "Body",
            "Classification",
            "English",
            "HD",
            "2025",
            "12 words",
            "4 March 2025",
            "All rights reserved",
        ),
        *("Section: the third of nine", "SUBJECT: ferries", "Location: the landing", "Title: none"),
        *("Load-Date: never", "Copyright is a right."),
    ]
)

#: Marks and fields of records.
MARKS = st.sampled_from(
    [
        *(
            "1 of 2 DOCUMENTS",
            "End of Document",
            "Document LEDG000020250301el3400001",
            "Document 1 of 2",
            "_" * 60,
        ),
        *("LENGTH: 9 words", "GRAPHIC: z", "Load-Date: 1", "Documents (3)", "1. One", "LP", "AN", "TD\tx"),
        *(
            "ProQuest document ID: 1",
            "Full text: x",
            "Source type: y",
            "=== News - 3 new results for [x] ===",
        ),
        *("https://example.org", "\u200b", "\x0c"),
    ]
)


def between(body: list[str]) -> str:
    """Return paragraphs with blank lines between them."""
    return "\n\n".join(body)


def nexis(bodies: Bodies) -> str:
    """Return a Nexis Uni download of articles with these paragraphs."""
    return "".join(
        f"Headline {number}\n\nThe Ledger\n\nMarch {number}, 2025 Tuesday\n\nCopyright 2025 The Ledger All Rights "
        f"Reserved\n\nLength: 80 words\n\nByline: Maria Delgado\n\nBody\n\n{between(body)}\n\nClassification\n\n"
        "Language: ENGLISH\n\nLoad-Date: April 1, 2025\n\nEnd of Document\n\n"
        for number, body in enumerate(bodies, start=1)
    )


def lexisnexis(bodies: Bodies) -> str:
    """Return a LexisNexis download of articles with these paragraphs."""
    return "".join(
        f"{number} of {len(bodies)} DOCUMENTS\n\n\n\nThe Ledger\n\nMarch {number}, 2025 Tuesday\n\nHeadline {number}\n"
        f"\nBYLINE: Maria Delgado\n\nLENGTH: 80 words\n\n{between(body)}\n\nLOAD-DATE: April 1, 2025\n\n"
        "LANGUAGE: ENGLISH\n\nCopyright 2025 The Ledger\nAll Rights Reserved\n\n"
        for number, body in enumerate(bodies, start=1)
    )


def factiva(bodies: Bodies) -> str:
    """Return a Factiva download of articles with these paragraphs."""
    return "".join(
        f"Headline {number}\nBy Maria Delgado\n80 words\n{number} March 2025\nThe Ledger\nLEDG\nEnglish\n(c) 2025 The "
        f"Ledger\n\n{between(body)}\n\nDocument LEDG000020250301el34{number:05d}\n\n\n"
        for number, body in enumerate(bodies, start=1)
    )


def proquest(bodies: Bodies) -> str:
    """Return a ProQuest download of articles with these paragraphs, a line each."""
    rule = "_" * 60
    records = []
    for number, body in enumerate(bodies, start=1):
        text = "\n".join(body)
        records += [
            rule,
            f"Document {number} of {len(bodies)}",
            f"Headline {number}",
            "Author: Delgado, Maria",
        ]
        records += [f"Full text: {text}", "Subject: Ferries", "Publication title: The Ledger; Harbor Point"]
        records += [f"Publication date: Mar {number}, 2025", "Source type: Newspaper"]
        records += [f"ProQuest document ID: 31{number:05d}", "Database: Newsstream"]
    return between(records)


LAYOUTS = (nexis, lexisnexis, factiva, proquest)


@pytest.mark.parametrize("layout", LAYOUTS)
@given(bodies=st.lists(st.lists(PROSE, min_size=1, max_size=5), min_size=1, max_size=4))
def test_prose_comes_out_as_it_went_in(layout: Layout, bodies: Bodies) -> None:
    """Each article of an export has its own paragraphs as body, each once and in order, and its own day."""
    collection = split_document(Document(layout(bodies)))
    assert collection is not None
    assert [None for _ in bodies] == [record.reason for record in collection.records]
    for number, (record, body) in enumerate(zip(collection.records, bodies, strict=True), start=1):
        document = record.document
        sections = [document.text[s.start : s.end] for s in document.sections if s.kind == "body"]
        assert body == [" ".join(section.split()) for section in sections]
        facts = [document.facts[fact] for fact in ("title", "outlet", "published")]
        assert [f"Headline {number}", "The Ledger", f"2025-03-0{number}"] == facts


@pytest.mark.parametrize("layout", LAYOUTS)
@given(bodies=st.lists(st.lists(st.one_of(PROSE, ODD), min_size=1, max_size=6), min_size=1, max_size=4))
def test_no_word_of_a_body_is_lost(layout: Layout, bodies: Bodies) -> None:
    """A paragraph that looks like something else is in an article as what it looks like, or the file has a doubt."""
    text = layout(bodies)
    collection = split_document(Document(text))
    builder = CorpusBuilder(every_language=True)
    documents = [record.document for record in collection.records] if collection else [Document(text)]
    for number, document in enumerate(documents):
        builder.add(str(number), "a.txt", document, {})
    held = "\n".join(document.text for document in documents)
    told = bool(collection and collection.doubts) or bool(builder.rejected)
    assert all(line in held or told for body in bodies for line in body)
    for document in documents:
        ends = [0, *(section.end for section in document.sections)]
        starts = [section.start for section in document.sections]
        between_sections = [document.text[end:start] for end, start in zip(ends, starts, strict=False)]
        assert "" == "".join(between_sections).strip()


@given(
    lines=st.lists(st.one_of(ODD, PROSE, MARKS), max_size=25),
    separator=st.sampled_from(["\n", "\n\n", "\r\n", "\r\n\r\n"]),
)
def test_any_order_of_marks_is_read(lines: list[str], separator: str) -> None:
    """No run of marks and fields breaks the reading, and what is read has its paragraphs in order."""
    collection = split_document(Document(separator.join(lines)))
    for record in collection.records if collection else ():
        sections = record.document.sections
        assert all(first.end <= second.start for first, second in pairwise(sections))
        assert all(0 <= s.start < s.end <= len(record.document.text) for s in sections)
        assert record.reason or any(section.kind == "body" for section in sections)
