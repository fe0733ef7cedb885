"""Every table once: the names, types, meanings and page labels of its columns, and the frames built from them."""

from __future__ import annotations

from analysis.schema._model import Column, Table, returns
from analysis.schema._package import describe_package
from analysis.schema._tables import TABLES, column_kind

__all__ = ["TABLES", "Column", "Table", "column_kind", "describe_package", "returns"]


def __dir__() -> list[str]:
    return sorted(__all__)
