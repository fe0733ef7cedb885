"""Occurrences of a unit in a corpus: words, lemmas, n-grams, noun phrases, names, categories."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, NamedTuple, get_args

import numpy as np

from analysis._arrays import Flags, Ints, Ints32
from analysis.corpus import Hyphens, normalise
from analysis.entities import canonical_names
from analysis.errors import DatelineError
from analysis.terms.tokens._dictionary import TermDictionary
from analysis.terms.tokens._multiword_names import NameSet
from analysis.terms.tokens._patterns import PatternSet
from analysis.terms.tokens._stop_list import StopList
from analysis.terms.tokens._word_table import CorpusWords, WordTable
from analysis.terms.tokens._words import WordKind
from analysis.text import Span, longest_disjoint

Unit = Literal["word", "lower", "lemma", "ngram", "skipgram", "noun_phrase", "entity", "dictionary"]
UNITS: tuple[str, ...] = get_args(Unit)
#: Units that are single words, in which a name would be cut apart.
WORD_UNITS = frozenset({"word", "lower", "lemma"})


class Label(NamedTuple):
    """What is counted: a term and its tag, which is a part of speech or a kind of entity."""

    term: str
    tag: str = ""


@dataclass(frozen=True, slots=True)
class UnitRules:
    """The rules by which occurrences are found: `CountOptions`, checked and ready for use."""

    unit: Unit
    n: int
    skip: int
    stops: StopList
    pos: frozenset[str]
    hyphens: Hyphens
    expressions: PatternSet | None
    dictionary: TermDictionary | None
    entity_kinds: frozenset[str]
    names: NameSet | None = None

    def table(self, words: CorpusWords) -> WordTable:
        """Return the words, with expressions that the user named, and names where words count, as one each."""
        table = words.table(self.hyphens, split=self.unit == "lemma")
        if self.expressions is not None:
            table = join_expressions(words, table, self.expressions)
        return self.names.join(table) if self.names and self.unit in WORD_UNITS else table

    def term(self, kind: WordKind) -> str:
        """Return what a word is counted as where words count."""
        if self.unit == "lemma":
            return kind.lemma
        return kind.form if self.unit == "word" else kind.form.lower()


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Occurrences of terms by article and in the order of reading; the arrays have an element an occurrence.

    Attributes:
        labels: The distinct terms with their tags; `label` numbers each occurrence's among them.
        rows: The article's place; `starts` and `ends` are offsets in its text.
    """

    labels: Sequence[Label]
    label: Ints | Ints32
    rows: Ints32
    starts: Ints32
    ends: Ints32

    def where(self, chosen: Flags) -> Occurrences:
        """Return some of the occurrences."""
        return Occurrences(
            self.labels, self.label[chosen], self.rows[chosen], self.starts[chosen], self.ends[chosen]
        )

    def inside(self, scopes: Mapping[int, Sequence[Span]]) -> Occurrences:
        """Return what lies wholly within one of its article's disjoint spans; articles not named stay whole."""
        chosen = np.ones(len(self.rows), dtype=np.bool_)
        for row, spans in scopes.items():
            part = slice(*np.searchsorted(self.rows, [row, row + 1]))
            bounds = np.array(spans, dtype=np.int64).reshape(-1, 2)
            place = np.searchsorted(bounds[:, 0], self.starts[part], side="right") - 1
            limits = np.append(bounds[:, 1], -1)  # the last is for what stands before all spans
            chosen[part] = self.ends[part] <= limits[place]
        return self.where(chosen)


def read_occurrences(words: CorpusWords, rules: UnitRules, *, min_count: int = 1) -> Occurrences:
    """Return the occurrences of a unit in the bodies of the articles; rarer n-grams may be left out."""
    occurrences = _read_unit(words, rules, min_count)
    if rules.pos:
        kept = np.array([label.tag in rules.pos for label in occurrences.labels], dtype=np.bool_)
        occurrences = occurrences.where(kept[occurrences.label])
    return occurrences


def _read_unit(words: CorpusWords, rules: UnitRules, min_count: int) -> Occurrences:
    if rules.unit == "entity":
        return _of_places(_named(words, rules.entity_kinds))
    table = rules.table(words)
    match rules.unit:
        case "ngram":
            return _skipgrams(table, rules.n, 0, rules.stops, min_count)
        case "skipgram":
            return _skipgrams(table, rules.n, rules.skip, rules.stops, min_count)
        case "noun_phrase":
            return _of_places(_noun_phrases(words, table, rules.stops))
        case "dictionary":
            return _of_places(_dictionary_matches(table, rules.dictionary))
    labels, number = table.number(lambda kind: Label(rules.term(kind), kind.pos))
    kept = ~table.mark(rules.stops.stops)
    return Occurrences(labels, number[kept], table.rows[kept], table.starts[kept], table.ends[kept])


def join_expressions(words: CorpusWords, table: WordTable, expressions: PatternSet) -> WordTable:
    """Return the words with each multi-word expression as one word; of overlapping ones the longest."""
    merged = []
    for first, end, _ in longest_disjoint(expressions.find(table)):
        text = words.articles[table.rows[first]].text[table.starts[first] : table.ends[end - 1]]
        form = " ".join(normalise(text).split())
        is_name = table.kinds[table.kind[first]].lemma[:1].isupper()
        kind = WordKind(form, form if is_name else form.lower(), table.kinds[table.kind[end - 1]].pos)
        merged.append((first, end, kind))
    return table.join(merged)


#: An occurrence: its label, its article, start and end.
_Place = tuple[Label, int, int, int]


def _of_places(places: Iterable[_Place]) -> Occurrences:
    """Return occurrences that are given one by one, by article."""
    numbering: dict[Label, int] = {}
    numbers = (
        number for label, *place in places for number in (numbering.setdefault(label, len(numbering)), *place)
    )
    columns = np.fromiter(numbers, dtype=np.int32).reshape(-1, 4)  # one by one: a million tuples are large
    label, row, starts, ends = columns[np.argsort(columns[:, 1], kind="stable")].T
    return Occurrences(list(numbering), label, row, starts, ends)


def _named(words: CorpusWords, kinds: frozenset[str]) -> Iterator[_Place]:
    """Yield the names, each under its identity across the corpus."""
    canonical = canonical_names(words.annotated)
    for row, (article, names) in enumerate(zip(words.articles, words.names, strict=True)):
        for number, start, end, entity in names.tolist():
            name, kind = words.name_labels[number]
            if not kinds or kind in kinds:
                term = canonical.get((article.doc_id, entity)) or name
                yield Label(term, kind), row, start, end


def _skipgrams(table: WordTable, n: int, skip: int, stops: StopList, min_count: int) -> Occurrences:
    """Return the sequences of `n` words with at most `skip` left out in all (Guthrie et al. 2006, §2).

    Made of words, not of tokens as textacy's are, so that *follow-up talks* is a bigram.
    """
    forms, form = table.number(lambda kind: kind.form.lower())
    stopped = table.mark(stops.stops)
    ways = np.array([(0, *steps) for steps in combinations(range(1, n + skip), n - 1)], dtype=np.int32)
    found = []
    for way, offsets in enumerate(ways):
        first = np.flatnonzero(~stopped[: max(len(table) - offsets[-1], 0)]).astype(np.int32)
        last = first + offsets[-1]
        first = first[(table.runs[first] == table.runs[last]) & ~stopped[last]]
        found.append(np.stack([first, np.full(len(first), way, dtype=np.int32)]))
    first, way = np.concatenate(found, axis=1)
    in_order = np.lexsort((way, first))
    places = first[in_order, None] + ways[way[in_order]]
    label, examples = _number_rows(form[places])
    frequent = np.bincount(label, minlength=len(examples)) >= min_count
    grams = form[places[examples[frequent]]].tolist()
    kept = frequent[label]
    starts, ends = places[kept, 0], places[kept, -1]
    return Occurrences(
        labels=[Label(" ".join(map(forms.__getitem__, gram))) for gram in grams],
        label=(np.cumsum(frequent) - 1)[label[kept]],
        rows=table.rows[starts],
        starts=table.starts[starts],
        ends=table.ends[ends],
    )


def _number_rows(rows: Ints) -> tuple[Ints, Ints]:
    """Return the number of each row among the distinct ones, and where each of these first stands."""
    codes = np.zeros(len(rows), dtype=np.int64)
    for column in rows.T:
        _, codes = np.unique(codes * (int(column.max(initial=0)) + 1) + column, return_inverse=True)
    _, examples, numbers = np.unique(codes, return_index=True, return_inverse=True)
    return numbers, examples


def _noun_phrases(words: CorpusWords, table: WordTable, stops: StopList) -> Iterator[_Place]:
    """Yield the parser's noun chunks without determiners and stop words at their edges.

    The phrase's words are in lower case but for names, its last word reduced to its lemma.
    """
    word_at = words_at_tokens(words, table)
    stopped = table.mark(stops.stops)
    bare = stopped | table.mark(lambda kind: kind.pos in {"DET", "PRON"})
    closed = stopped | table.mark(lambda kind: kind.pos == "PRON")
    inner = table.each(lambda kind: kind.form if kind.lemma[:1].isupper() else kind.form.lower())
    lemmas = table.each(lambda kind: kind.lemma)
    for row, chunks in enumerate(words.noun_chunks):
        first_token, end_token = words.token_bounds[row : row + 2].tolist()
        word_of = word_at[first_token:end_token].tolist()
        for first, end in chunks.tolist():
            phrase = [word for word in dict.fromkeys(word_of[first:end]) if word >= 0]
            while phrase and bare[phrase[0]]:
                phrase.pop(0)
            while phrase and closed[phrase[-1]]:
                phrase.pop()
            if phrase:
                *others, head = table.kind[phrase].tolist()
                term = " ".join([*(inner[kind] for kind in others), lemmas[head]])
                yield Label(term), row, int(table.starts[phrase[0]]), int(table.ends[phrase[-1]])


def words_at_tokens(words: CorpusWords, table: WordTable) -> Ints32:
    """Return for each token of all articles the word it belongs to, -1 where it belongs to none."""
    lengths = table.last_tokens - table.first_tokens
    word = np.repeat(np.arange(len(table), dtype=np.int32), lengths)
    token = np.repeat(table.first_tokens, lengths) + np.arange(len(word), dtype=np.int32)
    token -= np.repeat(np.cumsum(lengths, dtype=np.int32) - lengths, lengths)
    word_at = np.full(int(words.token_bounds[-1]), -1, dtype=np.int32)
    word_at[token] = word
    return word_at


def _dictionary_matches(table: WordTable, dictionary: TermDictionary | None) -> Iterator[_Place]:
    """Yield each category's matches; of one category's matches that overlap, the longest."""
    if dictionary is None:
        return
    matches = list(dictionary.patterns.find(table))
    for category in dictionary.categories:
        category_matches = [m for m in matches if dictionary.category_of[m.pattern] == category]
        for first, end, _ in longest_disjoint(category_matches):
            place = int(table.rows[first]), int(table.starts[first]), int(table.ends[end - 1])
            yield Label(category), *place


def check_unit(unit: str) -> None:
    """Raise a `DatelineError` where a unit is not one of `UNITS`."""
    if unit not in UNITS:
        raise DatelineError(f"unit: {unit!r} is not known; allowed are {', '.join(UNITS)}.")


def tag_name(unit: str) -> str | None:
    """Return the column that a unit's tags go to, or None where it has none."""
    names: Mapping[str, str] = {"word": "pos", "lower": "pos", "lemma": "pos", "entity": "kind"}
    return names.get(unit)
