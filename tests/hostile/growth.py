"""How the time of a stage grows with the length of texts that are made to take long."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pandas as pd
from spacy.tokens import Doc

from analysis.annotation._pipeline import load_pipeline, read_article, split_words
from analysis.corpus import Article, Section
from analysis.corpus._language_check import find_other_language
from analysis.corpus._sections import facts_from_text, find_sections
from analysis.corpus.readers._decode import decode, find_damage
from analysis.corpus.readers._table import read_table
from analysis.corpus.readers.documents._rtf import read_rtf
from analysis.corpus.readers.pages._html import read_html
from analysis.entities import ENTITIES
from analysis.export import _csv_bytes
from analysis.language import ENGLISH
from analysis.overlap import find_passages
from analysis.quotes import _records
from analysis.quotes.marks._pairing import pair_marks
from analysis.reports.html._markup import Anchors, render_output_markdown, sanitise
from tests.hostile.files import PROSE
from tests.plain_text import Text

#: Texts by what in them there is much of; each returns one of about so many characters.
TEXTS: dict[str, Callable[[int], str]] = {
    "nested marks": lambda n: "“‘" * (n // 4) + "’”" * (n // 4),
    "opened marks": lambda n: "“a " * (n // 3),
    "closed marks": lambda n: "a” " * (n // 3),
    "straight marks": lambda n: "\"a' " * (n // 4),
    "quotations": lambda n: "“We heard them,” Anna Bell said. " * (n // 33),
    "sayings": lambda n: '"He said ' * (n // 9),
    "one word": lambda n: "a" * n,
    "one line": lambda n: "the council met " * (n // 16),
    "short lines": lambda n: "a\n" * (n // 2),
    "blank lines": lambda n: "a" + "\n" * n + "b",
    "spaces": lambda n: "a" + " " * n + "b",
    "names": lambda n: " ".join(f"Anna Bell{number} of Kelso{number}." for number in range(n // 26)),
    "figures": lambda n: "1" * n,
    "dates": lambda n: "Posted 3/4/2025\n" * (n // 16),
    "brackets": lambda n: "[" * n,
    "links": lambda n: "[a](" * (n // 4),
    "stars": lambda n: "**a " * (n // 4),
    "entities": lambda n: "&lt;" * (n // 4),
    "opened tags": lambda n: "<b>" * (n // 3),
    "comments": lambda n: "<!--" * (n // 4),
    "dashes": lambda n: "— - – " * (n // 6),
    "combining": lambda n: "Z" + "\u0301" * n,
    "delimiters": lambda n: '",' * (n // 2),
    "backslashes": lambda n: "\\" * n,
}


def _all_body(text: str) -> Article:
    return Article("a", text, (Section(0, len(text), "body"),))


#: Stages that take a text alone.
STAGES: dict[str, Callable[[str], Any]] = {
    "decode": lambda text: decode(text.encode()),
    "damage": find_damage,
    "language": find_other_language,
    "words": lambda text: split_words(load_pipeline(ENGLISH.pipeline), text),
    "sections": lambda text: facts_from_text(text, find_sections(text, None)),
    "marks": lambda text: pair_marks(text, [(0, len(text))]),
    "csv": lambda text: read_table("a.csv", f"text,title\n{text}".encode()),
    "json": lambda text: read_table("a.json", f'[{{"text": "{text}"}}]'.encode()),
    "rtf": lambda text: read_rtf(b"{\\rtf1 " + (text + PROSE).encode("ascii", "ignore") + b"}"),
    "page": lambda text: read_html(
        f"<html><body><article><p>{PROSE}</p>{text}</article></body></html>".encode()
    ),
    "display": lambda text: _all_body(text)._repr_html_(),
    "sanitise": sanitise,
    "markdown": lambda text: render_output_markdown(text, Anchors()),
    "export": lambda text: _csv_bytes(pd.DataFrame({"a": [text]})),
    "passages": lambda text: find_passages([Text("a", text), Text("b", text)]),
}


def _read_entities(article: Article, doc: Doc) -> Any:
    return ENTITIES.read(article, doc)


def _find_quotes(finder: str) -> Callable[[Article, Doc], Any]:
    return lambda article, doc: _records.read_article(article, doc, _records.choose_finder(finder))


#: Stages that take an article and its parse.
PARSED_STAGES: dict[str, Callable[[Article, Doc], Any]] = {
    "entities": _read_entities,
    "quotes by rules": _find_quotes("rules"),
    "quotes": _find_quotes("default"),
}
#: Texts of which there is much in a parse: what language models make of the others is one word or none.
PARSED_TEXTS = ("quotations", "names", "nested marks", "straight marks", "sayings", "one line", "dates")


def parsed(text: str) -> tuple[Article, Doc]:
    """Return a text as an article with its parse, of which nothing is known yet."""
    article = Article("a", text, tuple(find_sections(text, None)))
    return article, read_article(load_pipeline(ENGLISH.pipeline), article)


def seconds(stage: Callable[..., Any], *given: Any, runs: int = 2) -> float:
    """Return the processor time of a stage; the least of some runs, since a machine may do something else meanwhile."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        try:
            stage(*given)
        except Exception as error:
            if type(error).__name__ not in {"UnreadableError", "DatelineError"}:
                raise
        times.append(time.process_time() - start)
    return min(times)
