"""Recognise the export of a database by its marks, and return the articles that it holds."""

from __future__ import annotations

from collections.abc import Callable

from analysis.corpus.collections._alerts import split_alert
from analysis.corpus.collections._europresse import split_europresse
from analysis.corpus.collections._factiva import split_factiva
from analysis.corpus.collections._lexisnexis import split_lexisnexis
from analysis.corpus.collections._lines import Collection, Export, read_lines
from analysis.corpus.collections._proquest import split_proquest
from analysis.corpus.readers._decode import Document

#: What splits an export, in the order of how sure its marks are.
_SPLITTERS: tuple[Callable[[Export], Collection | None], ...] = (
    split_europresse,
    split_proquest,
    split_factiva,
    split_lexisnexis,
    split_alert,
)

#: What stands, lower-cased, in every export of some database, and in few other texts.
_MARKS = ("length:", "length :", "länge:", "longueur:", "load-date", "publication-type", "document ", "=== ")


def split_document(document: Document) -> Collection | None:
    """Return the records of a document that is the export of a database, or None where it is none.

    Args:
        document: What a reader gave for the file.
    """
    folded = document.text.lower()
    if not any(mark in folded for mark in _MARKS):
        return None
    return split_export(Export(document.text, read_lines(document.text), document.encoding))


def split_export(export: Export) -> Collection | None:
    """Return the records of an export, or None where no database's marks are in it."""
    for split in _SPLITTERS:
        if collection := split(export):
            return collection
    return None
