"""The words and names of each article as records that are computed once and kept: what all terms are made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from analysis.annotation import Step, Tokens, tokens_of
from analysis.corpus import Article, Hyphens, count_running_words
from analysis.terms.tokens._named_entities import NamedMention, find_names
from analysis.terms.tokens._words import Word, body_words, split_text
from analysis.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

Contractions = Literal["join", "split"]

#: Words that MTLD needs before it means something (McCarthy and Jarvis 2010 test texts from 100 words).
MIN_WORDS = 100


@dataclass(frozen=True, slots=True)
class WordColumns:
    """Words as columns of numbers and one list of strings: a fifth of the time to read, and each string held once."""

    strings: list[str]
    starts: list[int]
    ends: list[int]
    forms: list[int]
    lemmas: list[int]
    pos: list[int]
    firsts: list[int]
    lasts: list[int]
    sentences: list[int]
    follows: list[bool]

    @classmethod
    def of(cls, words: Sequence[Word]) -> WordColumns:
        """Return the columns of some words."""
        strings: dict[str, int] = {}

        def number(string: str) -> int:
            return strings.setdefault(string, len(strings))

        columns = zip(
            *((w.start, w.end, *map(number, (w.form, w.lemma, w.pos)), *w[5:]) for w in words), strict=True
        )
        values = [list(column) for column in columns] or [[] for _ in Word._fields]
        return cls(list(strings), *values)

    def words(self) -> list[Word]:
        """Return the words."""
        named = self.strings.__getitem__
        columns = (
            self.starts,
            self.ends,
            map(named, self.forms),
            map(named, self.lemmas),
            map(named, self.pos),
        )
        return list(
            map(Word._make, zip(*columns, self.firsts, self.lasts, self.sentences, self.follows, strict=True))
        )


@dataclass(frozen=True, slots=True)
class WordRecord:
    """The words and names of one article's body.

    Attributes:
        tokens: The parse.
        joined: The words as written, compounds whole; `split` with contractions as one word a part.
        running: Number of running words.
        names: The named entities and other names.
        mtld: The measure of textual lexical diversity; None where there are fewer than `MIN_WORDS` words.
    """

    tokens: Tokens
    joined: WordColumns
    split: WordColumns
    running: int
    names: list[NamedMention]
    mtld: float | None

    def words(
        self,
        article: Article,
        *,
        hyphens: Hyphens = "compounds",
        contractions: Contractions = "join",
        spans: Sequence[Span] | None = None,
    ) -> list[Word]:
        """Return the words as `body_words` does, from what is kept where the options are the usual ones."""
        if hyphens == "compounds" and spans is None:
            return (self.split if contractions == "split" else self.joined).words()
        return body_words(article, self.tokens, hyphens=hyphens, contractions=contractions, spans=spans)

    def running_words(
        self, article: Article, *, hyphens: Hyphens = "compounds", spans: Sequence[Span] | None = None
    ) -> int:
        """Return the number of running words as `count_running_words` does, likewise."""
        if hyphens == "compounds" and spans is None:
            return self.running
        return count_running_words(article, spans, hyphens=hyphens)


def _read(article: Article, doc: Doc) -> WordRecord:
    tokens = tokens_of(doc)
    return WordRecord(
        tokens,
        WordColumns.of(body_words(article, tokens)),
        WordColumns.of(body_words(article, tokens, contractions="split")),
        count_running_words(article),
        find_names(article, doc, tokens),
        _measure_diversity(article, doc),
    )


def _measure_diversity(article: Article, doc: Doc) -> float | None:
    from spacy.tokens import Doc as SpacyDoc
    from textacy.text_stats.diversity import mtld

    forms = [form.lower() for form in split_text(article.text, article.body_spans, language=article.language)]
    return float(mtld(SpacyDoc(doc.vocab, words=forms))) if len(forms) >= MIN_WORDS else None


#: The words and names of each article.
WORDS = Step(
    "words", _read, WordRecord, code=("text", "language", "corpus", "annotation", "entities", "terms/tokens")
)
