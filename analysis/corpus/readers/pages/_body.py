"""Tell the article's blocks from those of the page around it, by what an extractor took and by where they stand.

An extractor gives the words of the article but not always all, nor in order: it rebuilds the page. So what it took is
looked up in the page, whose own blocks are kept whole and in their order. What the page sets as it sets those is the
article's too: a second column, a quoted post. A block that links elsewhere, stands apart from the rest or below a
picture is furniture, whatever it says, and a second copy is left out.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from analysis.corpus._model import SectionKind
from analysis.corpus.readers.pages._blocks import Block

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# The numbers below were chosen on 53 pages with marked articles; on those and on 38 others F1 is within .006 of its
# best over the ranges given.

#: Letters of a block that can be nothing but itself; the words of shorter ones stand elsewhere on a page too. Flat from
#: 12 to 30.
_TELLING = 20

#: Share of a block's runs of four words that are another's where the two say the same. Flat from 0.5 to 0.9.
_SAME = 0.8

#: Share of a block's runs of four words that the extractor took where it took the block, or most of it. Flat from 0.3
#: to 0.7.
_TAKEN = 0.5

#: Runs of four words from which their share tells anything.
_FEWEST_RUNS = 5

#: Share of the article's letters in one place of the page from which that place is one of the article's own. Flat from
#: 0.1 to 0.3.
_MAIN = 0.2

#: Share of a block's letters that are links above which it leads elsewhere. Flat from 0.6 to 0.9.
_LINKED = 0.8

#: Words from which a block of links leads elsewhere; shorter ones name a source. Flat from 3 to 6.
_LINK_WORDS = 4

#: Elements that hold a paragraph and say nothing of where it stands.
_PARAGRAPHS = frozenset("p h1 h2 h3 h4 h5 h6 li ul ol dl dt dd blockquote pre q".split())

_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_WORD = re.compile(r"\w+")

#: A place of the page: what an element and the one around it are called, or an element without a name.
_Place = tuple[object, ...]
_Shingles = frozenset[tuple[str, ...]]


def choose_blocks(page: Sequence[Block], extracted: Sequence[Block]) -> list[tuple[Block, SectionKind]]:
    """Return the page's blocks that are the article's or were taken for it, in order, each with what it is.

    Args:
        page: The blocks of the page.
        extracted: The blocks that an extractor took, in any order.
    """
    layout = _Layout(page, extracted)
    return [(block, kind) for index, block in enumerate(page) if (kind := layout.kind(index))]


class _Run:
    """A block with what it is compared by."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self.place = _place(_home(block))
        self.is_telling = len(block.key) >= _TELLING

    @cached_property
    def shingles(self) -> _Shingles:
        return _shingles(self.block.text)

    @property
    def leads_elsewhere(self) -> bool:
        """Whether it is a link of several words."""
        return self.block.linked > _LINKED and len(self.block.text.split()) >= _LINK_WORDS


class _Layout:
    """Where on a page the article stands, by the blocks that the extractor took."""

    def __init__(self, page: Sequence[Block], extracted: Sequence[Block]) -> None:
        self.runs = [_Run(block) for block in page]
        self.read: set[tuple[str, ...]] = set()
        self.taken, self.repeated = self._take(extracted)
        weights: Counter[_Place] = Counter()
        for index in self.taken:
            if self.runs[index].is_telling:
                weights[self.runs[index].place] += len(page[index].key)
        self.main = {place for place, weight in weights.items() if weight >= _MAIN * weights.total()}
        own = sorted(index for index in self.taken if self.runs[index].place in self.main)
        self.forms = {_form(page[index]) for index in own}
        prose = [index for index in own if self.runs[index].is_telling and not page[index].is_heading]
        edges = prose or own or sorted(self.taken)
        self.first, self.last = (edges[0], edges[-1]) if edges else (0, -1)

    def _take(self, extracted: Sequence[Block]) -> tuple[set[int], set[int]]:
        """Return the indices of the blocks that the extractor took, and of those that say them once more."""
        times = Counter(block.key for block in extracted)
        whole = "\n".join(times)
        known = frozenset[tuple[str, ...]]().union(*(_shingles(block.text) for block in extracted))
        for index, run in enumerate(self.runs):
            if run.is_telling or run.block.key not in whole:
                continue
            if any(joined in whole for joined in self._joined_keys(index)):
                times[run.block.key] += 1
        found = [
            index
            for index, run in enumerate(self.runs)
            if times.get(run.block.key, 0) > 0
            or (run.is_telling and run.block.key in whole)
            or (not run.leads_elsewhere and _share(run.shingles, known) >= _TAKEN)
        ]
        # Of two copies the one is the article's that stands among most of what was taken.
        company = Counter(self.runs[index].place for index in found if self.runs[index].is_telling)
        taken: set[int] = set()
        for index in sorted(found, key=lambda index: (-company[self.runs[index].place], index)):
            run = self.runs[index]
            if not self._is_read(run) if run.is_telling else times[run.block.key] > 0:
                taken.add(index)
                times[run.block.key] -= 1
                self._mark_read(run)
        return taken, set(found) - taken

    def _joined_keys(self, index: int) -> Iterator[str]:
        """Yield a block's letters with those of its neighbours, which extractors join over a line break."""
        before, own, after = (
            self.runs[place].block.key if 0 <= place < len(self.runs) else ""
            for place in (index - 1, index, index + 1)
        )
        if own:
            yield from (joined for joined in (before + own, own + after) if len(joined) >= _TELLING)

    def _is_read(self, run: _Run) -> bool:
        return (run.block.key,) in self.read or _share(run.shingles, self.read) >= _SAME

    def _mark_read(self, run: _Run) -> None:
        self.read |= run.shingles
        if run.is_telling:
            self.read.add((run.block.key,))

    def kind(self, index: int) -> SectionKind | None:
        """Return what a block is, or None where it is none of the article's."""
        run = self.runs[index]
        if index in self.taken:
            if run.block.is_heading and index < self.first:
                return "title" if run.block.level == "h1" else "header"
            furniture = run.leads_elsewhere or _is_caption(run.block) or self._strays(index)
            return "boilerplate" if furniture else "body"
        if index in self.repeated:
            # What a second copy adds is kept, though not as the article's.
            says_more = run.is_telling and (run.block.key,) not in self.read and not run.shingles <= self.read
            return "boilerplate" if says_more else None
        if not self._is_set_like_the_article(index):
            return None
        if run.block.is_heading or self._is_read(run) or _is_hidden(run.block):
            return None
        self._mark_read(run)
        return "body"

    def _strays(self, index: int) -> bool:
        """Return whether a block stands in no place of the article's own; where it has none, no block does."""
        block = self.runs[index].block
        around = (block.element, *block.element.iterancestors())
        return bool(self.main) and not any(_place(element) in self.main for element in around)

    def _is_set_like_the_article(self, index: int) -> bool:
        """Return whether the extractor passed over a block of the article's own place and form, or of a quotation."""
        run = self.runs[index]
        within = self.first < index < self.last
        if run.leads_elsewhere:
            return False
        if run.place in self.main and _form(run.block) in self.forms:
            return within or (len(run.place) > 2 and run.block.linked < _TAKEN)
        return within and run.block.linked < _TAKEN and _is_quoted(run.block)


def _home(block: Block) -> Element:
    """Return the element that a block's paragraph stands in."""
    element = block.element
    while element.tag in _PARAGRAPHS and (parent := element.getparent()) is not None:
        element = parent
    return element


def _place(element: Element) -> _Place:
    """Return the place of an element: pages give the parts of an article the same class, wherever they stand."""
    parent = element.getparent()
    if name := element.get("class"):
        return (element.tag, name, *((parent.tag, parent.get("class")) if parent is not None else ("", None)))
    return (element.tag, element)


def _form(block: Block) -> tuple[object, str | None]:
    return block.element.tag, block.element.get("class")


def _is_hidden(block: Block) -> bool:
    return any(
        element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "")
        for element in (block.element, *block.element.iterancestors())
    )


def _is_quoted(block: Block) -> bool:
    return any(element.tag == "blockquote" for element in (block.element, *block.element.iterancestors()))


def _is_caption(block: Block) -> bool:
    """Return whether a block is the line below a picture, which the page shows and the story does not tell."""
    near = (block.element, *itertools.islice(block.element.iterancestors(), 2))
    return any(
        element.tag == "figcaption" or "caption" in (element.get("class") or "").lower() for element in near
    )


@lru_cache(maxsize=1024)  # a page's block and the extractor's have the same text
def _shingles(text: str) -> _Shingles:
    """Return the runs of four words in a text; none where there are too few to tell."""
    if text.count(" ") < _FEWEST_RUNS:
        return frozenset()
    words = _WORD.findall(text)
    return frozenset(zip(words, words[1:], words[2:], words[3:], strict=False))


def _share(part: _Shingles, whole: frozenset[tuple[str, ...]] | set[tuple[str, ...]]) -> float:
    """Return the share of runs that are among others; 0 where there are too few to tell."""
    return len(part & whole) / len(part) if len(part) >= _FEWEST_RUNS else 0.0
