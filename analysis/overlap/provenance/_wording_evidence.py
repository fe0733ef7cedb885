"""Find evidence in the wording of shared prose that one article took it: attributions, house style, introductions.

A difference in wording shows no direction by itself: one article may have added words or the other cut them (METER's
classifiers of derived news detect derivation, not its direction: Clough et al. 2002, "METER: MEasuring TExt Reuse",
pp. 152-159). Only what the author of the original would hardly write counts as a sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from analysis.corpus import Article
from analysis.language import Language
from analysis.overlap.provenance._credits import credits_of, surrounding_sentences
from analysis.overlap.provenance._outlet_names import outlet_pattern
from analysis.text import Span, inside_any

#: Minimum number of names with an honorific in the other article, outside the passage: one may be quoted speech. By
#: judgement; between 1 and 4 no direction of 13 pairs in 924 articles of political news changes.
_MIN_STYLED = 2
#: Characters before a name in which the word before it begins: a bound on cost, not on findings.
_WORD = 30
#: Articles, or passages or names in them, of which what was read is kept: a bound on memory. Pairs come in the order of
#: one side, so a smaller one would read each article again for nearly every pair.
_KEPT = 1 << 16
_NAME = re.compile(r"(?<![\w’'-])[A-Z][a-z][\w-]+")


@cache
def _honorific(language: Language) -> re.Pattern[str]:
    """Return the honorifics that a house style puts before every name or before none."""
    return re.compile(rf"(?:{'|'.join(sorted(language.people.house_style_honorifics))})\.?")


@cache
def _styled_name(language: Language) -> re.Pattern[str]:
    return re.compile(rf"\b{_honorific(language).pattern}\s+([A-Z][\w’'-]+)")


@lru_cache(maxsize=_KEPT)
def _styled_names(text: str, language: Language) -> tuple[re.Match[str], ...]:
    """Return the names with an honorific of a text. Cached: an article is in many pairs."""
    return tuple(_styled_name(language).finditer(text))


def _bare_name(surname: str, language: Language) -> re.Pattern[str]:
    """Return a pattern that finds a surname without an honorific."""
    no_honorific = "".join(rf"(?<!{word} )" for word in sorted(language.people.house_style_honorifics))
    return re.compile(rf"(?<![\w.]){no_honorific}(?<!\. ){re.escape(surname)}\b")


@cache
def _given_names(language: Language) -> frozenset[str]:
    """Return the given names that introduce a person, without names of places such as "Georgia"."""
    return language.names.common_given_names - language.places.words


class Sign(NamedTuple):
    """Evidence that an article took shared prose from the other.

    Attributes:
        taker: Identifier of the article that took the prose.
        sentence: The evidence as a sentence for a reader, with the words.
        places: (doc_id, start, end) of the words, in code points.
        names_source: Whether it names the other's outlet; else another article with the same words can be the source.
    """

    taker: str
    sentence: str
    places: tuple[tuple[str, int, int], ...]
    names_source: bool = False


class Side(NamedTuple):
    """An article and the spans of the prose that it shares with another, by place."""

    article: Article
    spans: tuple[Span, ...]

    @property
    def doc_id(self) -> str:
        """Identifier of the article."""
        return self.article.doc_id

    def outside(self, index: int) -> bool:
        """Return whether an index of the text is in none of the passages."""
        return not inside_any((index, index + 1), self.spans)


def find_signs(side_a: Side, side_b: Side) -> list[Sign]:
    """Return the signs that one article took shared prose from the other, in a stable order.

    There are three kinds. *Attribution*: in the passage, its sentence or the one before, an article says that the
    other's outlet wrote, found or was told it; or, of two articles of one outlet, only one says so of their own.
    *House style*: names have Mr., Mrs. or Ms. in the passage alone, and throughout the other article. *Cut
    introduction*: a surname stands in the shared prose of both, one article introduces the person before it, and the
    other never does.
    """
    signs = []
    for taker, source in ((side_a, side_b), (side_b, side_a)):
        signs += [
            *_find_attribution(taker, source),
            *_find_house_style(taker, source),
            *_find_cut_introduction(taker, source),
        ]
    return signs


def _quote(side: Side, start: int, end: int) -> str:
    return f"“{' '.join(side.article.text[start:end].split())}”"


def _credits_beside(side: Side, outlet: str) -> Iterator[Span]:
    """Yield the spans in or beside an article's shared prose that credit an outlet."""
    article = side.article
    for span in side.spans:
        pattern = outlet_pattern(outlet, article.language)
        yield from credits_of(pattern, article, surrounding_sentences(article.text, span))


def _find_attribution(taker: Side, source: Side) -> list[Sign]:
    outlet = source.article.outlet
    if outlet is None:
        return []
    credit_spans = list(_credits_beside(taker, outlet))
    if outlet == taker.article.outlet:
        # Any article may say what its own paper was told; only a later one says what the paper reported.
        credit_spans = [span for span in credit_spans if _credits_past_report(taker, span)]
        if any(_credits_past_report(source, span) for span in _credits_beside(source, outlet)):
            return []
    if not credit_spans:
        return []
    sentence = f"{taker.doc_id} says {_quote(taker, *credit_spans[0])} beside the prose they share."
    return [Sign(taker.doc_id, sentence, ((taker.doc_id, *credit_spans[0]),), names_source=True)]


def _credits_past_report(side: Side, span: Span) -> bool:
    """Return whether a credit stands outside the shared prose and has a verb of reporting."""
    words = side.article.text[slice(*span)]
    looks_back = side.article.language.newsroom.looks_back
    return side.outside(span[0]) and looks_back.search(words) is not None


def _find_house_style(taker: Side, source: Side) -> list[Sign]:
    text, language = taker.article.text, taker.article.language
    styled_names = _styled_names(text, language)
    inside = [match for match in styled_names if not taker.outside(match.start())]
    if not inside or len(inside) < len(styled_names):
        return []
    styled_name = inside[0]
    bare_names = _bare_name(styled_name[1], language).finditer(text)
    if not any(taker.outside(match.start()) for match in bare_names):
        return []
    source_names = [
        match for match in _styled_names(source.article.text, language) if source.outside(match.start())
    ]
    if len(source_names) < _MIN_STYLED:
        return []
    sentence = (
        f"{taker.doc_id} writes {_quote(taker, *styled_name.span())} only in the prose they share, as {source.doc_id} "
        f"does throughout ({_quote(source, *source_names[0].span())})."
    )
    return [
        Sign(
            taker.doc_id,
            sentence,
            ((taker.doc_id, *styled_name.span()), (source.doc_id, *source_names[0].span())),
        )
    ]


@lru_cache(maxsize=_KEPT)
def _lone_names(text: str, within: Span, language: Language) -> tuple[tuple[str, Span], ...]:
    """Return the names that stand alone in a passage of a text, each with its span. Cached: it can be in many pairs."""
    names = []
    start, end = within
    for match in _NAME.finditer(text, start):
        if match.end() > end:
            break
        if match.group().lower() in language.names.never_within:  # a headline that capitalises every word
            continue
        preceding = re.search(r"(\S+)\s+$", text[max(match.start() - _WORD, 0) : match.start()])
        previous_word = preceding[1] if preceding else "."
        # After a capitalised word it is part of a longer name; after a full stop any word is capitalised.
        stands_alone = (
            previous_word[-1] not in ".!?:"
            and not previous_word[:1].isupper()
            and not text[match.end() : match.end() + 2].strip()[:1].isupper()
        )
        if stands_alone or _honorific(language).fullmatch(previous_word):
            names.append((match.group(), match.span()))
    return tuple(names)


def _surnames(side: Side) -> dict[str, Span]:
    """Return the names that stand alone in an article's shared prose, each with its first span there."""
    surnames = dict[str, Span]()
    for passage in side.spans:
        for surname, span in _lone_names(side.article.text, passage, side.article.language):
            surnames.setdefault(surname, span)
    return surnames


@lru_cache(maxsize=_KEPT)
def _introduction(text: str, surname: str, language: Language) -> Span | None:
    """Return the first span where a text has a given name before a surname."""
    full_name = re.compile(rf"([A-Z][a-z]+)(?:\s+[A-Z]\.)?\s+{re.escape(surname)}\b")
    for match in full_name.finditer(text):
        if match[1].lower() in _given_names(language):
            return match.span()
    return None


@lru_cache(maxsize=_KEPT)
def _mentions(text: str, surname: str) -> tuple[int, ...]:
    """Return where a surname stands in a text."""
    return tuple(match.start() for match in re.finditer(rf"\b{re.escape(surname)}\b", text))


def _find_cut_introduction(taker: Side, source: Side) -> list[Sign]:
    source_surnames, language = _surnames(source), taker.article.language
    for surname, span in _surnames(taker).items():
        if surname not in source_surnames:
            continue
        mentions = _mentions(taker.article.text, surname)
        # Readers who see the surname elsewhere without a given name need no introduction.
        if (
            any(map(taker.outside, mentions))
            or _introduction(taker.article.text, surname, language) is not None
        ):
            continue
        introduced = _introduction(source.article.text, surname, source.article.language)
        if (
            introduced is not None
            and introduced[1] <= source_surnames[surname][0]
            and source.outside(introduced[0])
        ):
            sentence = (
                f"{taker.doc_id} has {_quote(taker, *span)} in the prose they share and never says who that is; "
                f"{source.doc_id} says so first ({_quote(source, *introduced)})."
            )
            return [Sign(taker.doc_id, sentence, ((taker.doc_id, *span), (source.doc_id, *introduced)))]
    return []


def pair_sides(
    article_a: Article, article_b: Article, places: Sequence[tuple[Span, Span]]
) -> tuple[Side, Side]:
    """Return both articles with their spans of the passages they share."""
    spans_a, spans_b = (tuple(sorted({place[side] for place in places})) for side in (0, 1))
    return Side(article_a, spans_a), Side(article_b, spans_b)
