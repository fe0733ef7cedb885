"""Co-occurrences of words, by nearness and by dependency, from one pass over the articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from spacy.tokens import Doc

from analysis.annotation import AnnotatedCorpus
from analysis.terms.stats._cooccurrence_counts import Meetings
from analysis.terms.tokens._patterns import TermSet
from analysis.terms.tokens._units import UnitRules
from analysis.terms.tokens._words import Word, body_words

#: The only relation where company is nearness.
WINDOW = "window"

Key = tuple[str, str]  # relation, term


class _Token(NamedTuple):
    term: str
    pos: str
    listed: bool  # whether it may be shown as a collocate
    sentence: int


@dataclass
class NodeCompany:
    """Occurrences of one node in each relation, and the positions that these leave for collocates."""

    own: Counter[str] = field(default_factory=Counter)  # the node's occurrences
    slots: Counter[str] = field(default_factory=Counter)  # places where a collocate could stand


@dataclass
class Company:
    """Co-occurrences of all nodes, and the frequencies of all words."""

    nodes: list[NodeCompany]
    meetings: Meetings = field(default_factory=Meetings)
    numbers: dict[Key, int] = field(default_factory=dict)  # of the collocates in `meetings`
    everything: Counter[Key] = field(default_factory=Counter)
    totals: Counter[str] = field(default_factory=Counter)
    tags: dict[str, Counter[str]] = field(default_factory=dict)

    def note(self, index: int, met: Sequence[tuple[str, _Token, bool]]) -> None:
        """Count what a node meets in one article: relation, collocate, and whether it stands before."""
        seen: set[int] = set()
        for relation, token, is_left in met:
            if token.listed:
                number = self.numbers.setdefault((relation, token.term), len(self.numbers))
                self.meetings.add(index, number, left=is_left, first=number not in seen)
                self.tags.setdefault(token.term, Counter())[token.pos] += 1
                seen.add(number)

    def size(self, index: int, relation: str) -> int:
        """Return the sample size for a node: all pairs of a relation, or all words but the node's own."""
        own = self.nodes[index].own[relation] if relation == WINDOW else 0
        return self.totals[relation] - own

    def commonest_pos(self, term: str) -> str:
        """Return the commonest part of speech of a collocate, the first by name of equals."""
        tags = self.tags.get(term) or Counter([""])
        return min(tags, key=lambda tag: (-tags[tag], tag))


def gather_company(
    annotated: AnnotatedCorpus, names: TermSet, rules: UnitRules, window: int | None
) -> Company:
    """Return the company of each node: words within `window` words of a sentence, or by dependency (None)."""
    company = Company([NodeCompany() for _ in range(len(names))])
    for article, doc in annotated:
        contractions = "split" if rules.unit == "lemma" else "join"
        words = body_words(article, doc, hyphens=rules.hyphens, contractions=contractions)  # type: ignore[arg-type]
        words = rules.keep_names(rules.join(words, article.text))
        tokens = [_token(word, rules) for word in words]
        places: dict[int, set[int]] = {}  # of the nodes that this article has; most it has not
        for at, token in enumerate(tokens):
            for index in names.find(token.term):
                places.setdefault(index, set()).add(at)
        if window is None:
            _count_dependencies(list(_dependencies(doc, words)), tokens, places, company)
        else:
            _count_windows(tokens, places, window, company)
    return company


def _token(word: Word, rules: UnitRules) -> _Token:
    term = {"lemma": word.lemma, "word": word.form}.get(rules.unit, word.form.lower())
    listed = not rules.stops.stops(word) and (not rules.pos or word.pos in rules.pos)
    return _Token(term, word.pos, listed, word.sentence)


def _count_windows(
    tokens: Sequence[_Token], places: Mapping[int, set[int]], window: int, company: Company
) -> None:
    """Count the words within the window of any node, each place once, on the side of its nearest node."""
    company.everything.update((WINDOW, token.term) for token in tokens)
    company.totals[WINDOW] += len(tokens)
    for index, at_nodes in places.items():
        node = company.nodes[index]
        node.own[WINDOW] += len(at_nodes)
        distance: dict[int, int] = {}
        for at in sorted(at_nodes):
            for near in range(max(0, at - window), min(len(tokens), at + window + 1)):
                if near in at_nodes or tokens[near].sentence != tokens[at].sentence:
                    continue
                if near not in distance or abs(near - at) < abs(distance[near]):
                    distance[near] = near - at
        node.slots[WINDOW] += len(distance)
        company.note(index, [(WINDOW, tokens[near], gap < 0) for near, gap in distance.items()])


def _count_dependencies(
    edges: Sequence[tuple[int, int, str]],
    tokens: Sequence[_Token],
    places: Mapping[int, set[int]],
    company: Company,
) -> None:
    """Count each dependency from both ends: "has amod" seen from the head, "amod of" from the dependent."""
    ends = [end for h, d, label in edges for end in ((h, d, f"has {label}"), (d, h, f"{label} of"))]
    company.everything.update((relation, tokens[other].term) for _, other, relation in ends)
    company.totals.update(relation for _, _, relation in ends)
    for index, at_nodes in places.items():
        node = company.nodes[index]
        own = [(at, other, relation) for at, other, relation in ends if at in at_nodes]
        relations = Counter(relation for _, _, relation in own)
        node.own.update(relations)
        node.slots.update(relations)
        company.note(index, [(relation, tokens[other], other < at) for at, other, relation in own])


def _dependencies(doc: Doc, words: Sequence[Word]) -> Iterator[tuple[int, int, str]]:
    """Yield (head word, dependent word, label) for each dependency between two words of the body."""
    by_token = {i: index for index, word in enumerate(words) for i in range(word.first, word.last)}
    for i, index in by_token.items():
        token = doc[i]
        head = by_token.get(token.head.i)
        if head is not None and head != index and token.dep_:
            yield head, index, token.dep_
