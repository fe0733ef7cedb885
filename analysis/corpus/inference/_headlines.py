"""Tell headlines from first paragraphs over a corpus, where a single article does not show which it is.

A first line without a full stop is a headline by itself (`find_sections`). One that ends as a sentence does is a
headline where the first lines of most articles alike are short, differ from each other, and are far shorter than what
follows; or where the words of its file's name are its own.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from analysis.corpus._model import Article, SectionKind

# Measured on 840 articles of seven outlets with headlines, and on the same without their headlines.

#: Longest headline in words; the longest of the 840 had 22.
_LONGEST = 25

#: A first line is set off if it has at most so many words, and at most this share of those of the article's median
#: paragraph: 68 to 100 % of an outlet's headlines, 3 to 39 % of its first paragraphs (the most where these are decks).
_SHORT = 15
_SET_OFF = 0.5

#: Share of the articles whose first lines must be set off, that from which longer ones are headlines too, and fewest
#: articles for which it says anything.
_MOST = 0.6
_NEARLY_ALL = 0.85
FEWEST = 5

#: Fewest words of a headline in the middle of a corpus; what is shorter names a section or a person.
_MEDIAN_WORDS = 4

#: Share of the first lines that must differ from the others.
_DISTINCT = 0.8

#: In a corpus whose headlines have capitals (more than this share of the words that are long), a longer line that has
#: them is a headline too.
_CAPITALS = 0.7
_LONG_WORD = 4

#: Labels above the story ("ABSTRACT."): their length in words, among which paragraphs, in which share of the articles.
_LABEL_WORDS = 4
_LABEL_PARAGRAPHS = 8
_LABEL_SHARE = 0.05

#: Words of a file's name that a headline must have, and share of the headline's words that they must be.
_SLUG_WORDS = 3
_SLUG_SHARE = 0.6

#: Length in characters from which a file name may be cut off.
_CUT_SLUG = 20

_TOKEN = re.compile(r"[^\W\d_]+")
_FULL_STOP = re.compile(r"(?<![.]\w)\.(?=[\"')\]”’]*$)")


@dataclass(frozen=True, slots=True)
class _Head:
    """The first paragraph of an article's body that is no label, which may be its headline."""

    article: Article
    index: int
    lines: tuple[str, ...]

    @property
    def line(self) -> str:
        return self.lines[self.index]

    @property
    def words(self) -> int:
        return len(self.line.split())

    @property
    def is_set_off(self) -> bool:
        """Whether the first line is short in itself and beside what follows."""
        lengths = (len(line.split()) for line in self.lines[self.index + 1 :])
        prose = [words for words in lengths if words > _LABEL_WORDS]
        return bool(prose) and self.words <= min(_SHORT, _SET_OFF * statistics.median(prose))

    @property
    def has_capitals(self) -> bool:
        """Whether nearly all long words begin with a capital, as in the headlines of many outlets."""
        long_words = [word for word in _TOKEN.findall(self.line) if len(word) >= _LONG_WORD]
        capitals = sum(1 for word in long_words if word[0].isupper())
        return self.words <= _LONGEST and capitals > _CAPITALS * len(long_words)


def infer_headlines(articles: Sequence[Article], slugs: Sequence[str]) -> list[Article]:
    """Return the articles with the headlines that the corpus tells: sections of the kind `title`, and `title`.

    The text is as it was. A second deck below the headline is of the kind `title` too; labels that recur above the
    stories ("ABSTRACT.", the outlet's name) and what stands between two of them are `header`.

    Args:
        articles: Articles whose titles no table gives, alike in layout as those of one folder are.
        slugs: The words of each one's file name.
    """
    lines = [tuple(a.text[s.start : s.end] for s in a.sections) for a in articles]
    labels = _find_labels(lines)
    heads = [_find_head(article, own, labels) for article, own in zip(articles, lines, strict=True)]
    untitled = [head for head in heads if head]
    titled = sum(any(section.kind == "title" for section in article.sections) for article in articles)
    share = _share_of_headlines(untitled, titled)
    capitals = [head.has_capitals for head in untitled if head.is_set_off]
    capitals_are_usual = sum(capitals) > _CAPITALS * len(capitals)
    completed = []
    for article, head, slug in zip(articles, heads, slugs, strict=True):
        is_headline = head is not None and (
            _has_words_of(head, slug)
            or (share >= _MOST and (head.is_set_off or (capitals_are_usual and head.has_capitals)))
            or (share >= _NEARLY_ALL and head.words <= _LONGEST)
        )
        completed.append(_mark(head, labels) if head and is_headline else article)
    return completed


def _find_head(article: Article, lines: tuple[str, ...], labels: frozenset[str]) -> _Head | None:
    """Return the first paragraph that may be a headline; None where one is known, or nothing would be left."""
    kinds = [section.kind for section in article.sections]
    body = [n for n, kind in enumerate(kinds) if kind == "body" and lines[n] not in labels]
    if "title" in kinds or len(body) < 2:
        return None
    return _Head(article, body[0], lines)


def _share_of_headlines(untitled: Sequence[_Head], titled: int) -> float:
    """Return the share of the articles that begin with a headline, those whose titles are known with them.

    It is 0 where there are too few to say, or where first lines are alike or too short to be headlines.
    """
    number = len(untitled) + titled
    if number < FEWEST or not untitled:
        return 0
    first_lines = Counter(head.line.casefold() for head in untitled)
    distinct = len(first_lines) >= _DISTINCT * len(untitled)
    are_lines = statistics.median(head.words for head in untitled) >= _MEDIAN_WORDS
    return (sum(head.is_set_off for head in untitled) + titled) / number if distinct and are_lines else 0


def _find_labels(texts: Sequence[tuple[str, ...]]) -> frozenset[str]:
    """Return the short lines that recur above the stories of a corpus."""
    above = Counter(
        line
        for lines in texts
        for line in set(lines[: _LABEL_PARAGRAPHS + 1])
        if len(line.split()) <= _LABEL_WORDS
    )
    fewest = max(FEWEST, _LABEL_SHARE * len(texts))
    return frozenset(line for line, number in above.items() if number >= fewest)


def _has_words_of(head: _Head, slug: str) -> bool:
    """Return whether a file's name was made of the line's words, in their order; the last may be cut off."""
    named = _TOKEN.findall(slug.casefold())
    words = _TOKEN.findall(head.line.casefold())
    if len(named) < _SLUG_WORDS or head.words > _LONGEST:
        return False
    place = matched = 0
    for word in named:
        is_last = matched == len(named) - 1
        hits = (
            n for n in range(place, len(words)) if words[n] == word or (is_last and words[n].startswith(word))
        )
        hit = next(hits, None)
        if hit is None:
            break
        place, matched = hit + 1, matched + 1
    covered = place if len(slug) >= _CUT_SLUG else len(words)
    return matched == len(named) and matched >= _SLUG_SHARE * covered


def _mark(head: _Head, labels: frozenset[str]) -> Article:
    """Return the article with its headline, second deck and labels marked, and a part of the body left."""
    article, index = head.article, head.index
    above = (n for n in range(index) if article.sections[n].kind == "body")
    kinds: dict[int, SectionKind] = {
        **dict.fromkeys(above, "header"),
        index: "title",
        **dict(_mark_below(head, labels)),
    }
    sections = tuple(
        replace(section, kind=kinds[number]) if number in kinds else section
        for number, section in enumerate(article.sections)
    )
    start, end = article.sections[index].start, article.sections[index].end
    title = " ".join(article.text[start:end].split())
    return replace(
        article,
        sections=sections,
        title=_FULL_STOP.sub("", title.removesuffix(";")),
        known_from={**article.known_from, "title": "text"},
    )


def _mark_below(head: _Head, labels: frozenset[str]) -> Iterator[tuple[int, SectionKind]]:
    """Yield what stands between headline and story: the second deck, labels, and a paragraph between two of them."""
    at, last = head.index + 1, len(head.lines) - 1
    while at < last and (head.lines[at - 1].endswith(";") or _is_capitals(head.lines[at])):
        if head.lines[at] in labels or len(head.lines[at].split()) > _LONGEST:
            break
        yield at, "title"
        at += 1
    labelled = [n for n in range(at, min(at + _LABEL_PARAGRAPHS, last)) if head.lines[n] in labels]
    between = 0  # the first label stands right below the headline, a paragraph at most before each other
    for label in labelled:
        if label > at + between:
            return
        yield from ((number, "header") for number in range(at, label + 1))
        at, between = label + 1, 1


def _is_capitals(line: str) -> bool:
    return line.isupper() and len(line.split()) > _LABEL_WORDS
