"""How is each class of overlap told apart on a page, with colour and without?"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """A class of overlap: its name in addresses and styles, and a chart's colour and dashes."""

    slug: str
    colour: str
    dash: tuple[int, ...]
    plural: str


#: By class, the most telling first. Colours hold 3:1 against the page in light and dark.
LOOKS = {
    "copied prose": Look("copied", "#d55e00", (1, 0), "passages of copied prose"),
    "version": Look("version", "#8a7a00", (12, 3), "passages of two versions of one article"),
    "shared quotation": Look("quotation", "#0072b2", (6, 3), "shared quotations"),
    "formula": Look("formula", "#777777", (2, 3), "formulas"),
    "paraphrase": Look("paraphrase", "#008f68", (9, 3, 2, 3), "paraphrases"),
    "described differently": Look("differs", "#b5689a", (2, 2), "points described differently"),
    "shared phrase": Look("phrase", "#6c6cc4", (1, 4), "shared phrases"),
}

#: Classes that are text of one article in another one, and make an edge of the network.
DRAWN = ("copied prose", "version", "shared quotation", "formula", "paraphrase")


def named(kind: str, about: str) -> str:
    """Return what an overlap is, with what is known of it: "shared quotation of Ann Berg", "paraphrase, 86% sure"."""
    if not about:
        return kind
    return f"{kind}, {about}" if kind == "paraphrase" else f"{kind} of {about}"


def counted(count: int, kind: str) -> str:
    """Return a number of overlaps of a class: "1 shared quotation", "2 shared quotations"."""
    plural = LOOKS[kind].plural
    if count != 1:
        return f"{count:,} {plural}"
    head, _, rest = plural.partition(" ")
    if kind in {"copied prose", "version", "described differently"}:
        return f"1 {head.removesuffix('s')} {rest}"
    return f"1 {plural.removesuffix('s')}"
