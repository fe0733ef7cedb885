"""Spans of a text, numbers and lists as people read them, and files written whole or for a while.

The lowest layer: it knows of strings and numbers, and of nothing else in this package.
"""

from __future__ import annotations

from analysis.text._counting import count_words, counted, counted_in_words, in_words
from analysis.text._findings import Finding
from analysis.text._nearest import expand_home, nearest, no_such_path
from analysis.text._scratch import scratch_folder
from analysis.text._spans import (
    Span,
    Spans,
    contains,
    covered_length,
    cut,
    inside_any,
    intersect,
    jaccard,
    longest_disjoint,
    meet,
    merge,
    overlaps,
    shared_length,
    subtract,
)
from analysis.text._spreadsheets import allow_long_cells, shield_cell, unshield_cell
from analysis.text._wording import excerpt, listed, say_leader, shorten, written_day
from analysis.text._writing import is_full, move_into_place, write_atomically

__all__ = [
    "Finding",
    "Span",
    "Spans",
    "allow_long_cells",
    "contains",
    "count_words",
    "counted",
    "counted_in_words",
    "covered_length",
    "cut",
    "excerpt",
    "expand_home",
    "in_words",
    "inside_any",
    "intersect",
    "is_full",
    "jaccard",
    "listed",
    "longest_disjoint",
    "meet",
    "merge",
    "move_into_place",
    "nearest",
    "no_such_path",
    "overlaps",
    "say_leader",
    "scratch_folder",
    "shared_length",
    "shield_cell",
    "shorten",
    "subtract",
    "unshield_cell",
    "write_atomically",
    "written_day",
]


def __dir__() -> list[str]:
    return sorted(__all__)
