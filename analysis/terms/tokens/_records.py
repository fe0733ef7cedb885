"""The words and names of each article as records that are computed once and kept: what all terms are made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from analysis.annotation import Step, Tokens, tokens_of
from analysis.corpus import Article, Hyphens
from analysis.terms.tokens._named_entities import NamedMention, find_names
from analysis.terms.tokens._words import Word, body_words, split_text
from analysis.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

Contractions = Literal["join", "split"]

#: Words that MTLD needs before it means something (McCarthy and Jarvis 2010 test texts from 100 words).
MIN_WORDS = 100


@dataclass(frozen=True, slots=True)
class WordRecord:
    """The words and names of one article's body.

    Attributes:
        tokens: The parse.
        joined: The words as written, compounds whole; `split` with contractions as one word a part.
        names: The named entities and other names.
        mtld: The measure of textual lexical diversity; None where there are fewer than `MIN_WORDS` words.
    """

    tokens: Tokens
    joined: list[Word]
    split: list[Word]
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
            return self.split if contractions == "split" else self.joined
        return body_words(article, self.tokens, hyphens=hyphens, contractions=contractions, spans=spans)


def _read(article: Article, doc: Doc) -> WordRecord:
    tokens = tokens_of(doc)
    return WordRecord(
        tokens,
        body_words(article, tokens),
        body_words(article, tokens, contractions="split"),
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
