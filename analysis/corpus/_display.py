"""Show a corpus and an article in a notebook and in a terminal."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from markupsafe import Markup

from analysis._display import MOST_ROWS, facts, fold, table, view
from analysis._terminal import escape_controls
from analysis.corpus._words import count_running_words
from analysis.text import counted, shorten

if TYPE_CHECKING:
    import pandas as pd

    from analysis.corpus._model import Article, Corpus, Section

#: Paragraphs of an article that are shown before the fold.
_UNFOLDED_PARAGRAPHS = 4

# Reasons that a sentence names; the files of the others are counted together.
_REASONS_NAMED = 5

#: Characters of an article that a display holds; the text itself has all.
_MOST_CHARACTERS = 40_000

#: Maximum number of articles whose words are counted for a display; counting more is too slow.
_MOST_COUNTED = 2_000


def describe_article(article: Article) -> str:
    """Return an article in a line."""
    details = [f"“{shorten(article.title, 60)}”" if article.title else "", article.outlet or ""]
    details += [str(article.published or "undated"), _word_count(article)]
    return escape_controls(f"<Article {article.doc_id}: {', '.join(fact for fact in details if fact)}>")


def show_article(article: Article) -> str:
    """Return an article as HTML: title, facts, first paragraphs, and the rest folded.

    What is not body is set apart and named (title, byline, boilerplate, correction …).
    """
    published = article.published or "undated"
    paragraphs = len(article.paragraphs())
    length = f"{_word_count(article)} in {counted(paragraphs, 'paragraph')}"
    parts = [
        Markup('<p class="dl-title">{}</p>').format(article.title or article.doc_id),
        facts((article.title and article.doc_id, article.outlet, published, article.byline, length)),
    ]
    body_paragraphs, fold_start = 0, len(article.sections)
    for index, section in enumerate(article.sections):
        if section.kind == "body":
            body_paragraphs += 1
        if body_paragraphs > _UNFOLDED_PARAGRAPHS:
            fold_start = index
            break
    parts += [_paragraph(article, section) for section in article.sections[:fold_start]]
    if article.sections[fold_start:]:
        parts.append(_rest(article, article.sections[fold_start:]))
    return view(*parts)


def _rest(article: Article, sections: tuple[Section, ...]) -> Markup:
    displayed = [section for section in sections if section.start < _MOST_CHARACTERS]
    parts = [_paragraph(article, section) for section in displayed]
    omitted = len(sections) - len(displayed)
    if omitted:
        parts.append(
            Markup('<p class="dl-note">{} in its text.</p>').format(counted(omitted, "more paragraph"))
        )
    return fold("The rest", counted(len(sections), "paragraph"), *parts)


def _paragraph(article: Article, section: Section) -> Markup:
    text = article.text[section.start : min(section.end, section.start + _MOST_CHARACTERS)]
    if section.kind == "body":
        return Markup("<p>{}</p>").format(text)
    return Markup('<p class="dl-aside"><span class="dl-kind">{}</span>{}</p>').format(section.kind, text)


def describe_corpus(corpus: Corpus) -> str:
    """Return a corpus in a line."""
    return f"<Corpus of {', '.join(_facts(corpus))}>"


def show_corpus(corpus: Corpus) -> str:
    """Return a corpus as HTML: how much it holds, its first articles, what was left out and what is doubtful."""
    articles = corpus.articles[:MOST_ROWS]
    rows = [(a.doc_id, _title(a), a.outlet, a.published, count_running_words(a)) for a in articles]
    heads = ("doc_id", "title", "outlet", "published", "words")
    parts = [facts(_facts(corpus)), table(heads, rows, total=len(corpus))]
    for frame, heading in ((corpus.rejected, "Left out"), (corpus.warnings, "Read with a warning")):
        if len(frame):
            parts.append(fold(heading, f"{len(frame):,}", _listing(frame), opened=len(frame) <= MOST_ROWS))
    return view(*parts)


def _facts(corpus: Corpus) -> list[str]:
    outlets = len({article.outlet for article in corpus if article.outlet})
    details = [counted(len(corpus), "article")]
    if len(corpus) <= _MOST_COUNTED:
        details.append(_word_count(*corpus))
    details.append(counted(outlets, "outlet") if outlets else "outlets unknown")
    details.append(_dates([article.published for article in corpus]))
    details.append(f"{len(corpus.rejected):,} left out")
    return [*details, f"{len(corpus.warnings):,} with a warning"]


def _dates(days: list[date | None]) -> str:
    dated = sorted(day for day in days if day is not None)
    if not dated:
        return "undated"
    first, last = str(dated[0]), str(dated[-1])
    span = first if first == last else f"{first} to {last}"
    undated = len(days) - len(dated)
    return f"{span} ({undated:,} undated)" if undated else span


def _title(article: Article) -> str | Markup:
    """Return the title, or in italics the first words of the text where no title is known."""
    if article.title:
        return article.title
    first = article.text[article.body_spans[0][0] :][:400] if article.body_spans else article.text[:400]
    return Markup("<em>{}</em>").format(shorten(first, 60))


def _listing(frame: pd.DataFrame) -> Markup:
    rows = [tuple(row) for row in frame.head(MOST_ROWS).itertuples(index=False)]
    return table([str(name) for name in frame.columns], rows, total=len(frame))


def _word_count(*articles: Article) -> str:
    return counted(sum(count_running_words(article) for article in articles), "word")


def describe_reasons(reasons: pd.Series[str]) -> str:
    """Return how many files there are of each of the five commonest reasons, and of all others, as a clause.

    Args:
        reasons: A reason a file, as in `Corpus.rejected` or `Corpus.warnings`.

    Example:
        >>> describe_reasons(pd.Series(["the file is empty", "row 2 is empty", "row 7 is empty"]))
        '2 × “row … is empty”; 1 × “the file is empty”'
    """
    # What is quoted or counted in a reason differs from file to file, and is the same reason.
    kinds = reasons.str.replace(r"'.*?'|\"[^\"]*\"|“[^”]*”|\b\d[\d,]*", "…", regex=True).value_counts()
    ranked = sorted(
        ((int(number), str(kind)) for kind, number in kinds.items()), key=lambda pair: (-pair[0], pair[1])
    )
    named = [f"{number:,} × “{kind}”" for number, kind in ranked[:_REASONS_NAMED]]
    if remaining := sum(number for number, _ in ranked[_REASONS_NAMED:]):
        named.append(f"{remaining:,} for other reasons")
    return "; ".join(named)
