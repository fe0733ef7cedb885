"""Co-occurrences of words, by nearness and by dependency."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from analysis._arrays import Flags, Ints, Ints32
from analysis.terms.tokens._patterns import TermSet
from analysis.terms.tokens._units import UnitRules, words_at_tokens
from analysis.terms.tokens._word_table import CorpusWords, WordTable

#: The relation of words that are near each other; all others are dependencies.
WINDOW = "window"


class Collocates(NamedTuple):
    """Collocates of one node; the arrays have an element for each relation and collocate, in order of their numbers.

    Attributes:
        relations: Numbers of the relations; `terms` those of the collocates.
        counts: Co-occurrences; `left` those where the collocate stands before the node; `articles` how many have one.
        node_totals: Occurrences of the node in the relation; `slots` are the places where a collocate could stand.
        frequencies: Occurrences of the collocate in the relation.
        sizes: Size of the sample: all pairs of the relation, or all words but the node's own.
    """

    relations: Ints
    terms: Ints
    counts: Ints
    left: Ints
    articles: Ints
    node_totals: Ints
    slots: Ints
    frequencies: Ints
    sizes: Ints


@dataclass(frozen=True)
class Cooccurrences:
    """Co-occurrences of several nodes.

    Attributes:
        nodes: The collocates of each node, in the order of the nodes.
        relations: The relations by number; `terms` the words by number.
        tags: The commonest part of speech of each word where it is a collocate; "" where it is none.
    """

    nodes: list[Collocates]
    relations: Sequence[str]
    terms: Sequence[str]
    tags: Sequence[str]


class _Pairs(NamedTuple):
    """Pairs of a word and its partner, and the number of their relation; a corpus has two for each of its words."""

    words: Ints | Ints32
    partners: Ints | Ints32
    relations: Ints | Ints32

    def where(self, chosen: Flags | Ints) -> _Pairs:
        return _Pairs(*(column[chosen] for column in self))


def count_cooccurrences(
    words: CorpusWords, nodes: TermSet, rules: UnitRules, window: int | None
) -> Cooccurrences:
    """Return the co-occurrences of each node, within `window` words of a sentence or by dependency (None)."""
    table = rules.table(words)
    terms, term = table.number(rules.term)
    shown = ~table.mark(rules.stops.stops)
    if rules.pos:
        shown &= table.mark(lambda kind: kind.pos in rules.pos)
    relations: Sequence[str] = (WINDOW,)
    if window is None:
        relations, bonds = _dependencies(words, table)
        sample = _Sample.of(bonds.relations, term[bonds.partners], len(terms))
    else:
        sample = _Sample.of(np.zeros(len(table), dtype=np.int64), term, len(terms))
    events = np.zeros(len(table.kinds), dtype=np.int64)
    counted = []
    for places in _places_of_nodes(terms, term, nodes):
        is_node = np.zeros(len(table), dtype=np.bool_)
        is_node[places] = True
        pairs = bonds.where(is_node[bonds.words]) if window is None else _near(table, places, is_node, window)
        slots = np.bincount(pairs.relations, minlength=len(relations))
        node_totals = slots if window is None else np.array([len(places)])
        pairs = pairs.where(shown[pairs.partners])
        events += np.bincount(table.kind[pairs.partners], minlength=len(events))
        excluded = 0 if window is None else len(places)
        counted.append(_sum_up(pairs, table.rows, term, sample, (node_totals, slots, excluded)))
    return Cooccurrences(counted, relations, terms, _commonest_tags(table, rules, len(terms), events))


@dataclass(frozen=True)
class _Sample:
    """How often each word occurs in each relation; a key is the relation's number times `terms`, and the word's."""

    terms: int
    keys: Ints
    frequencies: Ints
    relation_totals: Ints

    @classmethod
    def of(cls, relations: Ints | Ints32, terms: Ints32, size: int) -> _Sample:
        keys, frequencies = np.unique(relations.astype(np.int64) * size + terms, return_counts=True)
        return cls(size, keys, frequencies, np.bincount(relations))


def _sum_up(
    pairs: _Pairs, rows: Ints32, term: Ints32, sample: _Sample, node: tuple[Ints, Ints, int]
) -> Collocates:
    """Return the counts of a node's collocates; of the node are given its totals, its slots and what it excludes."""
    node_totals, slots, excluded = node
    keys, number, counts = np.unique(
        pairs.relations.astype(np.int64) * sample.terms + term[pairs.partners],
        return_inverse=True,
        return_counts=True,
    )
    left = np.bincount(number[pairs.partners < pairs.words], minlength=len(keys))
    in_articles = np.unique(np.stack([number, rows[pairs.partners]]), axis=1)[0]
    relations, terms = np.divmod(keys, sample.terms)
    return Collocates(
        relations=relations,
        terms=terms,
        counts=counts,
        left=left,
        articles=np.bincount(in_articles, minlength=len(keys)),
        node_totals=node_totals[relations],
        slots=slots[relations],
        frequencies=sample.frequencies[np.searchsorted(sample.keys, keys)],
        sizes=sample.relation_totals[relations] - excluded,
    )


def _places_of_nodes(terms: Sequence[str], term: Ints32, nodes: TermSet) -> list[Ints]:
    """Return the places of each node among the words."""
    matched: list[list[int]] = [[] for _ in range(len(nodes))]
    for number, name in enumerate(terms):
        for node in nodes.find(name):
            matched[node].append(number)
    is_matched = np.zeros(len(terms), dtype=np.bool_)
    is_matched[[number for numbers in matched for number in numbers]] = True
    places = np.flatnonzero(is_matched[term])
    places = places[np.argsort(term[places], kind="stable")]
    by_term = term[places]
    return [
        np.sort(
            np.concatenate([places[:0], *(places[slice(*np.searchsorted(by_term, [n, n + 1]))] for n in own)])
        )
        for own in matched
    ]


def _near(table: WordTable, places: Ints, is_node: Flags, window: int) -> _Pairs:
    """Return the words within the window of any node, each place once, on the side of its nearest node."""
    steps = np.array([step for distance in range(1, window + 1) for step in (distance, -distance)])
    # Ordered by distance, so that the first pair of a place is with the nearest node, of two alike the one before it.
    words, partners = np.tile(places, len(steps)), (places + steps[:, None]).reshape(-1)
    valid = (partners >= 0) & (partners < len(table))
    words, partners = words[valid], partners[valid]
    same = (table.rows[words] == table.rows[partners]) & (table.sentences[words] == table.sentences[partners])
    valid = same & ~is_node[partners]
    words, partners = words[valid], partners[valid]
    partners, nearest = np.unique(partners, return_index=True)
    return _Pairs(words[nearest], partners, np.zeros(len(partners), dtype=np.int64))


def _dependencies(words: CorpusWords, table: WordTable) -> tuple[Sequence[str], _Pairs]:
    """Return each dependency from both ends: "has amod" seen from the head, "amod of" from the dependent."""
    word_at = words_at_tokens(words, table)
    named = np.array([bool(label) for label in words.labels], dtype=np.bool_)
    dependents, heads = word_at, word_at[words.heads]
    valid = (dependents >= 0) & (heads >= 0) & (heads != dependents) & named[words.label]
    dependents, heads, label = dependents[valid], heads[valid], words.label[valid]
    relations = [*(f"has {name}" for name in words.labels), *(f"{name} of" for name in words.labels)]
    return relations, _Pairs(
        np.concatenate([heads, dependents]),
        np.concatenate([dependents, heads]),
        np.concatenate([label, label + len(words.labels)]),
    )


def _commonest_tags(table: WordTable, rules: UnitRules, terms: int, events: Ints) -> list[str]:
    """Return each word's commonest part of speech among `events`, counts of the kinds; the first by name of equals."""
    numbering: dict[str, int] = {}
    counts: list[dict[str, int]] = [{} for _ in range(terms)]
    for kind, count in zip(table.kinds, events.tolist(), strict=True):
        of_term = counts[numbering.setdefault(rules.term(kind), len(numbering))]
        if count:
            of_term[kind.pos] = of_term.get(kind.pos, 0) + count
    return [min(own, key=lambda tag: (-own[tag], tag)) if own else "" for own in counts]
