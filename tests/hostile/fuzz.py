"""Give every stage inputs at random, and check its laws: no exception but its own, exact offsets, bounded time.

nox -s fuzz -- [--inputs 1000000] [--seed 0] [--only NAME]
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import logging
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

import nh3
import pandas as pd

from analysis._terminal import escape_controls
from analysis.corpus import Article, normalise
from analysis.corpus._builder import CorpusBuilder
from analysis.corpus._dates import parse_date, resolve_dates
from analysis.corpus._metadata import Metadata
from analysis.corpus._reading import read_articles
from analysis.corpus._sections import facts_from_text, find_paywall, find_sections
from analysis.corpus.readers._archive import Entry
from analysis.corpus.readers._decode import UnreadableError, decode
from analysis.corpus.readers._table import TABLE_SUFFIXES, read_table
from analysis.corpus.tables._articles import read_table_of_articles
from analysis.errors import DatelineError
from analysis.export import _csv_bytes
from analysis.quotes.marks._pairing import covers, pair_marks, quotation_spans
from analysis.reports.html._markup import Anchors, render_output_markdown, sanitise
from analysis.text import count_words, shield_cell, shorten, unshield_cell
from tests.hostile.inputs import change_bytes, make_bytes, make_date, make_text, sound_files
from tests.plain_text import Text

#: Longest time an input may take: seconds of processor time, and more for each character.
_SECONDS, _SECONDS_A_CHARACTER = 2.0, 0.002

_INERT = nh3.ALLOWED_TAGS | set(
    "article aside button caption details figcaption figure footer header input label main mark math mi mn mo mrow "
    "nav output section select option summary time".split()
)


@dataclass(frozen=True)
class Target:
    """A stage under test.

    Attributes:
        share: Inputs of each thousand that it gets.
        make: Returns an input.
        check: Raises where a law does not hold.
    """

    share: float
    make: Callable[[Random], Any]
    check: Callable[[Any], None]


def check_normalise(text: str) -> None:
    """Offsets stay, and a second time changes nothing."""
    plain = normalise(text)
    assert len(plain) == len(text)
    assert normalise(plain) == plain
    shorten(text, 20)


def check_escapes(text: str) -> None:
    """Cells come back as they were and are no formula; a terminal is told nothing but line feeds."""
    cell = whole(text)
    assert unshield_cell(shield_cell(cell)) == cell
    rows = list(
        csv.reader(
            io.StringIO(
                _csv_bytes(pd.DataFrame({"a": [cell], "b": [-0.5]}, dtype=object)).decode(), newline=""
            )
        )
    )
    assert [["a", "b"], [shield_cell(cell), "-0.5"]] == rows
    shown = escape_controls(text)
    assert not any((ord(sign) < 32 and sign != "\n") or 0x7F <= ord(sign) < 0xA0 for sign in shown)
    shown.encode()


def check_dates(cells: list[str]) -> None:
    """A day is found, or none; of a column each cell has its own."""
    for cell in cells:
        parse_date(cell)
    days, _ = resolve_dates(cells)
    assert len(days) == len(cells)


def check_sections(text: str) -> None:
    """Paragraphs are in order, disjoint, and without white space around them."""
    sections = find_sections(text, None)
    end = 0
    for section in sections:
        assert end <= section.start < section.end <= len(text)
        assert text[section.start : section.end] == text[section.start : section.end].strip()
        end = section.end
    assert not "".join(_between(text, [(s.start, s.end) for s in sections])).strip()
    facts_from_text(text, sections)
    find_paywall(text, sections)


def _between(text: str, spans: list[tuple[int, int]]) -> list[str]:
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    return [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]


def check_marks(text: str) -> None:
    """Quotations lie in the text, and are whole words of what stands between two marks."""
    for quotation in pair_marks(text, [(0, len(text))]):
        start, end = quotation.span
        assert 0 <= start < end <= len(text)


def check_decode(raw: bytes) -> None:
    """Bytes are text, or have a reason."""
    try:
        text, _ = decode(raw)
    except UnreadableError:
        return
    assert "\x00" not in text


def check_reader(file: tuple[str, bytes]) -> None:
    """A file is articles, or has a reason; what is read is a corpus whose offsets hold."""
    suffix, raw = file
    builder = CorpusBuilder(every_language=True)
    entry = Entry(f"a{suffix}", lambda: raw)
    if suffix in TABLE_SUFFIXES:
        try:
            read_table(entry.name, raw)
            read_table_of_articles(entry, Metadata(), None, builder)
        except (DatelineError, UnreadableError):
            return
    else:
        try:
            reading = read_articles(entry)
        except UnreadableError:
            return
        for number, part in enumerate(reading.parts):
            if part.document is not None:
                builder.add(str(number), part.place, part.document, {})
    for article in builder.finish():
        _check_article(article)


def _check_article(article: Article) -> None:
    for section in article.sections:
        assert 0 <= section.start < section.end <= len(article.text)
    (article.text + str(article.title) + str(article.outlet)).encode()
    assert repr(article).isprintable() or "\u00a0" in repr(article) or not repr(article).isascii()
    assert "<script" not in article._repr_html_().replace("<style>", "")


def check_markup(text: str) -> None:
    """What a cell puts out is of known elements, without a handler, whether HTML or Markdown."""
    for html in (sanitise(text), render_output_markdown(text, Anchors())):
        again = nh3.clean(str(html), tags=_INERT, attributes={"*": {"class"}})
        assert "<script" not in again
        lowered = str(html).lower()
        assert not any(
            f"<{name}" in lowered for name in ("script", "iframe", "object", "embed", "style", "base")
        )


def check_passages(texts: tuple[str, str]) -> None:
    """A shared passage is what stands at its places in both articles."""
    from analysis.overlap import find_passages

    first, second = Text("a", texts[0]), Text("b", texts[1])
    for row in find_passages([first, second]).itertuples():
        assert texts[0][row.start_a : row.end_a] == row.text_a
        assert texts[1][row.start_b : row.end_b] == row.text_b


def check_analysis(text: str) -> None:
    """The parse is of the text; roles lie in it; every quotation of four words is an attribution's or a marked term."""
    from analysis.annotation._pipeline import read_article
    from analysis.entities import ENTITIES
    from analysis.quotes import _records

    text = whole(text).replace("\x00", " ")
    if not text.strip():
        return
    article = Article("a", text, find_sections(text, None))
    doc = read_article(_pipeline(), article)
    assert doc.text == text
    assert ENTITIES.decode(ENTITIES.encode(ENTITIES.read(article, doc))) is not None
    attributions = _records.read_article(article, doc, _records.choose_finder("rules"))
    unclaimed = {quotation.span for quotation in _records.list_unclaimed(article, doc, attributions)}
    for attribution in attributions:
        for start, end in (*attribution.content_spans, *attribution.cue_spans, *attribution.source_spans):
            assert 0 <= start < end <= len(text)
    for quotation in quotation_spans(article):
        if not quotation.level and count_words(text, [quotation.span]) >= 4:
            claimed = any(covers(attribution.content_spans, quotation.span) for attribution in attributions)
            assert claimed or quotation.span in unclaimed, quotation


@cache
def _pipeline() -> Any:
    from analysis.annotation._pipeline import load_pipeline
    from analysis.language import ENGLISH

    return load_pipeline(ENGLISH.pipeline)


def check_page(text: str) -> None:
    """A page of a notebook that puts out a text has one end, and nothing of the text is an element."""
    import nbformat

    from analysis.parameters import check_parameters
    from analysis.reports.html._page import make_page

    text = whole(text)
    data = {"text/html": text, "text/plain": text}
    outputs = [nbformat.v4.new_output("display_data", data=data), nbformat.v4.new_output("stream", text=text)]
    cell = nbformat.v4.new_code_cell("", outputs=outputs)
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# A page"), cell])
    values = check_parameters("term_frequencies", {}) | {"keywords": [text]}
    page, _ = make_page(book, "term_frequencies", corpus=text, links=[], parameters=values)
    html = page.decode()
    assert 1 == html.count("</body>") == html.count("</main>")
    assert "window.ran" not in "".join(part.partition("</script>")[0] for part in html.split("<script>")[1:])


def whole(text: str) -> str:
    """Return a text as articles have it: without halves of characters."""
    return text.encode("utf-8", "replace").decode()


def _make_file(random: Random) -> tuple[str, bytes]:
    suffix, raw = random.choice(sound_files())
    return suffix, change_bytes(random, raw)


def _make_table(random: Random) -> tuple[str, bytes]:
    suffix = random.choice((".csv", ".tsv", ".jsonl", ".json"))
    if suffix in (".csv", ".tsv"):
        mark = random.choice(",;\t|")
        rows = [
            mark.join(make_text(random, 4) for _ in range(random.randrange(5)))
            for _ in range(random.randrange(6))
        ]
        return suffix, change_bytes(
            random, "\n".join([f"title{mark}text{mark}date", *rows]).encode("utf-8", "replace")
        )
    records = [
        {"text": make_text(random, 6), make_text(random, 2): random.choice((None, 1e308, [], {"name": "a"}))}
    ]
    return suffix, change_bytes(random, json.dumps(records * random.randrange(3)).encode())


def _make_pair(random: Random) -> tuple[str, str]:
    shared = make_text(random, 60)
    return whole(make_text(random) + shared + make_text(random)), whole(make_text(random) + shared[3:])


TARGETS: dict[str, Target] = {
    "normalise": Target(300, make_text, check_normalise),
    "escapes": Target(220, lambda random: make_text(random, 6), check_escapes),
    "dates": Target(
        140, lambda random: [make_date(random) for _ in range(random.randrange(1, 4))], check_dates
    ),
    "decode": Target(150, make_bytes, check_decode),
    "marks": Target(80, make_text, check_marks),
    "sections": Target(40, make_text, check_sections),
    "markup": Target(30, lambda random: whole(make_text(random, 12)), check_markup),
    "tables": Target(25, _make_table, check_reader),
    "readers": Target(12, _make_file, check_reader),
    "passages": Target(1.5, _make_pair, check_passages),
    "analysis": Target(1.2, make_text, check_analysis),
    "page": Target(0.3, lambda random: make_text(random, 12), check_page),
}


def size_of(value: Any) -> int:
    """Return the characters or bytes of an input."""
    return len(value) if isinstance(value, str | bytes) else sum(map(size_of, value))


def run(name: str, inputs: int, seed: int) -> tuple[float, float]:
    """Check a target with so many inputs; return the processor time of all, and that of the slowest.

    Raises:
        AssertionError: A law does not hold, an input takes too long, or there is another exception; with the input.
    """
    target, random = TARGETS[name], Random(f"{seed} {name}")  # noqa: S311 - inputs, not secrets
    spent_in_all = slowest = 0.0
    for _ in range(inputs):
        spent = check_one(name, target.make(random), first=not spent_in_all)
        spent_in_all, slowest = spent_in_all + spent, max(slowest, spent if spent_in_all else 0.0)
    return spent_in_all, slowest


def check_one(name: str, value: Any, *, first: bool = False) -> float:
    """Check a target with an input; return the processor time. The first input of a target loads what it needs.

    Raises:
        AssertionError: As for `run`.
    """
    start = time.process_time()
    try:
        TARGETS[name].check(value)
    except Exception as error:
        raise AssertionError(f"{name}: {type(error).__name__}: {error} on {value!r}") from error
    spent = time.process_time() - start
    if not first and spent > _SECONDS + _SECONDS_A_CHARACTER * size_of(value):
        raise AssertionError(f"{name}: {spent:.1f} s for {size_of(value)} characters: {value!r}")
    return spent


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--inputs", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", choices=TARGETS, action="append")
    asked, _ = parser.parse_known_args()  # the others are those of tests.hostile.guided
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    failed, total = False, 0
    for name in asked.only or TARGETS:
        inputs = round(asked.inputs * TARGETS[name].share / 1000)
        try:
            whole, slowest = run(name, inputs, asked.seed)
        except AssertionError as error:
            failed = True
            print(
                f"{name:<10} FAILED {error}"[:2000].encode("ascii", "backslashreplace").decode(), flush=True
            )
            continue
        total += inputs
        print(f"{name:<10} {inputs:>9,} inputs {whole:>8.1f} s, slowest {slowest:.3f} s", flush=True)
    print(f"{total:,} inputs")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
