"""How pages show each class of overlap: by name, colour and dashes, and in counts."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.text import counted


@dataclass(frozen=True, slots=True)
class OverlapStyle:
    """How a class of overlap is shown.

    Attributes:
        slug: Its name in addresses and styles.
        colour: Its colour in charts.
        dash: Its dashes in charts.
        noun: The noun by which it is counted.
        qualifier: What follows that noun.
    """

    slug: str
    colour: str
    dash: tuple[int, ...]
    noun: str
    qualifier: str = ""


#: By class, the most telling first. Colours hold 3:1 against the page in light and dark.
OVERLAP_STYLES = {
    "copied prose": OverlapStyle("copied", "#d55e00", (1, 0), "passage", "of copied prose"),
    "version": OverlapStyle("version", "#8a7a00", (12, 3), "passage", "of two versions of one article"),
    "shared quotation": OverlapStyle("quotation", "#0072b2", (6, 3), "shared quotation"),
    "template": OverlapStyle("template", "#a0522d", (4, 2, 1, 2), "passage", "from one template"),
    "formula": OverlapStyle("formula", "#777777", (2, 3), "formula"),
    "paraphrase": OverlapStyle("paraphrase", "#008f68", (9, 3, 2, 3), "paraphrase"),
    "described differently": OverlapStyle("differs", "#b5689a", (2, 2), "point", "described differently"),
    "shared phrase": OverlapStyle("phrase", "#6c6cc4", (1, 4), "shared phrase"),
}

#: Classes in which text of one article stands in another.
REUSE_KINDS = ("copied prose", "version", "shared quotation", "template", "formula", "paraphrase")


def overlap_label(kind: str, about: str) -> str:
    """Return an overlap's class with what it is of: "shared quotation of Ann Berg", "described differently: age"."""
    link = ": " if kind == "described differently" else " of "
    return f"{kind}{link}{about}" if about else kind


def count_overlaps(number: int, kind: str) -> str:
    """Return a number of overlaps of a class: "1 shared quotation", "2 shared quotations"."""
    return f"{counted(number, OVERLAP_STYLES[kind].noun)} {OVERLAP_STYLES[kind].qualifier}".rstrip()
