"""Compare when and where two articles say that the same thing happened, and how they call who took part.

Only sentences of one story that report the same are compared. Two days, places or names differ where each stands in one
of the articles alone: an article that gives both contradicts nobody.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rapidfuzz.distance import Levenshtein

from analysis.entities import canonical_names
from analysis.overlap.differences._common_names import have_a_name_in_common
from analysis.overlap.differences._places import relate_places
from analysis.overlap.differences._verdicts import Relation
from analysis.overlap.facts._model import Day, Naming
from analysis.overlap.paraphrase._alignment import align_reports
from analysis.overlap.paraphrase._pair_features import read_corpus
from analysis.overlap.paraphrase._sentences import Sentence
from analysis.overlap.stories._groups import story_of_articles
from analysis.text import Span, listed

if TYPE_CHECKING:
    from analysis.annotation import AnnotatedCorpus

#: Score from which two sentences tell of one thing, and lead over the next best pair, as a share of it, that does too.
_LIKELY, _LEAD = 0.5, 0.4
#: Score from which they do without a name in common.
_SURE_ALONE = 0.7
#: Score from which the places of two sentences are one by their part in them alone, where nothing is known of either.
_SURE = 0.5
#: Minimum share of letters in common of two spellings of one word.
_MIN_SPELLING = 0.6
_MAX_NAMED = 2  # names in the label of what is told: a bound on length

_DOT = re.compile(r"(?<=\b[A-Za-z])\.")  # of "U.N."
_WORD = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Telling:
    """What one article says of something that another reports too.

    Attributes:
        about: The names that both sentences have, by which the table calls it.
        aspect: Day, place or name.
        verdict: Of the group that it belongs to, whose `number` it has.
    """

    number: int
    about: str
    aspect: str
    doc_id: str
    span: Span
    verdict: Relation


@dataclass(frozen=True, slots=True)
class _Link:
    """Two places of two articles that tell one thing, and the verdict on them."""

    aspect: str
    places: tuple[tuple[str, Span], tuple[str, Span]]
    verdict: Relation
    names: tuple[str, ...]


def compare_reports(annotated: AnnotatedCorpus) -> list[Telling]:
    """Return what aligned sentences say of days, places and names, those of one thing under one number."""
    comparer = _ReportComparer(annotated)
    return _group(list(comparer.links()))


class _ReportComparer:
    """Compares the aligned sentences of a corpus."""

    def __init__(self, annotated: AnnotatedCorpus) -> None:
        self.annotated, self.language = annotated, annotated.language
        self.names = canonical_names(annotated)
        self.sentences = {(s.doc_id, s.start): s for s in read_corpus(annotated).sentences}
        self.texts = {article.doc_id: article.text for article in annotated.corpus}
        self.story = story_of_articles(annotated)
        self.days: dict[int, dict[str, list[Day]]] = defaultdict(lambda: defaultdict(list))
        for sentence in self.sentences.values():
            self.days[self.story[sentence.doc_id]][sentence.doc_id] += sentence.days
        self.words = {doc_id: set(_words(text)) for doc_id, text in self.texts.items()}

    def links(self) -> Iterator[_Link]:
        """Yield what each pair of sentences that report the same gives twice."""
        for row in align_reports(self.annotated).to_dict("records"):
            pair = tuple(self.sentences[row[f"doc_{side}"], row[f"start_{side}"]] for side in "ab")
            shared = tuple(row["shared"])
            for aspect, spans, verdict in (
                *self._days(pair, row),
                *self._places(pair, row["score"]),
                *self._names(pair),
            ):
                places = (pair[0].doc_id, spans[0]), (pair[1].doc_id, spans[1])
                yield _Link(aspect, places, verdict, shared)

    def _days(
        self, pair: Sequence[Sentence], row: Mapping[Hashable, Any]
    ) -> Iterator[tuple[str, tuple[Span, Span], Relation]]:
        """Yield the days on which both sentences say that it happened."""
        left, right = ([day for day in sentence.days if not day.is_of_speech] for sentence in pair)
        for a in left:
            for b in right:
                if a.agrees_with(b):
                    yield "day", (a.span, b.span), "agree"
                    return
        if len(left) != 1 or len(right) != 1 or left[0].agrees_with(right[0]) is None:
            return
        a, b = left[0], right[0]
        is_likely = row["score"] >= _LIKELY or row["lead"] >= _LEAD * row["score"]
        has_names = have_a_name_in_common(row, pair, self.texts, self.language)
        is_sure = row["score"] >= _SURE_ALONE or (has_names and is_likely)
        yield (
            "day",
            (a.span, b.span),
            "differ" if is_sure and not self._are_in_one(pair, a, b) else "cannot tell",
        )

    def _are_in_one(self, pair: Sequence[Sentence], a: Day, b: Day) -> bool:
        """Return whether an article of the story gives both days, or may do so: it tells of two things."""
        articles = self.days[self.story[pair[0].doc_id]]
        return any(
            all(any(given.agrees_with(day) is not False for given in days) for day in (a, b))
            for days in articles.values()
        )

    def _places(
        self, pair: Sequence[Sentence], score: float
    ) -> Iterator[tuple[str, tuple[Span, Span], Relation]]:
        """Yield the places where both sentences say that it happened."""
        sides = [[name for name in s.names if self._is_scene(name)] for s in pair]
        by_name = [{self._name(s, name): name for name in side} for s, side in zip(pair, sides, strict=True)]
        for name in sorted(by_name[0].keys() & by_name[1].keys()):
            yield "place", (by_name[0][name].span, by_name[1][name].span), "agree"
        left, right = (self._alone(s, other, side) for s, other, side in self._sides(pair, sides))
        if len(left) != 1 or len(right) != 1 or by_name[0].keys() & by_name[1].keys():
            return
        a, b = left[0], right[0]
        if "place" not in (a.kind, b.kind):
            return
        texts = self._text(pair[0], a), self._text(pair[1], b)
        relation = relate_places(*texts, self.language)
        in_place = a.slot == b.slot or {a.slot, b.slot} <= self.language.places.within
        if relation == "cannot tell" and in_place and score >= _SURE and not self._is_known(texts):
            relation = "differ"
        yield "place", (a.span, b.span), relation

    def _names(self, pair: Sequence[Sentence]) -> Iterator[tuple[str, tuple[Span, Span], Relation]]:
        """Yield two names that are one in two spellings, each in one of the articles alone."""
        sides = [[name for name in s.names if not self._is_scene(name)] for s in pair]
        left, right = (self._alone(s, other, side) for s, other, side in self._sides(pair, sides))
        spelled = [
            (a, b)
            for a in left
            for b in right
            if self._name(pair[0], a) != self._name(pair[1], b)
            and _is_one_name(self._content(self._text(pair[0], a)), self._content(self._text(pair[1], b)))
        ]
        if len(spelled) == 1:
            yield "name", (spelled[0][0].span, spelled[0][1].span), "differ"

    def _sides(
        self, pair: Sequence[Sentence], sides: Sequence[list[Naming]]
    ) -> Iterator[tuple[Sentence, Sentence, list[Naming]]]:
        yield pair[0], pair[1], sides[0]
        yield pair[1], pair[0], sides[1]

    def _alone(self, sentence: Sentence, other: Sentence, names: list[Naming]) -> list[Naming]:
        """Return the names of a sentence that the other article does not have, in no form."""
        alone = []
        for name in names:
            words = _words(self._text(sentence, name))
            if not set(words) - self.language.places.small_words <= self.words[other.doc_id]:
                alone.append(name)
        return alone

    def _is_scene(self, name: Naming) -> bool:
        """Return whether a name says where: a place's, or one that the recogniser takes for a body's behind "in"."""
        places = self.language.places
        return name.slot in (places.locative if name.kind == "place" else places.inner)

    def _is_known(self, texts: Sequence[str]) -> bool:
        """Return whether either place is a state, a province or a region, which may contain the other."""
        places = self.language.places
        names = places.states.keys() | places.provinces
        return any(text.lower() in names or not places.regions.isdisjoint(_words(text)) for text in texts)

    def _name(self, sentence: Sentence, name: Naming) -> str:
        return self.names.get((sentence.doc_id, name.entity), self._text(sentence, name))

    def _text(self, sentence: Sentence, name: Naming) -> str:
        return " ".join(self.texts[sentence.doc_id][slice(*name.span)].split())

    def _content(self, text: str) -> frozenset[str]:
        """Return the informative words of a name."""
        language = self.language
        words = {language.words.without_possessive(word) for word in _words(text)}
        return frozenset(words - language.places.small_words - language.nouns.company_suffixes)


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(_DOT.sub("", text))]


def _is_one_name(a: frozenset[str], b: frozenset[str]) -> bool:
    """Return whether two names have a word in common and the rest spelled alike: "Port Ansel", "Fort Ansel"."""
    only_a, only_b = sorted(a - b), sorted(b - a)
    if not a & b or len(only_a) != len(only_b):
        return False
    return all(
        Levenshtein.normalized_similarity(left, right) >= _MIN_SPELLING
        for left, right in zip(only_a, only_b, strict=True)
    )


def _group(links: list[_Link]) -> list[Telling]:
    """Return the places of all links, those that are linked under one number."""
    parent: dict[tuple[str, str, Span], tuple[str, str, Span]] = {}

    def root(place: tuple[str, str, Span]) -> tuple[str, str, Span]:
        while parent.setdefault(place, place) != place:
            place = parent[place]
        return place

    for link in links:
        roots = sorted(root((link.aspect, *place)) for place in link.places)
        parent[roots[1]] = roots[0]
    verdicts: dict[tuple[str, str, Span], set[str]] = defaultdict(set)
    names: dict[tuple[str, str, Span], Counter[str]] = defaultdict(Counter)
    for link in links:
        of_group = root((link.aspect, *link.places[0]))
        verdicts[of_group].add(link.verdict)
        names[of_group].update(link.names)
    numbers = {place: number for number, place in enumerate(sorted(verdicts), start=1)}
    tellings = []
    for place in sorted(parent):
        group = root(place)
        order: tuple[Relation, ...] = ("differ", "cannot tell", "agree")
        verdict = next(verdict for verdict in order if verdict in verdicts[group])
        common = [name for name, _ in sorted(names[group].items(), key=lambda item: (-item[1], item[0]))]
        about = listed(common[:_MAX_NAMED]) or "an event that both report"
        tellings.append(Telling(numbers[group], about, place[0], place[1], place[2], verdict))
    return tellings
