"""Collect the articles of a corpus; whatever was met ends as an article, a rejection or a warning."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from analysis.corpus._column_aliases import FACTS
from analysis.corpus._dates import parse_date
from analysis.corpus._language_check import find_other_language
from analysis.corpus._model import Article, Corpus
from analysis.corpus._sections import facts_from_text, find_sections
from analysis.corpus.readers._decode import Document, find_damage, is_binary
from analysis.corpus.readers._text_cache import Kept
from analysis.language import ENGLISH, Language
from analysis.schema import TABLES

#: Halves of a character that tables in JSON may hold; no file can be written with them.
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass
class Intake:
    """What has been read so far.

    Attributes:
        language: The articles' language. Those of another are left out unless all are taken; then each is a doubt.
        every_language: Whether all are taken.
        kept: What has been taken out of files before; None where nothing is kept.
        articles: Those that are in.
        rejected: Where it was found, and why it is not in.
        warnings: Where it was found, and what to check.
        sources: Each identifier that was met to where that was.
    """

    language: Language = ENGLISH
    every_language: bool = False
    kept: Kept | None = None
    articles: list[Article] = field(default_factory=list)
    rejected: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[tuple[str, str]] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)

    def add(self, doc_id: str, source: str, document: Document, facts: Mapping[str, str]) -> bool:
        """Add one article, or say why not; return whether it is in.

        Args:
            doc_id: Its identifier.
            source: Where it was found: path in the corpus, or table and row.
            document: Its text, and what its file knows of it.
            facts: What a table says of it, which goes before what the file and the text say.
        """
        if doc_id in self.sources:
            first = self.sources[doc_id]
            self.rejected.append((source, f"same name as {first}; rename one, since names identify articles"))
            return False
        self.sources[doc_id] = source
        text = _SURROGATE.sub("\ufffd", document.text)
        other = find_other_language(text, self.language)
        foreign = other is not None and other[1]
        reason = _why_not(text) or (other[0] if other and foreign and not self.every_language else None)
        if reason:
            self.rejected.append((source, reason))
            return False
        doubts = [*document.doubts, *find_damage(text)]
        if other and foreign:
            doubts.append(f"{other[0]}; kept as asked, so doubt its lemmas, names and quotations")
        elif other and not self.every_language:
            doubts.append(other[0])
        article, unclear = _make_article(doc_id, source, text, document, facts, self.language)
        if unclear:
            doubts.append(
                f"its header says {unclear}, which may be either of two days; undated until a table says"
            )
        self.warnings.extend((source, doubt) for doubt in doubts)
        self.articles.append(article)
        return True

    def finish(self) -> Corpus:
        """Return the corpus, in the order of the articles' identifiers."""
        reasons: dict[str, list[str]] = {}
        for file, reason in sorted(set(self.rejected)):
            reasons.setdefault(file, []).append(reason)
        rejected = [(file, "; ".join(said)) for file, said in reasons.items()]
        return Corpus(
            articles=tuple(sorted(self.articles, key=lambda article: article.doc_id)),
            rejected=TABLES["rejected"].frame(rejected),
            warnings=TABLES["warnings"].frame(sorted(set(self.warnings))),
            language=self.language,
        )


def _why_not(text: str) -> str | None:
    if not text.strip():
        return "empty"
    return "not text (it holds control characters)" if is_binary(text) else None


def _make_article(
    doc_id: str, source: str, text: str, document: Document, facts: Mapping[str, str], language: Language
) -> tuple[Article, str | None]:
    """Return the article, and the date that its text gives where nobody can tell the day."""
    known = {**document.facts, **facts}
    sections = find_sections(text, known.get("title"), language=language)
    own = facts_from_text(text, sections, language=language)
    # A date that cannot be read leaves the article undated: another one might not be what was meant.
    published = parse_date(known["published"]) if "published" in known else own.get("published")
    title, byline = known.get("title") or own.get("title"), known.get("byline") or own.get("byline")
    article = Article(
        doc_id=doc_id,
        text=text,
        sections=sections,
        title=str(title) if title else None,
        outlet=known.get("outlet"),
        published=published if isinstance(published, date) else None,
        byline=str(byline) if byline else None,
        url=known.get("url"),
        metadata={key: value for key, value in sorted(facts.items()) if key not in FACTS},
        file=source,
        encoding=document.encoding,
        language=language,
    )
    return article, published if isinstance(published, str) else None
