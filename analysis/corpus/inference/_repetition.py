"""Find what an outlet prints on many of its articles: furniture, whatever it says.

One article cannot show that its last paragraph is the outlet's and not the story's; the outlet's other articles can.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from analysis.corpus._model import Article, Section
from analysis.corpus._normalise import normalise
from analysis.corpus.inference._outlets import site_of
from analysis.text import counted, shorten

#: Fewest articles of an outlet, and smallest share of them, in which a paragraph repeats that is the outlet's. In 840
#: articles of seven outlets all that repeats so is furniture, with these bounds and with higher ones; of what two
#: articles share, most is the story.
_MIN_ARTICLES = 3
_MIN_SHARE = 0.02

#: Share of an article's letters that no other articles have; a second version of an article has fewer. Flat from 0 to
#: 0.5 on these articles, which have no versions.
_MIN_OWN = 0.3

#: Longest line without a full stop that is furniture between two paragraphs of the story too, in words.
_LONGEST_LABEL = 12

_SENTENCE_END = re.compile(r"""[.!?…]["')\]]*$""")


def mark_repeated(articles: Sequence[Article]) -> tuple[list[Article], list[tuple[str, str]]]:
    """Return the articles with repeated paragraphs marked as boilerplate, and a doubt for each outlet that has any.

    Before the story and after it every repeated paragraph is marked; within it, lines that are no sentence.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    for index, article in enumerate(articles):
        if site := site_of(article):
            groups[site].append(index)
    marked = list(articles)
    doubts: list[tuple[str, str]] = []
    for site, members in groups.items():
        if len(members) < _MIN_ARTICLES:
            continue
        repeated = _repeated_paragraphs([articles[index] for index in members])
        used: set[str] = set()
        for index in members if repeated else ():
            places = set(_places(articles[index], repeated))
            used |= {_key(articles[index], articles[index].sections[place]) for place in places}
            marked[index] = _with_furniture(articles[index], places)
        if used:
            doubts.append((site, _describe({paragraph: repeated[paragraph] for paragraph in used})))
    return marked, doubts


def _with_furniture(article: Article, places: set[int]) -> Article:
    """Return an article with the sections at these indices as boilerplate."""
    if not places:
        return article
    sections = (
        replace(section, kind="boilerplate") if place in places else section
        for place, section in enumerate(article.sections)
    )
    return replace(article, sections=tuple(sections))


def _key(article: Article, section: Section) -> str:
    return " ".join(normalise(article.text[section.start : section.end]).split())


def _body(article: Article) -> Iterator[str]:
    return (_key(article, section) for section in article.sections if section.kind == "body")


def _repeated_paragraphs(articles: Sequence[Article]) -> dict[str, int]:
    """Return the paragraphs that many articles have which otherwise differ, and how many have each."""
    paragraphs = [list(_body(article)) for article in articles]
    fewest = max(_MIN_ARTICLES, _MIN_SHARE * len(articles))
    counts = Counter(key for keys in paragraphs for key in set(keys))
    differing = [keys for keys in paragraphs if _own_share(keys, counts, fewest) > _MIN_OWN]
    support = Counter(key for keys in differing for key in set(keys))
    return {key: number for key, number in support.items() if number >= fewest}


def _own_share(keys: Iterable[str], counts: Counter[str], fewest: float) -> float:
    lengths = [(len(key), counts[key] < fewest) for key in keys]
    total = sum(length for length, _ in lengths)
    return sum(length for length, own in lengths if own) / total if total else 0.0


def _places(article: Article, repeated: Mapping[str, int]) -> Iterator[int]:
    """Yield the indices of an article's sections that are repeated paragraphs and none of the story's."""
    sections = article.sections
    keys = [_key(article, section) for section in sections]
    story = [
        index for index, key in enumerate(keys) if sections[index].kind == "body" and key not in repeated
    ]
    for index, key in enumerate(keys):
        if sections[index].kind == "body" and key in repeated and story:
            label = len(key.split()) <= _LONGEST_LABEL and not _SENTENCE_END.search(key)
            if label or not story[0] < index < story[-1]:
                yield index


def _describe(repeated: Mapping[str, int]) -> str:
    paragraph, number = min(repeated.items(), key=lambda item: (-item[1], item[0]))
    others = f", and so do {counted(len(repeated) - 1, 'more paragraph')}" if len(repeated) > 1 else ""
    return f"“{shorten(paragraph, 60)}” repeats in {counted(number, 'article')}{others}; read as the outlet's furniture"
