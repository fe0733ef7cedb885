"""Add the articles of files to a corpus that is being built."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.corpus._builder import CorpusBuilder
from analysis.corpus._formats import stem_of
from analysis.corpus._metadata import Metadata
from analysis.corpus._reading import Reading, read_articles
from analysis.corpus.readers._archive import Entry
from analysis.corpus.readers._decode import UnreadableError
from analysis.corpus.tables._articles import describe_encoding


def read_article_files(entries: Sequence[Entry], metadata: Metadata, builder: CorpusBuilder) -> list[Entry]:
    """Add each file's articles, or the reason why it has none; return the files that are tables by their content."""
    tables: list[Entry] = []
    for entry in entries:
        try:
            reading = read_articles(entry, builder.cache)
        except UnreadableError as reason:
            builder.rejected.append((entry.name, str(reason)))
            continue
        if reading.table:
            tables.append(reading.table)
        else:
            _add(entry, reading, metadata, builder)
    return tables


def _add(entry: Entry, reading: Reading, metadata: Metadata, builder: CorpusBuilder) -> None:
    stem = stem_of(entry.name)
    width = len(str(len(reading.parts)))
    name = entry.name.rsplit("/", 1)[-1]
    accepted = False
    encoding = None
    for number, part in enumerate(reading.parts, start=1):
        source = f"{entry.name}, {part.place}" if part.place else entry.name
        if part.document is None:
            builder.rejected.append((source, part.reason or "no article"))
            continue
        numbered = part.document.doc_id or f"{name}#{number:0{width}d}"
        doc_id = stem if len(reading.parts) == 1 or not part.place else numbered
        facts = metadata.facts.get(doc_id, {})
        if builder.add(doc_id, source, part.document, facts):
            accepted, encoding = True, part.document.encoding or encoding
    if accepted:
        builder.warnings.extend((entry.name, doubt) for doubt in reading.doubts)
        if warning := describe_encoding(encoding):
            builder.warnings.append((entry.name, warning))
