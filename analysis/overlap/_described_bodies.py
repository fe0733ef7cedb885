"""Which governments and dated bodies does an article name that no recogniser does? "The Lee administration"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from analysis.corpus import Article
from analysis.entities import ArticleEntities
from analysis.language._bodies import DATED_NOUNS, GOVERNMENT_NOUNS

# "administration" and "government" of one person are one body; "cabinet", "campaign" are each their own.
_GOVERNMENT = re.compile(rf"(?:['’]s)?[ \u00a0](?:own )?({'|'.join(GOVERNMENT_NOUNS)})\b", re.IGNORECASE)
_YEARS = r"(?P<years>(?:19|20)\d\d(?:\s?[-–]\s?(?:(?:19|20)\d\d|\d\d))?)"
_DATED = re.compile(
    rf"\b{_YEARS}(?P<between>(?:[ \u00a0][\w.’'-]+){{0,4}}?)[ \u00a0](?P<noun>{'|'.join(DATED_NOUNS)})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Named:
    """A body as one article names it: `label` with the person's canonical name in place of "{}", if it has one."""

    doc_id: str
    label: str
    aspect: str
    start: int
    end: int
    text: str
    value: str
    person: int = -1

    def name_with(self, names: Mapping[tuple[str, int], str]) -> str | None:
        """Return the body's name across the corpus; None where its person is not known there."""
        if self.person < 0:
            return self.label
        name = names.get((self.doc_id, self.person))
        return None if name is None else self.label.format(name)


def governments(entities: ArticleEntities) -> Iterator[Named]:
    """Yield the governments, cabinets and campaigns that are named after a person, each wording once."""
    article = entities.reading.article
    seen: set[tuple[int, str]] = set()
    for mention in entities.mentions:
        if mention.entity < 0 or mention.kind != "person" or mention.form != "name":
            continue
        # The recogniser takes "Lee administration" now for the person alone, now for both words.
        tail = _GOVERNMENT.match(article.text, mention.end)
        if tail is None or not article.in_body(mention.start, tail.end()):
            continue
        text = article.text[mention.start : tail.end()]
        if (mention.entity, text.lower()) not in seen:
            seen.add((mention.entity, text.lower()))
            noun = GOVERNMENT_NOUNS[tail.group(1).lower()]
            label = f"{{}}’s {noun}"
            yield Named(
                article.doc_id, label, "name", mention.start, tail.end(), text, noun, person=mention.entity
            )


def dated_bodies(article: Article) -> Iterator[Named]:
    """Yield the bodies and agreements known by their years ("the 2018 working group"), each wording once."""
    seen: set[str] = set()
    for match in _DATED.finditer(article.text):
        start, end = match.span()
        text = article.text[start:end]
        if text.lower() in seen or not article.in_body(start, end):
            continue
        seen.add(text.lower())
        years = re.sub(r"\s", "", match["years"]).replace("–", "-")
        noun = match["noun"].lower()
        label = f"{years[:4]} {noun}"
        yield Named(article.doc_id, label, "name", start, end, text, noun)
        yield Named(article.doc_id, label, "years", start, start + len(match["years"]), match["years"], years)
