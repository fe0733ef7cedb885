"""Which articles are there? A folder, file or table read into a `Corpus`; what cannot be read is listed."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pandas as pd

from analysis.corpus._decode import UnreadableError, read_text
from analysis.corpus._metadata import Facts, canonical_row, parse_date, read_metadata, unused_rows
from analysis.corpus._model import Article, Corpus
from analysis.corpus._sections import facts_from_text, find_sections
from analysis.errors import DatelineError

TEXT_SUFFIXES = (".txt", ".md")
TABLE_SUFFIXES = (".csv", ".tsv", ".jsonl", ".parquet")

#: Files of a corpus folder that are about the corpus and not of it, by their lower-cased stem.
_ABOUT = ("metadata", "readme", "license", "licence", "citation", "datapackage")

_FACTS = ("title", "outlet", "published", "byline", "url")


@dataclass
class _Intake:
    """What has been read so far; `sources` remembers where each identifier came from."""

    articles: list[Article] = field(default_factory=list)
    rejected: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[tuple[str, str]] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)

    def add(self, doc_id: str, source: str, text: str, facts: Mapping[str, str]) -> None:
        """Add one article, or say why not."""
        if doc_id in self.sources:
            first = self.sources[doc_id]
            self.rejected.append((source, f"same name as {first}; rename one, since names identify articles"))
            return
        self.sources[doc_id] = source
        self.articles.append(self._article(doc_id, source, text, facts))

    def _article(self, doc_id: str, source: str, text: str, facts: Mapping[str, str]) -> Article:
        sections = find_sections(text, facts.get("title"))
        own = facts_from_text(text, sections)
        published = parse_date(facts["published"]) if "published" in facts else own.get("published")
        if "published" in facts and published is None:
            self.warnings.append(
                (source, f"date {facts['published']!r} is not a date like 2025-12-17; undated")
            )
        title, byline = facts.get("title") or own.get("title"), facts.get("byline") or own.get("byline")
        return Article(
            doc_id=doc_id,
            text=text,
            sections=sections,
            title=str(title) if title else None,
            outlet=facts.get("outlet"),
            published=published if isinstance(published, date) else None,
            byline=str(byline) if byline else None,
            url=facts.get("url"),
            metadata={key: value for key, value in sorted(facts.items()) if key not in _FACTS},
        )

    def finish(self) -> Corpus:
        """Return the corpus, in the order of the articles' identifiers."""
        return Corpus(
            articles=tuple(sorted(self.articles, key=lambda article: article.doc_id)),
            rejected=pd.DataFrame(sorted(self.rejected), columns=["file", "reason"], dtype=str),
            warnings=pd.DataFrame(sorted(self.warnings), columns=["file", "problem"], dtype=str),
        )


def load_corpus(path: str | Path, *, metadata: str | Path | None = None) -> Corpus:
    """Read articles from a folder (with its subfolders), from one text file, or from a table of articles.

    A folder's articles are its .txt and .md files; README, LICENSE and `metadata.csv` are about the corpus
    and not of it, and hidden files are passed over. Any other file is listed in `rejected`. A table (.csv,
    .tsv, .jsonl, .parquet) has one article a row: a column `text` and, where known, `doc_id`, `title`,
    `outlet`, `published`, `byline`, `url` (common other names of these are recognised); further columns are
    kept as metadata. Text is read as UTF-8, or by a byte order mark as UTF-16, or, where the bytes can be
    nothing else, as Windows-1252 (said in `warnings`).

    Args:
        path: The folder or file.
        metadata: A CSV table with a column `file` and facts about each article; by default
            `metadata.csv` in the folder, where there is one. It goes before what the text says of itself.

    Returns:
        The corpus; `len(corpus)` may be 0 where every file was rejected.

    Raises:
        DatelineError: Nothing is at `path`, it holds no file that could be an article, or the metadata
            table cannot be read.
    """
    path = Path(path)
    if not path.exists():
        raise DatelineError(
            f"There is no folder or file {path}. Check the path, or make it and put articles in."
        )
    intake = _Intake()
    table = _find_metadata(path, metadata)
    if path.is_dir():
        _read_folder(path, table, intake)
    elif path.suffix.lower() in TABLE_SUFFIXES:
        _read_table(path, intake)
    elif path.suffix.lower() in TEXT_SUFFIXES:
        _read_file(path, path.name, table, intake)
    else:
        raise DatelineError(
            f"{path.name} is not a kind of file that is read. Give a folder, or {_readable()}."
        )
    for name in unused_rows(table, intake.sources):
        intake.warnings.append((name, "named in the metadata table, but there is no such article"))
    return intake.finish()


def _readable() -> str:
    return f"a file ending in {', '.join(TEXT_SUFFIXES + TABLE_SUFFIXES)}"


def _find_metadata(path: Path, metadata: str | Path | None) -> dict[str, Facts]:
    if metadata is not None:
        if not Path(metadata).is_file():
            raise DatelineError(f"There is no metadata table {metadata}. Check the path.")
        return read_metadata(Path(metadata))
    beside = path / "metadata.csv"
    return read_metadata(beside) if path.is_dir() and beside.is_file() else {}


def _files(folder: Path) -> list[tuple[Path, str]]:
    """Return a folder's files and their paths within it, hidden ones left out, in a stable order."""
    found = [(file, file.relative_to(folder).as_posix()) for file in folder.rglob("*") if not file.is_dir()]
    visible = [
        (file, name) for file, name in found if not any(part.startswith(".") for part in name.split("/"))
    ]
    return sorted(visible, key=lambda pair: pair[1])


def _read_folder(folder: Path, table: Mapping[str, Facts], intake: _Intake) -> None:
    files = [(file, name) for file, name in _files(folder) if file.stem.lower() not in _ABOUT]
    if not files:
        raise DatelineError(f"The folder {folder} holds no articles. Put text files (.txt) into it.")
    for file, name in files:
        if file.suffix.lower() in TEXT_SUFFIXES:
            _read_file(file, name, table, intake)
        else:
            intake.rejected.append((name, _why_not(file)))


def _why_not(file: Path) -> str:
    """Return why a file of a folder is no article, and the next step."""
    if file.suffix.lower() in TABLE_SUFFIXES:
        return "a table in a folder is not read; give the table itself as the corpus"
    kind = f"files ending in {file.suffix}" if file.suffix else "files without an ending"
    return f"{kind} are not read from a folder; save it as text (.txt)"


def _read_file(file: Path, name: str, table: Mapping[str, Facts], intake: _Intake) -> None:
    try:
        text, encoding = read_text(file)
    except UnreadableError as reason:
        intake.rejected.append((name, str(reason)))
        return
    if encoding != "UTF-8":
        intake.warnings.append((name, f"read as {encoding}; check its marks and accents"))
    intake.add(file.stem, name, text, table.get(file.stem, {}))


def _read_table(path: Path, intake: _Intake) -> None:
    """Read one article a row."""
    rows = 0
    for rows, (where, row) in enumerate(_table_rows(path), start=1):
        facts = canonical_row(row)
        raw = next((value for key, value in row.items() if canonical_row({key: "x"}).get("text")), None)
        if not isinstance(raw, str) or not raw.strip():
            intake.rejected.append((where, "no text; fill the column 'text'"))
            continue
        facts.pop("text", None)
        intake.add(facts.pop("file", f"{path.stem}-{rows:04d}"), where, raw, facts)
    if not rows:
        raise DatelineError(f"{path.name} has no rows. Give a table with a header and an article a row.")


def _table_rows(path: Path) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield each row's name for messages ("file, row 3") and its cells by column."""
    suffix = path.suffix.lower()
    if suffix == ".parquet":
        try:
            frame = pd.read_parquet(path)
        except (ValueError, OSError) as error:
            raise DatelineError(
                f"{path.name} is not a Parquet table ({type(error).__name__}). Write it again."
            ) from error
        for number, record in enumerate(frame.to_dict("records"), start=1):
            yield f"{path.name}, row {number}", {str(key): value for key, value in record.items()}
        return
    try:
        text, _ = read_text(path)
    except UnreadableError as reason:
        raise DatelineError(f"{path.name}: {reason}.") from None
    if suffix == ".jsonl":
        yield from _json_rows(path.name, text)
        return
    csv.field_size_limit(2**31 - 1)  # the default, 128 KiB a cell, is shorter than a long article
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter="\t" if suffix == ".tsv" else ",")
    for number, cells in enumerate(reader, start=2):
        yield f"{path.name}, row {number}", {str(key): value for key, value in cells.items()}


def _json_rows(name: str, text: str) -> Iterator[tuple[str, dict[str, object]]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError:
            record = None
        # A line that is no object has no text either, and is rejected with its number like any such row.
        yield f"{name}, line {number}", record if isinstance(record, dict) else {}
