"""The parse of an article as plain columns, one value a token: read in a fraction of the time of spaCy's objects."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.annotation._records import Step
from analysis.corpus import Article
from analysis.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as SpacySpan


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of an article's parse by index, in columns, and its phrases as ranges of tokens.

    Attributes:
        starts: Offset of each token's first character; `ends` of the one behind its last.
        lemmas: Lemmas as the parser gives them.
        pos, tags: Coarse and fine parts of speech.
        deps: Dependency relations; `heads` the index of each token's head, a root's own.
        sentences: Number of each token's sentence.
        entity_types: The recogniser's label of each token, "" outside of names.
        entities: The recognised entities as (first token, end token, label).
        trimmed_entities: The same without a leading determiner, as textacy gives them.
        noun_chunks: Noun chunks without a leading determiner, as textacy gives them.
    """

    starts: list[int]
    ends: list[int]
    lemmas: list[str]
    pos: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    sentences: list[int]
    entity_types: list[str]
    entities: list[tuple[int, int, str]]
    trimmed_entities: list[tuple[int, int, str]]
    noun_chunks: list[Span]

    def __len__(self) -> int:
        return len(self.starts)

    def span(self, first: int, end: int) -> Span:
        """Return the offsets of tokens `first` to `end`, which is not included."""
        return self.starts[first], self.ends[end - 1]


def tokens_of(doc: Doc) -> Tokens:
    """Return the columns of a parse, once for all steps that read it.

    Example:
        >>> article, doc = annotated.get(doc_ids[0])
        >>> tokens = tokens_of(doc)
        >>> article.text[slice(*tokens.span(0, 4))], tokens.pos[:2]
        ('South Korea and the', ['PROPN', 'PROPN'])
    """
    if "tokens" not in doc.user_data:
        doc.user_data["tokens"] = _columns(doc)
    columns: Tokens = doc.user_data["tokens"]
    return columns


def _columns(doc: Doc) -> Tokens:
    from textacy.extract.basics import entities, noun_chunks

    tokens = list(doc)
    trimmed = entities(doc, drop_determiners=True)
    chunks = noun_chunks(doc, drop_determiners=True) if doc.has_annotation("DEP") else ()
    sentences: Iterable[SpacySpan] = doc.sents if doc.has_annotation("SENT_START") else [doc[:]]
    return Tokens(
        starts=[token.idx for token in tokens],
        ends=[token.idx + len(token) for token in tokens],
        lemmas=[token.lemma_ for token in tokens],
        pos=[token.pos_ for token in tokens],
        tags=[token.tag_ for token in tokens],
        deps=[token.dep_ for token in tokens],
        heads=[token.head.i for token in tokens],
        sentences=[number for number, sentence in enumerate(sentences) for _ in sentence],
        entity_types=[token.ent_type_ for token in tokens],
        entities=[(entity.start, entity.end, entity.label_) for entity in doc.ents],
        trimmed_entities=[(entity.start, entity.end, entity.label_) for entity in trimmed],
        noun_chunks=[(chunk.start, chunk.end) for chunk in chunks],
    )


def _read(_: Article, doc: Doc) -> Tokens:
    return tokens_of(doc)


#: The columns of each article's parse.
TOKENS = Step("tokens", _read, Tokens, code=("annotation",))
