"""Define the attribution, which every finder returns: a content, its cue and its source, as spans of the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, get_args

from analysis.text import Spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from analysis.corpus import Article
    from analysis.text import Span

Kind = Literal["direct", "mixed", "indirect"]
KINDS: tuple[Kind, ...] = get_args(Kind)

#: Separator of the parts of a role that has several spans.
JOINT = " … "


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution: what is reported (content), the words that report it (cue) and the speaker (source).

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
    """A function that returns the attributions of an article, given with its parse, in text order."""

    def __call__(self, article: Article, doc: Doc) -> list[Attribution]: ...


def words_of(text: str, spans: Sequence[Span]) -> str:
    """Return the words of a role, the parts that stand in several places joined by " … "."""
    return JOINT.join(text[start:end] for start, end in spans)
