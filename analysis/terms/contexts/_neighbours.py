"""Co-occurrences of words, by nearness and by dependency, from one pass over the articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.annotation import AnnotatedCorpus, Tokens
from analysis.terms.stats._cooccurrence_counts import PairCounts
from analysis.terms.tokens._patterns import TermSet
from analysis.terms.tokens._records import WORDS
from analysis.terms.tokens._units import UnitRules
from analysis.terms.tokens._words import Word

#: The relation of words that are near each other; all others are dependencies.
WINDOW = "window"

Key = tuple[str, str]  # relation, term


class _Token(NamedTuple):
    term: str
    pos: str
    is_collocate: bool  # whether it may be shown as a collocate
    sentence: int


@dataclass
class NodeCounts:
    """Occurrences of one node in each relation, and the number of places for its collocates."""

    occurrences: Counter[str] = field(default_factory=Counter)
    slots: Counter[str] = field(default_factory=Counter)  # places where a collocate could stand


@dataclass
class Cooccurrences:
    """Co-occurrences of all nodes, and the frequencies of all words."""

    nodes: list[NodeCounts]
    pairs: PairCounts = field(default_factory=PairCounts)
    numbers: dict[Key, int] = field(default_factory=dict)  # of the collocates in `pairs`
    frequencies: Counter[Key] = field(default_factory=Counter)
    totals: Counter[str] = field(default_factory=Counter)
    tags: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, index: int, neighbours: Sequence[tuple[str, _Token, bool]]) -> None:
        """Count a node's neighbours in one article: relation, collocate, and whether it stands before the node."""
        article_collocates: set[int] = set()
        for relation, token, is_left in neighbours:
            if token.is_collocate:
                number = self.numbers.setdefault((relation, token.term), len(self.numbers))
                self.pairs.add(index, number, left=is_left, first=number not in article_collocates)
                self.tags.setdefault(token.term, Counter())[token.pos] += 1
                article_collocates.add(number)

    def sample_size(self, index: int, relation: str) -> int:
        """Return the sample size for a node: all pairs of a relation, or all words but the node's own."""
        excluded = self.nodes[index].occurrences[relation] if relation == WINDOW else 0
        return self.totals[relation] - excluded

    def commonest_pos(self, term: str) -> str:
        """Return the commonest part of speech of a collocate, the first by name of equals."""
        tags = self.tags.get(term) or Counter([""])
        return min(tags, key=lambda tag: (-tags[tag], tag))


def count_cooccurrences(
    annotated: AnnotatedCorpus, names: TermSet, rules: UnitRules, window: int | None
) -> Cooccurrences:
    """Return the co-occurrences of each node, within `window` words of a sentence or by dependency (None)."""
    cooccurrences = Cooccurrences([NodeCounts() for _ in range(len(names))])
    for article, record in annotated.records(WORDS):
        words = rules.words(article, record)
        tokens = [_token(word, rules) for word in words]
        places: dict[int, set[int]] = {}  # of the nodes in this article
        for position, token in enumerate(tokens):
            for index in names.find(token.term):
                places.setdefault(index, set()).add(position)
        if window is None:
            _count_dependencies(list(_dependencies(record.tokens, words)), tokens, places, cooccurrences)
        else:
            _count_windows(tokens, places, window, cooccurrences)
    return cooccurrences


def _token(word: Word, rules: UnitRules) -> _Token:
    form = word.form if rules.unit == "word" else word.form.lower()
    term = word.lemma if rules.unit == "lemma" else form
    is_collocate = not rules.stops.stops(word) and (not rules.pos or word.pos in rules.pos)
    return _Token(term, word.pos, is_collocate, word.sentence)


def _count_windows(
    tokens: Sequence[_Token], places: Mapping[int, set[int]], window: int, cooccurrences: Cooccurrences
) -> None:
    """Count the words within the window of any node, each place once, on the side of its nearest node."""
    cooccurrences.frequencies.update((WINDOW, token.term) for token in tokens)
    cooccurrences.totals[WINDOW] += len(tokens)
    for index, node_positions in places.items():
        node = cooccurrences.nodes[index]
        node.occurrences[WINDOW] += len(node_positions)
        distance: dict[int, int] = {}
        for position in sorted(node_positions):
            for near in range(max(0, position - window), min(len(tokens), position + window + 1)):
                if near in node_positions or tokens[near].sentence != tokens[position].sentence:
                    continue
                if near not in distance or abs(near - position) < abs(distance[near]):
                    distance[near] = near - position
        node.slots[WINDOW] += len(distance)
        cooccurrences.add(index, [(WINDOW, tokens[near], gap < 0) for near, gap in distance.items()])


def _count_dependencies(
    edges: Sequence[tuple[int, int, str]],
    tokens: Sequence[_Token],
    places: Mapping[int, set[int]],
    cooccurrences: Cooccurrences,
) -> None:
    """Count each dependency from both ends: "has amod" seen from the head, "amod of" from the dependent."""
    ends = [end for h, d, label in edges for end in ((h, d, f"has {label}"), (d, h, f"{label} of"))]
    cooccurrences.frequencies.update((relation, tokens[partner].term) for _, partner, relation in ends)
    cooccurrences.totals.update(relation for _, _, relation in ends)
    for index, node_positions in places.items():
        node = cooccurrences.nodes[index]
        node_edges = [end for end in ends if end[0] in node_positions]
        relations = Counter(relation for _, _, relation in node_edges)
        node.occurrences.update(relations)
        node.slots.update(relations)
        cooccurrences.add(
            index,
            [(relation, tokens[partner], partner < position) for position, partner, relation in node_edges],
        )


def _dependencies(parse: Tokens, words: Sequence[Word]) -> Iterator[tuple[int, int, str]]:
    """Yield (head word, dependent word, label) for each dependency between two words of the body."""
    by_token = {i: index for index, word in enumerate(words) for i in range(word.first, word.last)}
    for i, index in by_token.items():
        head = by_token.get(parse.heads[i])
        if head is not None and head != index and parse.deps[i]:
            yield head, index, parse.deps[i]
