"""Occurrences of a unit in an article: words, lemmas, n-grams, noun phrases, names, categories."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, NamedTuple, get_args

from analysis.annotation import Tokens
from analysis.corpus import Article, Hyphens, normalise
from analysis.errors import DatelineError
from analysis.terms.tokens._dictionary import TermDictionary
from analysis.terms.tokens._multiword_names import NameSet
from analysis.terms.tokens._named_entities import Names
from analysis.terms.tokens._patterns import PatternSet
from analysis.terms.tokens._records import Contractions, WordRecord
from analysis.terms.tokens._stop_list import StopList
from analysis.terms.tokens._words import Word
from analysis.text import Span, inside_any, longest_disjoint

Unit = Literal["word", "lower", "lemma", "ngram", "skipgram", "noun_phrase", "entity", "dictionary"]
UNITS: tuple[str, ...] = get_args(Unit)
#: Units that are single words, in which a name would be cut apart.
WORD_UNITS = frozenset({"word", "lower", "lemma"})


class Occurrence(NamedTuple):
    """One occurrence of a term: `article.text[start:end]`; `tag` is a part of speech or a kind of entity.

    `entity` is the entity's number in its article, by which `canonical_names` knows its name in the corpus.
    """

    term: str
    start: int
    end: int
    tag: str
    entity: int = -1


@dataclass(frozen=True, slots=True)
class UnitRules:
    """The rules by which an article's occurrences are found: `CountOptions`, checked and ready for use."""

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

    def words(self, article: Article, record: WordRecord, spans: Sequence[Span] | None = None) -> list[Word]:
        """Return an article's words, with expressions that the user named, and names where words count, as one each."""
        contractions: Contractions = "split" if self.unit == "lemma" else "join"
        words = record.words(article, hyphens=self.hyphens, contractions=contractions, spans=spans)
        if self.expressions is not None:
            words = join_expressions(words, self.expressions, normalise(article.text))
        return self.names.join(words) if self.names and self.unit in WORD_UNITS else words


class ArticleUnits(NamedTuple):
    """The occurrences of a unit in one article, and its running words."""

    occurrences: list[Occurrence]
    words: int


def read_units(
    article: Article, record: WordRecord, rules: UnitRules, spans: Sequence[Span] | None = None
) -> ArticleUnits:
    """Return the occurrences of a unit in the body of one article, in order, and its running words."""
    running = record.running_words(article, hyphens=rules.hyphens, spans=spans)
    if rules.unit == "entity":
        kinds = rules.entity_kinds
        names = [
            Occurrence(n.name, n.start, n.end, n.kind, n.entity)
            for n in record.names
            if not kinds or n.kind in kinds
        ]
        return ArticleUnits(
            [name for name in names if spans is None or inside_any((name.start, name.end), spans)], running
        )
    words = rules.words(article, record, spans)
    occurrences = _occurrences(record.tokens, rules, words)
    return ArticleUnits([o for o in occurrences if not rules.pos or o.tag in rules.pos], running)


def read_named(
    article: Article, record: WordRecord, rules: UnitRules, names: Names, spans: Sequence[Span] | None = None
) -> list[Occurrence]:
    """Return the occurrences with entities under the names that `canonical_names` gives them."""
    occurrences = read_units(article, record, rules, spans).occurrences
    if not names:
        return occurrences
    return [o._replace(term=names.get((article.doc_id, o.entity), o.term)) for o in occurrences]


def join_expressions(words: Sequence[Word], expressions: PatternSet, plain: str) -> list[Word]:
    """Return the words with each multi-word expression as one word; of overlapping ones the longest."""
    joined = list(words)
    for match in reversed(longest_disjoint(expressions.find(words))):
        first, last = words[match.first], words[match.last - 1]
        form = " ".join(plain[first.start : last.end].split())
        lemma = form if first.lemma[:1].isupper() else form.lower()
        merged = first._replace(end=last.end, form=form, lemma=lemma, pos=last.pos, last=last.last)
        joined[match.first : match.last] = [merged]
    return joined


def _occurrences(tokens: Tokens, rules: UnitRules, words: Sequence[Word]) -> Iterable[Occurrence]:
    match rules.unit:
        case "word":
            return (Occurrence(w.form, w.start, w.end, w.pos) for w in words if not rules.stops.stops(w))
        case "lower":
            return (
                Occurrence(w.form.lower(), w.start, w.end, w.pos) for w in words if not rules.stops.stops(w)
            )
        case "lemma":
            return (Occurrence(w.lemma, w.start, w.end, w.pos) for w in words if not rules.stops.stops(w))
        case "ngram":
            return _skipgrams(words, rules.n, 0, rules.stops)
        case "skipgram":
            return _skipgrams(words, rules.n, rules.skip, rules.stops)
        case "noun_phrase":
            return _noun_phrases(tokens, words, rules.stops)
        case "dictionary":
            return _dictionary_matches(words, rules.dictionary)
    return ()


def _runs(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """Yield the stretches of words of one sentence that no punctuation parts."""
    start = 0
    for i in range(1, len(words) + 1):
        if i == len(words) or not words[i].follows or words[i].sentence != words[i - 1].sentence:
            yield words[start:i]
            start = i


def _skipgrams(words: Sequence[Word], n: int, skip: int, stops: StopList) -> Iterator[Occurrence]:
    """Yield the sequences of `n` words with at most `skip` left out in all (Guthrie et al. 2006, §2).

    Made of words, not of tokens as textacy's are, so that *follow-up talks* is a bigram.
    """
    for run in _runs(words):
        for first, word in enumerate(run):
            if stops.stops(word):
                continue
            window = range(first + 1, min(first + n + skip, len(run)))
            for following in combinations(window, n - 1):
                if n > 1 and stops.stops(run[following[-1]]):
                    continue
                chosen = [word, *(run[i] for i in following)]
                yield Occurrence(" ".join(w.form.lower() for w in chosen), word.start, chosen[-1].end, "")


def _noun_phrases(tokens: Tokens, words: Sequence[Word], stops: StopList) -> Iterator[Occurrence]:
    """Yield the parser's noun chunks without determiners and stop words at their edges.

    The phrase's words are in lower case but for names, its last word reduced to its lemma.
    """
    by_token = {i: index for index, word in enumerate(words) for i in range(word.first, word.last)}
    for first, end in tokens.noun_chunks:
        inside = sorted({by_token[i] for i in range(first, end) if i in by_token})
        phrase = [words[i] for i in inside]
        while phrase and (stops.stops(phrase[0]) or phrase[0].pos in {"DET", "PRON"}):
            phrase.pop(0)
        while phrase and (stops.stops(phrase[-1]) or phrase[-1].pos == "PRON"):
            phrase.pop()
        if phrase:
            *others, head = phrase
            term = " ".join([*(_case(w) for w in others), head.lemma])
            yield Occurrence(term, phrase[0].start, head.end, "")


def _case(word: Word) -> str:
    return word.form if word.lemma[:1].isupper() else word.form.lower()


def _dictionary_matches(words: Sequence[Word], dictionary: TermDictionary | None) -> Iterator[Occurrence]:
    """Yield each category's matches; of one category's matches that overlap, the longest."""
    if dictionary is None:
        return
    matches = list(dictionary.patterns.find(words))
    for category in dictionary.categories:
        category_matches = [m for m in matches if dictionary.category_of[m.pattern] == category]
        for match in longest_disjoint(category_matches):
            yield Occurrence(category, words[match.first].start, words[match.last - 1].end, "")


def check_unit(unit: str) -> None:
    """Raise a `DatelineError` where a unit is not one of `UNITS`."""
    if unit not in UNITS:
        raise DatelineError(f"unit: {unit!r} is not known; allowed are {', '.join(UNITS)}.")


def tag_name(unit: str) -> str | None:
    """Return the column that a unit's tags go to, or None where it has none."""
    names: Mapping[str, str] = {"word": "pos", "lower": "pos", "lemma": "pos", "entity": "kind"}
    return names.get(unit)
