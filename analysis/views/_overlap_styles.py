"""How is each class of overlap told apart on a page, with colour and without?"""

from __future__ import annotations

from dataclasses import dataclass

from analysis.text import counted


@dataclass(frozen=True, slots=True)
class Look:
    """A class of overlap: its name in addresses and styles, a chart's colour and dashes, and how it is counted."""

    slug: str
    colour: str
    dash: tuple[int, ...]
    noun: str
    qualifier: str = ""


#: By class, the most telling first. Colours hold 3:1 against the page in light and dark.
LOOKS = {
    "copied prose": Look("copied", "#d55e00", (1, 0), "passage", "of copied prose"),
    "version": Look("version", "#8a7a00", (12, 3), "passage", "of two versions of one article"),
    "shared quotation": Look("quotation", "#0072b2", (6, 3), "shared quotation"),
    "formula": Look("formula", "#777777", (2, 3), "formula"),
    "paraphrase": Look("paraphrase", "#008f68", (9, 3, 2, 3), "paraphrase"),
    "described differently": Look("differs", "#b5689a", (2, 2), "point", "described differently"),
    "shared phrase": Look("phrase", "#6c6cc4", (1, 4), "shared phrase"),
}

#: Classes that are text of one article in another one, and make an edge of the network.
DRAWN = ("copied prose", "version", "shared quotation", "formula", "paraphrase")


def named(kind: str, about: str) -> str:
    """Return what an overlap is, with what is known of it: "shared quotation of Ann Berg", "paraphrase, 86% sure"."""
    if not about:
        return kind
    return f"{kind}, {about}" if kind == "paraphrase" else f"{kind} of {about}"


def count_overlaps(number: int, kind: str) -> str:
    """Return a number of overlaps of a class: "1 shared quotation", "2 shared quotations"."""
    return f"{counted(number, LOOKS[kind].noun)} {LOOKS[kind].qualifier}".rstrip()
