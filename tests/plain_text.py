"""An article in the fewest words that passages take: a name, and a text that is all body."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """An article that is all body."""

    doc_id: str
    text: str

    @property
    def body_spans(self) -> tuple[tuple[int, int], ...]:
        """The whole text."""
        return ((0, len(self.text)),)
