"""The parse of an article as plain lists, with one value for each token.

Access to spaCy's token objects is slow; every later step works on these lists.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from analysis.annotation import tokens_of
from analysis.corpus import normalise
from analysis.language import ENGLISH
from analysis.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from analysis.corpus import Article

_GRAMMAR, _NOUNS, _PEOPLE = ENGLISH.grammar, ENGLISH.nouns, ENGLISH.people

#: Soft hyphens and signs of no width, which web pages put into words.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))

_LONGEST_CLAUSE = 300  # tokens of a clause that are looked at: a bound on time where a text is one sentence


class ParsedArticle:
    """An article's parse as lists by token index.

    Attributes:
        article: The article.
        text: Its text as loaded; all offsets are into it.
        plain: The text with uniform quotation marks, spaces and hyphens, of the same length.
        starts: The offset of each token's first character; `ends` those behind the last.
        words: The tokens as written in `plain`, without invisible signs; `lowers` in lower case.
        lemmas: The lemmas; `tags`, `poses` and `deps` the fine and coarse parts of speech and the relations.
        heads: The index of each token's head; a root is its own head.
        sentences: The number of each token's sentence.
        narrated_sentences: The same, without counting sentences that stand wholly in quotation marks.
        in_body: Whether each token stands in the article's body; `quoted` whether in quotation marks.
        entities: The recogniser's named entities as (first token, end token, label).
        entity_tokens: The tokens of all these; `other_entity_tokens` of those typed as no person.
    """

    def __init__(self, article: Article, doc: Doc) -> None:
        self.article = article
        self.text = article.text
        self.plain = normalise(article.text)
        tokens = tokens_of(doc)
        self.starts, self.ends = tokens.starts, tokens.ends
        spans = zip(self.starts, self.ends, strict=True)
        self.words = [self.plain[start:end].translate(_INVISIBLE) or " " for start, end in spans]
        self.lowers = [word.lower() for word in self.words]
        self.lemmas, self.tags, self.poses = tokens.lemmas, tokens.tags, tokens.pos
        self.deps, self.heads = tokens.deps, tokens.heads
        self.sentences = tokens.sentences
        self.in_body = [article.in_body(s, e) for s, e in zip(self.starts, self.ends, strict=True)]
        self.quoted = _quotation_states(self.plain, self.starts)
        self.narrated_sentences = self._narrated_sentences()
        self.entities = tokens.entities
        self.other_entity_tokens = {
            token
            for first, end, label in self.entities
            for token in range(first, end)
            if label in _GRAMMAR.other_entities
        }
        self.entity_tokens = {t for first, end, _ in self.entities for t in range(first, end)}

    def __len__(self) -> int:
        return len(self.words)

    def _narrated_sentences(self) -> list[int]:
        """Return the number of each token's sentence, not counting sentences wholly in quotation marks."""
        narrated = {
            sentence
            for sentence, quoted, word in zip(self.sentences, self.quoted, self.words, strict=True)
            if not quoted and word[:1].isalpha()
        }
        numbers: list[int] = []
        number, previous = 0, -1
        for sentence in self.sentences:
            if sentence != previous:
                number, previous = number + (sentence in narrated), sentence
            numbers.append(number)
        return numbers

    @cached_property
    def children(self) -> list[list[int]]:
        """The children of each token, in order."""
        children: list[list[int]] = [[] for _ in self.words]
        for token, head in enumerate(self.heads):
            if head != token:
                children[head].append(token)
        return children

    def child(self, token: int, relations: frozenset[str]) -> int | None:
        """Return the first child in one of the relations, or None."""
        return next((child for child in self.children[token] if self.deps[child] in relations), None)

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
        """Return whether a noun is plural by its tag; nouns of two words count as singular."""
        return self.tags[token] in _GRAMMAR.plural_nouns and token not in self._phrases

    def noun(self, token: int) -> str:
        """Return a noun's lemma in lower case: plural names without their -s, a noun of two words whole."""
        if token in self._phrases:
            return self._phrases[token]
        lemma = self.lemmas[token].lower()
        plural = self.tags[token] in _GRAMMAR.plural_names
        return ENGLISH.words.singular_of_name(lemma) if plural else lemma

    @cached_property
    def _phrases(self) -> dict[int, str]:
        """The nouns of two words ("chargé d'affaires"), by each of their tokens; where two overlap the first."""
        phrases: dict[int, str] = {}
        for first, pair in enumerate(pairwise(self.lowers)):
            if (phrase := " ".join(pair)) in _NOUNS.phrases:
                phrases = {first: phrase, first + 1: phrase} | phrases
        return phrases

    def is_subject(self, token: int) -> bool:
        """Return whether the noun phrase at `token` is a subject, or a conjunct of one."""
        while self.deps[token] in _GRAMMAR.conjuncts and self.heads[token] != token:
            token = self.heads[token]
        return self.deps[token] in _GRAMMAR.subjects

    def speaks(self, token: int) -> bool:
        """Return whether the noun phrase at `token` is the subject of a verb of speech."""
        if self.deps[token] in _GRAMMAR.appositions:
            token = self.heads[token]
        subject = self.deps[token] in _GRAMMAR.active_subjects
        return subject and self.lemmas[self.heads[token]].lower() in _PEOPLE.reporting_verbs

    def relative_antecedent(self, pronoun: int) -> int | None:
        """Return the noun that the clause of a relative pronoun modifies, or None."""
        if self.lowers[pronoun] not in _PEOPLE.relatives:
            return None
        verb = pronoun
        while self.deps[verb] not in _GRAMMAR.relative_clauses:
            if self.heads[verb] == verb:
                return None
            verb = self.heads[verb]
        return self.heads[verb]

    def governed(self, token: int) -> list[int]:
        """Return the tokens whose names cannot corefer with the subject or object at `token`.

        These are the rest of its clause and the clauses that its verb governs, without coordinated, relative and
        adverbial clauses, in which coreference is free.
        """
        verb, relation = self.heads[token], self.deps[token]
        if relation not in _GRAMMAR.arguments or verb == token:
            return []
        return sorted(self._below(verb, [child for child in self.children[verb] if child > token]))

    def _below(self, verb: int, stack: list[int]) -> list[int]:
        """Return the tokens of some phrases of a verb and of all they govern, without free clauses."""
        tokens: list[int] = []
        while stack and len(tokens) < _LONGEST_CLAUSE:
            token = stack.pop()
            relation = self.deps[token]
            if relation in _GRAMMAR.describing_clauses or relation in _GRAMMAR.insertions:
                continue
            coordinated = relation in _GRAMMAR.conjuncts and self.heads[token] == verb
            if coordinated and self.child(token, _GRAMMAR.noun_subjects) is not None:
                continue
            tokens.append(token)
            stack.extend(self.children[token])
        return tokens

    def shown(self, start: int, end: int) -> str:
        """Return the text of a span on one line, without invisible signs."""
        return " ".join(self.text[start:end].translate(_INVISIBLE).split())

    def span(self, first: int, last: int) -> Span:
        """Return the offsets of tokens `first` to `last`, both included."""
        return self.starts[first], self.ends[last]

    def tokens_of(self, span: Span) -> Span:
        """Return the tokens [first, end) of a span that begins and ends with a token."""
        return bisect_left(self.starts, span[0]), bisect_right(self.ends, span[1])


def _quotation_states(plain: str, starts: list[int]) -> list[bool]:
    """Return for each token whether it stands in double quotation marks, counted line by line."""
    states: list[bool] = []
    inside, previous = False, 0
    for start in starts:
        for character in plain[previous:start]:
            if character == "\n":
                inside = False
            elif character == '"':
                inside = not inside
        previous = start
        states.append(inside)
    return states
