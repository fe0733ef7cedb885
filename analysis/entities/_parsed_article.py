"""What does the parse say of each token? The parse of an article as plain lists, read once.

spaCy's tokens are views that are slow to ask again and again; every later step works on these lists.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from analysis.corpus import normalise
from analysis.language import ENGLISH
from analysis.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from analysis.corpus import Article

_GRAMMAR, _NOUNS, _PEOPLE = ENGLISH.grammar, ENGLISH.nouns, ENGLISH.people


@dataclass(slots=True)
class _Columns:
    """The lists behind a Reading; index = token number."""

    words: list[str]
    lowers: list[str]
    lemmas: list[str]
    tags: list[str]
    poses: list[str]
    deps: list[str]
    heads: list[int]
    starts: list[int]
    ends: list[int]


class Reading:
    """An article's parse as lists by token number, with sentence numbers, quotation state and body flags."""

    def __init__(self, article: Article, doc: Doc) -> None:
        self.article = article
        self.text = article.text
        self.plain = normalise(article.text)
        columns = _columns(doc, self.plain)
        self.words, self.lowers, self.lemmas = columns.words, columns.lowers, columns.lemmas
        self.tags, self.poses, self.deps = columns.tags, columns.poses, columns.deps
        self.heads, self.starts, self.ends = columns.heads, columns.starts, columns.ends
        self.sentences = _sentence_numbers(doc)
        self.in_body = [article.in_body(s, e) for s, e in zip(self.starts, self.ends, strict=True)]
        self.quoted = _quotation_states(self.plain, self.starts)
        self.told = self._told_sentences()
        self.entities = [(e.start, e.end, e.label_) for e in doc.ents]
        self.typed_otherwise = {
            token
            for first, end, label in self.entities
            for token in range(first, end)
            if label in _GRAMMAR.other_entities
        }
        self.entity_tokens = {t for first, end, _ in self.entities for t in range(first, end)}

    def __len__(self) -> int:
        return len(self.words)

    def _told_sentences(self) -> list[int]:
        """Number each token's sentence, passing over sentences that stand wholly in quotation marks."""
        own = {
            sentence
            for sentence, quoted, word in zip(self.sentences, self.quoted, self.words, strict=True)
            if not quoted and word[:1].isalpha()
        }
        ranks: list[int] = []
        rank, last = 0, -1
        for sentence in self.sentences:
            if sentence != last:
                rank, last = rank + (sentence in own), sentence
            ranks.append(rank)
        return ranks

    @cached_property
    def children(self) -> list[list[int]]:
        """Children of each token, in order."""
        found: list[list[int]] = [[] for _ in self.words]
        for token, head in enumerate(self.heads):
            if head != token:
                found[head].append(token)
        return found

    def child(self, token: int, relations: frozenset[str]) -> int | None:
        """Return the first child in one of the relations, or None."""
        return next((c for c in self.children[token] if self.deps[c] in relations), None)

    def left_edge(self, head: int) -> int:
        """Return the first token of the noun phrase whose head is `head`."""
        edge = head
        for child in reversed(self.children[head]):
            if child < head and self.deps[child] in _GRAMMAR.noun_left:
                mark = self.deps[child] in _GRAMMAR.punctuation
                edge = min(edge, child if mark else self.left_edge(child))
        while edge < head and not self.words[edge][:1].isalnum():
            edge += 1
        while edge < head and self.deps[edge] in _GRAMMAR.adverbs and self.heads[edge] == head:
            edge += 1
        return edge

    def is_plural(self, token: int) -> bool:
        """Tell whether a noun is plural by its tag (or its ending, for capitalised nouns)."""
        return self.tags[token] in _GRAMMAR.plural_nouns and self._phrase(token) is None

    def noun(self, token: int) -> str:
        """Return the noun's lemma, lower-cased; capitalised plurals lose their -s, a phrase stays whole."""
        phrase = self._phrase(token)
        if phrase is not None:
            return phrase
        lemma = self.lemmas[token].lower()
        if self.tags[token] in _GRAMMAR.plural_names and lemma.endswith("s"):
            return lemma[:-3] + "y" if lemma.endswith("ies") else lemma[:-1]
        return lemma

    def _phrase(self, token: int) -> str | None:
        """Return the noun of two words ("chargé d'affaires") that a token is one of, or None."""
        pairs = (" ".join(self.lowers[first : first + 2]) for first in (token - 1, token) if first >= 0)
        return next((pair for pair in pairs if pair in _NOUNS.phrases), None)

    def is_subject(self, token: int) -> bool:
        """Tell whether the noun phrase at `token` is a subject, also as a later part of a coordination."""
        while self.deps[token] in _GRAMMAR.conjuncts and self.heads[token] != token:
            token = self.heads[token]
        return self.deps[token] in _GRAMMAR.subjects

    def relative_antecedent(self, pronoun: int) -> int | None:
        """Return the noun that the clause of "who", "which" or "that" belongs to, or None."""
        if self.lowers[pronoun] not in _PEOPLE.relatives:
            return None
        verb = pronoun
        for _ in range(8):
            if self.deps[verb] in _GRAMMAR.relative_clauses:
                return self.heads[verb]
            if self.heads[verb] == verb:
                return None
            verb = self.heads[verb]
        return None

    def governed(self, token: int) -> list[int]:
        """Return the tokens whose names cannot mean the same as the subject or object at `token`.

        These are the rest of its clause and the clauses that its verb reports; but not another clause joined by
        "and", nor a relative clause or an adverbial one, where writers are free.
        """
        verb, relation = self.heads[token], self.deps[token]
        if relation not in _GRAMMAR.arguments or verb == token:
            return []
        return sorted(self._below(verb, [child for child in self.children[verb] if child > token]))

    def quoted_by(self, token: int) -> list[int]:
        """Return the tokens of the quotation before it that the subject at `token` speaks ("…," he said)."""
        verb = self.heads[token]
        if self.deps[token] not in _GRAMMAR.active_subjects or verb == token:
            return []
        clauses = (child for child in self.children[verb] if self.deps[child] in _GRAMMAR.finite_clauses)
        before = [child for child in clauses if child < token]
        return sorted(other for other in self._below(verb, before) if self.quoted[other])

    def _below(self, verb: int, stack: list[int]) -> list[int]:
        """The tokens of these phrases of a verb and of what hangs on them, without free clauses."""
        found = []
        while stack:
            token = stack.pop()
            free = self.deps[token] in _GRAMMAR.describing_clauses | _GRAMMAR.insertions
            subject = self.child(token, _GRAMMAR.noun_subjects)
            other = self.deps[token] in _GRAMMAR.conjuncts and subject is not None
            if free or (other and self.heads[token] == verb):
                continue
            found.append(token)
            stack.extend(self.children[token])
        return found

    def span(self, first: int, last: int) -> Span:
        """Return the offsets of tokens `first` to `last`, both included."""
        return self.starts[first], self.ends[last]


def _columns(doc: Doc, plain: str) -> _Columns:
    columns = _Columns([], [], [], [], [], [], [], [], [])
    for token in doc:
        start = token.idx
        end = start + len(token)
        word = plain[start:end]
        columns.words.append(word)
        columns.lowers.append(word.lower())
        columns.lemmas.append(token.lemma_)
        columns.tags.append(token.tag_)
        columns.poses.append(token.pos_)
        columns.deps.append(token.dep_)
        columns.heads.append(token.head.i)
        columns.starts.append(start)
        columns.ends.append(end)
    return columns


def _sentence_numbers(doc: Doc) -> list[int]:
    numbers: list[int] = []
    for number, sentence in enumerate(doc.sents):
        numbers.extend([number] * len(sentence))
    return numbers


def _quotation_states(plain: str, starts: list[int]) -> list[bool]:
    """Tell for each token whether it stands in double quotation marks, counted line by line."""
    states: list[bool] = []
    inside, at = False, 0
    for start in starts:
        for character in plain[at:start]:
            if character == "\n":
                inside = False
            elif character == '"':
                inside = not inside
        at = start
        states.append(inside)
    return states
