"""What does the wording of shared prose say of who wrote it? Attributions beside it, house style, cut introductions.

That two texts differ in words tells no direction by itself: what one has more of, it added or the other cut (METER's
taggers of derived news could tell that a text derives, with both at hand: Clough et al. 2002, "METER: MEasuring TExt
Reuse", pp. 152-159). What is asked here is only what the writer of the original would hardly write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from analysis.corpus import Article
from analysis.language import ENGLISH
from analysis.overlap.provenance._outlet_names import outlet_form
from analysis.text import Span, inside_any

_BEFORE = 400  # characters before a passage in which an attribution is looked for, at most
_AFTER = 200  # and after it
_SENTENCE_END = re.compile(r"[.!?:][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n")
_EDGES = " \t\r\n\u00a0\"'“‘(["  # what stands before a sentence's first word
_STYLED_ELSEWHERE = 2  # names with an honorific that the other article has outside of the passage, at least
_NAME = re.compile(r"(?<![\w’'-])[A-Z][a-z][\w-]+")


@cache
def _honorific() -> re.Pattern[str]:
    """Return the honorifics that a house style puts before every name or before none."""
    return re.compile(rf"(?:{'|'.join(sorted(ENGLISH.people.house_style_honorifics))})\.?")


@cache
def _styled_name() -> re.Pattern[str]:
    return re.compile(rf"\b{_honorific().pattern}\s+([A-Z][\w’'-]+)")


def _bare_name(surname: str) -> re.Pattern[str]:
    """Return what finds a surname that no honorific stands before."""
    without = "".join(rf"(?<!{word} )" for word in sorted(ENGLISH.people.house_style_honorifics))
    return re.compile(rf"(?<![\w.]){without}(?<!\. ){re.escape(surname)}\b")


@cache
def _given() -> frozenset[str]:
    """Return the given names that introduce a person: before a surname, "Georgia" may be where somebody is from."""
    return ENGLISH.names.common_given_names - ENGLISH.places.words


class Sign(NamedTuple):
    """One sign that an article took shared prose from the other: what it is, and the words that show it.

    Attributes:
        taker: The article that took.
        said: A sentence for a reader, with the words.
        places: (doc_id, start, end) of the words, in code points.
    """

    taker: str
    said: str
    places: tuple[tuple[str, int, int], ...]


class Side(NamedTuple):
    """An article and its side of the prose that it shares with another, by place."""

    article: Article
    spans: tuple[Span, ...]

    @property
    def doc_id(self) -> str:
        """The article's name."""
        return self.article.doc_id

    def outside(self, at: int) -> bool:
        """Tell whether a place of the text is in none of the passages."""
        return not inside_any((at, at + 1), self.spans)


def find_signs(a: Side, b: Side) -> list[Sign]:
    """Return the signs of one article's having taken shared prose from the other, in a stable order.

    Three are asked. *Attribution*: in the passage, its sentence or the one before, an article says that the other's
    outlet wrote, found or was told it; or, of two articles of one outlet, just one says so of their own. *House
    style*: names have Mr., Mrs. or Ms. in the passage alone, and throughout the other article. *Cut introduction*: a
    surname stands in the shared prose of both, one article introduces the person before, the other never does.
    """
    signs = []
    for taker, source in ((a, b), (b, a)):
        signs += [*_attributed(taker, source), *_styled(taker, source), *_not_introduced(taker, source)]
    return signs


def _quoted(side: Side, start: int, end: int) -> str:
    return f"“{' '.join(side.article.text[start:end].split())}”"


def around(text: str, span: Span) -> Span:
    """Return a passage with the sentence it begins in, or the one before, and the rest of its last sentence."""
    start, end = span
    low = max(start - _BEFORE, 0)
    begins = [low, *(match.end() for match in _SENTENCE_END.finditer(text, low, start))]
    # Between paragraphs there is a line of nothing, which is no sentence.
    first = next((at for at in reversed(begins) if text[at:start].strip(_EDGES)), low)
    after = _SENTENCE_END.search(text, max(end - 2, start), min(end + _AFTER, len(text)))
    return first, after.start() + 1 if after else min(end + _AFTER, len(text))


def credits_of(name: re.Pattern[str], text: str, within: Span) -> Iterator[Span]:
    """Yield where a name is said, within a stretch of a text, to have written or been told something."""
    begin, end = within
    for match in name.finditer(text, begin, end):
        before = ENGLISH.newsroom.credit_before.search(text, max(begin, match.start() - 40), match.start())
        after = ENGLISH.newsroom.credit_after.match(text, match.end(), end)
        if before or after:
            yield (before.start() if before else match.start(), after.end() if after else match.end())


def _credits_beside(side: Side, outlet: str) -> Iterator[Span]:
    """Yield where an outlet is said, in or beside an article's shared prose, to have written or been told something."""
    text = side.article.text
    for span in side.spans:
        yield from credits_of(outlet_form(outlet), text, around(text, span))


def _attributed(taker: Side, source: Side) -> list[Sign]:
    outlet = source.article.outlet
    if outlet is None:
        return []
    found = list(_credits_beside(taker, outlet))
    if outlet == taker.article.outlet:
        # Whom its own paper asked any article of it may say; that the paper wrote, one that looks back.
        found = [span for span in found if _looks_back(taker, span)]
        if any(_looks_back(source, span) for span in _credits_beside(source, outlet)):
            return []
    if not found:
        return []
    said = f"{taker.doc_id} says {_quoted(taker, *found[0])} beside the prose they share."
    return [Sign(taker.doc_id, said, ((taker.doc_id, *found[0]),))]


def _looks_back(side: Side, span: Span) -> bool:
    """Tell whether a credit stands outside of the shared prose and has a verb of reporting."""
    words = side.article.text[slice(*span)]
    return side.outside(span[0]) and ENGLISH.newsroom.looks_back.search(words) is not None


def _styled(taker: Side, source: Side) -> list[Sign]:
    text = taker.article.text
    styled = list(_styled_name().finditer(text))
    inside = [match for match in styled if not taker.outside(match.start())]
    if not inside or len(inside) < len(styled):
        return []
    kept = inside[0]
    bare = _bare_name(kept[1]).finditer(text)
    if not any(taker.outside(match.start()) for match in bare):
        return []
    others = [m for m in _styled_name().finditer(source.article.text) if source.outside(m.start())]
    if len(others) < _STYLED_ELSEWHERE:
        return []
    said = (
        f"{taker.doc_id} writes {_quoted(taker, *kept.span())} in the prose they share alone, as {source.doc_id} "
        f"does throughout ({_quoted(source, *others[0].span())})."
    )
    return [Sign(taker.doc_id, said, ((taker.doc_id, *kept.span()), (source.doc_id, *others[0].span())))]


def _surnames(side: Side) -> dict[str, Span]:
    """Return the names that stand alone in an article's shared prose, each with its first place."""
    text, found = side.article.text, dict[str, Span]()
    for start, end in side.spans:
        for match in _NAME.finditer(text, start, end):
            if (
                match.group().lower() in ENGLISH.names.never_within
            ):  # of a headline that capitalises every word
                continue
            before = re.search(r"(\S+)\s+$", text[max(match.start() - 30, 0) : match.start()])
            word = before[1] if before else "."
            # After a capital it is part of a longer name, after a full stop any word may have one.
            alone = (
                word[-1] not in ".!?:"
                and not word[:1].isupper()
                and not text[match.end() : match.end() + 2].strip()[:1].isupper()
            )
            if alone or _honorific().fullmatch(word):
                found.setdefault(match.group(), match.span())
    return found


def _introduction(side: Side, surname: str) -> Span | None:
    """Return where an article has a given name before a surname, first."""
    form = re.compile(rf"([A-Z][a-z]+)(?:\s+[A-Z]\.)?\s+{re.escape(surname)}\b")
    for match in form.finditer(side.article.text):
        if match[1].lower() in _given():
            return match.span()
    return None


def _not_introduced(taker: Side, source: Side) -> list[Sign]:
    theirs = _surnames(source)
    for surname, place in _surnames(taker).items():
        if surname not in theirs:
            continue
        mentions = [m.start() for m in re.finditer(rf"\b{re.escape(surname)}\b", taker.article.text)]
        # Named elsewhere too without a given name, a person needs none for these readers.
        if any(map(taker.outside, mentions)) or _introduction(taker, surname) is not None:
            continue
        first = _introduction(source, surname)
        if first is not None and first[1] <= theirs[surname][0] and source.outside(first[0]):
            said = (
                f"{taker.doc_id} has {_quoted(taker, *place)} in the prose they share and never says who that is; "
                f"{source.doc_id} does before ({_quoted(source, *first)})."
            )
            return [Sign(taker.doc_id, said, ((taker.doc_id, *place), (source.doc_id, *first)))]
    return []


def sides_of(a: Article, b: Article, places: Sequence[tuple[Span, Span]]) -> tuple[Side, Side]:
    """Return both articles with their sides of the passages they share."""
    spans_a, spans_b = (tuple(sorted({place[side] for place in places})) for side in (0, 1))
    return Side(a, spans_a), Side(b, spans_b)
