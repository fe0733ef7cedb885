"""Split a page into blocks as a browser sets them: runs of text that no paragraph, cell or line break divides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

#: Elements that stand within a line, those of trafilatura's trees among them.
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark meter nobr output q rp "
    "rt ruby s samp small span strike strong sub sup time tt u var wbr ref hi graphic".split()
)

#: Elements whose text no page shows.
_UNSEEN = frozenset(
    "title meta link script style noscript template svg iframe object embed select datalist textarea input "
    "audio video canvas map math".split()
)

_CELLS = frozenset({"td", "th", "cell"})
_LINKS = frozenset({"a", "ref"})
_BREAKS = frozenset({"br", "lb"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "head"})

#: White space that a page shows as one blank; a no-break space stays what it is.
_BLANKS = re.compile(r"[ \t\n\r\f]+")


#: Links that a span within a line holds, and nothing beside, where it is a list of its own.
_POPUP_LINKS = 3


@dataclass(eq=False)
class Block:
    """A line of text on a page.

    Attributes:
        text: Its words; tabs stand between the cells of a row.
        element: The element that holds it and is itself set as a block.
        linked: Share of its characters that are a link's, from 0 to 1.
        follows_break: Whether a forced line break, and no new block, divides it from the one before.
    """

    text: str
    element: Element
    linked: float
    follows_break: bool

    @cached_property
    def key(self) -> str:
        """Its letters and figures alone."""
        return "".join(filter(str.isalnum, self.text))

    @cached_property
    def is_heading(self) -> bool:
        """Whether it stands in a heading."""
        return self.level is not None

    @cached_property
    def level(self) -> str | None:
        """The tag of the heading that it stands in, or None."""
        holders = (self.element, *self.element.iterancestors())
        return next((str(holder.tag) for holder in holders[:3] if holder.tag in _HEADINGS), None)


def split_blocks(tree: Element) -> list[Block]:
    """Return the blocks of a tree in order: every word of the elements that a page shows, once.

    A list of links that opens within a line follows the line, which it would cut in two.
    """
    return list(_Splitter().split(tree))


class _Splitter:
    """The block that is being read: its pieces, what holds it, its links."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.linked = 0
        self.links_open = 0
        self.holder: Element | None = None
        self.holders: list[Element] = []
        self.follows_break = False
        self.popups: list[Block] = []

    def split(self, tree: Element) -> Iterator[Block]:
        from lxml.etree import iterwalk

        self.holders = [tree]
        passed: Element | None = None
        walk = iterwalk(tree, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event == "start":
                if self._passes_over(element, tree):
                    passed = element
                    walk.skip_subtree()
                else:
                    yield from self._enter(element)
                continue
            if event == "end" and element is not passed:
                yield from self._leave(element)
            if element is not tree:
                self._add(element.tail)
        yield from self._end()

    def _passes_over(self, element: Element, tree: Element) -> bool:
        """Return whether an element has no words for the line; those of a list beside it are put aside."""
        if element.tag in _UNSEEN:
            return True
        if element.tag != "span" or element is tree or not _is_popup(element):
            return False
        self.popups += split_blocks(element)
        return True

    def _enter(self, element: Element) -> list[Block]:
        tag = element.tag
        if tag in _BREAKS:
            return self._end(follows_break=True)
        blocks: list[Block] = []
        if tag in _CELLS:
            self.pieces.append("\t")
        elif not _is_inline(element):
            blocks = self._end()
        if not _is_inline(element):
            self.holders.append(element)
        self.links_open += tag in _LINKS
        self._add(element.text)
        return blocks

    def _leave(self, element: Element) -> list[Block]:
        tag = element.tag
        self.links_open -= tag in _LINKS
        if tag in _BREAKS or _is_inline(element):
            return []
        self.holders.pop()
        return [] if tag in _CELLS else self._end()

    def _add(self, text: str | None) -> None:
        if not text:
            return
        if text.isspace() and "\xa0" not in text:
            self.pieces.append(" ")
            return
        self.holder = self.holder if self.holder is not None else self.holders[-1]
        self.linked += len(text.strip()) if self.links_open else 0
        self.pieces.append(_BLANKS.sub(" ", text))

    def _end(self, *, follows_break: bool = False) -> list[Block]:
        """Return what was read as a block, where it holds more than blanks, and the lists put aside from it."""
        text = _between_blanks("".join(self.pieces)) if self.holder is not None else ""
        blocks: list[Block] = []
        if text and self.holder is not None:
            blocks = [Block(text, self.holder, min(1.0, self.linked / len(text)), self.follows_break)]
        self.follows_break = follows_break and (bool(text) or self.follows_break)
        blocks += self.popups
        self.pieces, self.popups, self.linked, self.holder = [], [], 0, None
        return blocks


def _is_inline(element: Element) -> bool:
    """Return whether an element stands within a line; who is quoted stands below the quotation."""
    if element.tag != "cite":
        return element.tag in _INLINE
    parent = element.getparent()
    return parent is None or parent.tag != "blockquote"


def _is_popup(element: Element) -> bool:
    """Return whether a span is a list of links that a page shows beside a word, once a reader points at it.

    A span of the word and its list is none: the word belongs to the line.
    """
    if len(element) == 0:
        return False
    links = list(element.iter("a"))
    if len(links) < _POPUP_LINKS or sum(map(_letters, links)) < _letters(element):
        return False
    inner = [child for child in element if child.tag == "span" and _is_popup(child)]
    return not inner or sum(map(_letters, inner)) == _letters(element)


def _letters(element: Element) -> int:
    """Return how many characters of an element are no blanks."""
    return sum(len("".join(text.split())) for text in element.itertext())


def _between_blanks(text: str) -> str:
    """Return a text with one blank between words, a tab between cells and nothing at its ends."""
    cells = (_BLANKS.sub(" ", cell).strip() for cell in text.split("\t"))
    return "\t".join(cell for cell in cells if cell)
