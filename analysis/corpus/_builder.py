"""Build a corpus article by article; every file or row ends as an article, a rejection or a warning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from analysis.corpus._column_aliases import ALIASES, FACTS
from analysis.corpus._dates import parse_date
from analysis.corpus._language_check import find_other_language
from analysis.corpus._model import Article, Corpus
from analysis.corpus._sections import facts_from_text, find_paywall, find_sections
from analysis.corpus.collections._suspects import describe_suspects
from analysis.corpus.inference._facts import infer_facts
from analysis.corpus.inference._outlets import unify_outlets
from analysis.corpus.inference._repetition import mark_repeated
from analysis.corpus.readers._decode import Document, find_damage, is_binary, printable_field, replace_halves
from analysis.corpus.readers._text_cache import TextCache
from analysis.language import ENGLISH, Language
from analysis.schema import TABLES
from analysis.text import shorten

#: Longest article in characters, three times the longest that magazines print: a parse takes 3 kB of memory for each.
LONGEST_ARTICLE = 500_000
#: Longest title, outlet or byline in characters, twice the longest headline with its deck.
LONGEST_FACT = 500


@dataclass
class CorpusBuilder:
    """The articles, rejections and warnings of a corpus that is being read.

    Attributes:
        language: The articles' language. Those of another are left out unless all are taken; then each is a doubt.
        every_language: Whether all are taken.
        cache: The texts taken out of files before; None where nothing is kept.
        infer: Whether titles, dates and outlets are inferred from what first lines and file names have in common.
        articles: Those that are in.
        rejected: Source and reason of each file or row that was left out.
        warnings: Source of an article, and what to check in it.
        sources: Each identifier to the source where it was first read.
        numbers: Each database's identifier of an article, with the database, to the source where it was first read.
        columns: Table, fact and column of each column of a table that was taken for a fact.
    """

    language: Language = ENGLISH
    every_language: bool = False
    cache: TextCache | None = None
    infer: bool = True
    articles: list[Article] = field(default_factory=list)
    rejected: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[tuple[str, str]] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    numbers: dict[tuple[str, str], str] = field(default_factory=dict)
    columns: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, doc_id: str, source: str, document: Document, facts: Mapping[str, str]) -> bool:
        """Add an article or a rejection; return whether the article was added.

        Args:
            doc_id: Its identifier.
            source: Where it was found: path in the corpus, or table and row.
            document: Its text, and the facts that its file gives.
            facts: The facts that a table gives, which take precedence over those of the file and the text.
        """
        if first := self._first_copy(source, document):
            self.rejected.append((source, f"the same article of the database as {first}; it is read once"))
            return False
        if doc_id in self.sources:
            first = self.sources[doc_id]
            self.rejected.append((source, f"same name as {first}; rename one, since names identify articles"))
            return False
        self.sources[doc_id] = source
        text = replace_halves(document.text)
        verdict = find_other_language(text, self.language)
        foreign = verdict is not None and verdict[1]
        reason = _rejection_reason(text) or (
            verdict[0] if verdict and foreign and not self.every_language else None
        )
        if reason:
            self.rejected.append((source, reason))
            return False
        doubts = [*document.doubts, *find_damage(text)]
        if verdict and foreign:
            doubts.append(f"{verdict[0]}; kept as asked, but its lemmas, names and quotations may be wrong")
        elif verdict and not self.every_language:
            doubts.append(verdict[0])
        stated = {key: printable_field(value) for key, value in {**document.facts, **facts}.items()}
        doubts += _cut_long_facts(stated)
        article, ambiguous_date = _make_article(doc_id, source, text, document, stated, self.language)
        if ambiguous_date:
            doubts.append(
                f"its header says {ambiguous_date}, which may be either of two days; undated until a table says"
            )
        body = [text[start:end] for start, end in article.paragraphs()]
        if suspect := describe_suspects(body):
            doubts.append(suspect)
        if offer := find_paywall(article.text, article.sections, language=self.language):
            doubts.append(
                f"it ends in an offer to subscribe ({shorten(offer, 60)}); check that the rest is there"
            )
        self.warnings.extend((source, doubt) for doubt in doubts)
        self.articles.append(article)
        return True

    def _first_copy(self, source: str, document: Document) -> str | None:
        """Return where an article of the same number of the same database was read before."""
        number = document.facts.get("database_id")
        if not number:
            return None
        key = (document.facts.get("database", ""), number)
        first = self.numbers.setdefault(key, source)
        return None if first == source else f"{first} ({key[0]} {number})".replace("( ", "(")

    def note_columns(self, table: str, names: Mapping[str, str]) -> None:
        """Keep which column of a table was taken for which fact."""
        self.columns += [
            (table, "doc_id" if name == "file" else name, names[name]) for name in ALIASES if name in names
        ]

    def finish(self) -> Corpus:
        """Return the corpus, in the order of the articles' identifiers."""
        articles, doubts = infer_facts(self.articles) if self.infer else (self.articles, [])
        reasons: dict[str, list[str]] = {}
        for file, reason in sorted(set(self.rejected)):
            reasons.setdefault(file, []).append(reason)
        rejected = [(file, "; ".join(clauses)) for file, clauses in reasons.items()]
        articles, renamed = unify_outlets(articles)
        articles, repeated = mark_repeated(articles)
        return Corpus(
            articles=tuple(sorted(articles, key=lambda article: article.doc_id)),
            rejected=TABLES["rejected"].frame(rejected),
            warnings=TABLES["warnings"].frame(sorted({*self.warnings, *doubts, *renamed, *repeated})),
            language=self.language,
            columns=TABLES["columns"].frame(self.columns),
        )


def _rejection_reason(text: str) -> str | None:
    if not text.strip():
        return "empty"
    if len(text) > LONGEST_ARTICLE:
        return f"{len(text):,} characters, more than an article has ({LONGEST_ARTICLE:,}); split it into its articles"
    return "not text (it holds control characters)" if is_binary(text) else None


def _cut_long_facts(stated: dict[str, str]) -> list[str]:
    """Cut the facts that are too long for a page, in place, and return what to check."""
    doubts = []
    for fact in ("title", "outlet", "byline"):
        size = len(stated.get(fact, ""))
        if size > LONGEST_FACT:
            stated[fact] = shorten(stated[fact], LONGEST_FACT)
            doubts.append(f"its {fact} has {size:,} characters and is cut; check that it is one")
    return doubts


def _make_article(
    doc_id: str, source: str, text: str, document: Document, stated: Mapping[str, str], language: Language
) -> tuple[Article, str | None]:
    """Return the article with the facts stated of it, and the date in its text where that is ambiguous."""
    sections = document.sections or find_sections(
        text, stated.get("title"), layout=document.layout, language=language
    )
    # Where the format says what each paragraph is, it gives the facts too, and a day in a field is another's.
    inferred = {} if document.sections else facts_from_text(text, sections, language=language)
    # A date that cannot be read leaves the article undated: another one might not be what was meant.
    published = parse_date(stated["published"]) if "published" in stated else inferred.get("published")
    title, byline = (stated.get(fact) or inferred.get(fact) for fact in ("title", "byline"))
    article = Article(
        doc_id=doc_id,
        text=text,
        sections=sections,
        title=str(title) if title else None,
        outlet=stated.get("outlet"),
        published=published if isinstance(published, date) else None,
        byline=str(byline) if byline else None,
        url=stated.get("url"),
        metadata={key: value for key, value in sorted(stated.items()) if key not in FACTS},
        file=source,
        encoding=document.encoding,
        language=language,
        known_from={
            fact: "metadata" if stated.get(fact) else "text"
            for fact in ("title", "outlet", "published")
            if stated.get(fact) or inferred.get(fact)
        },
    )
    return article, published if isinstance(published, str) else None
