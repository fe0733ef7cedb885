"""Columns that the tables of several subjects have."""

from __future__ import annotations

from analysis.schema._model import Column

POINTS = "code points into the article's text"

DOC_ID = Column(
    "doc_id", "string", "the article's identifier: its file name without the extension", label="article"
)
START = Column("start", "integer", "where it starts", POINTS)
END = Column("end", "integer", "where it ends (the code point after its last)", POINTS)
FACTS = (
    Column("title", "string", "its headline, where the text or metadata.csv gives one", label="title"),
    Column("outlet", "string", "who published it", label="outlet"),
    Column("published", "date", "the day it was published", "date", label="published"),
)
