"""What is a quote attribution? The one shape that every way of finding attributions gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from analysis.text import Spans

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from analysis.corpus import Article

Kind = Literal["direct", "mixed", "indirect"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution: what is said (content), the words that say so (cue) and who says it (source).

    Spans are ``(start, end)`` in Unicode code points into ``article.text``; each role's spans are in the
    order of the text and do not overlap. Following PolNeAR (Newell et al. 2018), content includes its
    quotation marks and a full stop or comma that stands inside them; the source is the whole noun phrase
    with its title and apposition; the cue is the verb group with its auxiliaries and negation.
    ``cue_spans`` and ``source_spans`` are empty where the text names none. ``kind`` is ``direct`` where
    the content is wholly in quotation marks, ``mixed`` where partly, ``indirect`` where not at all.
    ``confidence`` is in [0, 1].
    """

    content_spans: Spans
    cue_spans: Spans
    source_spans: Spans
    kind: Kind
    confidence: float


class Finder(Protocol):
    """A way of finding attributions: reads an article with its parse, gives attributions in text order."""

    def __call__(self, article: Article, doc: Doc) -> list[Attribution]: ...
