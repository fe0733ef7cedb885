"""Show a corpus and an article in a notebook and in a terminal."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from markupsafe import Markup

from analysis._display import MOST_ROWS, facts, fold, table, view
from analysis.corpus._words import count_running_words
from analysis.text import counted, shorten

if TYPE_CHECKING:
    import pandas as pd

    from analysis.corpus._model import Article, Corpus, Section

#: Paragraphs of an article that are shown before the fold.
_FIRST = 4

# Reasons that a sentence names; the files of the others are counted together.
_REASONS = 5

#: Characters of an article that a display holds; the text itself has all.
_MOST_CHARACTERS = 40_000

#: Articles of a corpus whose words are counted for its display; for more, that would keep the reader waiting.
_MOST_COUNTED = 2_000


def describe_article(article: Article) -> str:
    """Return an article in a line."""
    known = [f"“{shorten(article.title, 60)}”" if article.title else "", article.outlet or ""]
    known += [str(article.published or "undated"), _in_words(article)]
    return f"<Article {article.doc_id}: {', '.join(fact for fact in known if fact)}>"


def show_article(article: Article) -> str:
    """Return an article as HTML: title, facts, first paragraphs, and the rest folded.

    What is not body is set apart and named (title, byline, boilerplate, correction …).
    """
    published = article.published or "undated"
    paragraphs = len(article.paragraphs())
    length = f"{_in_words(article)} in {counted(paragraphs, 'paragraph')}"
    parts = [
        Markup('<p class="dl-title">{}</p>').format(article.title or article.doc_id),
        facts((article.title and article.doc_id, article.outlet, published, article.byline, length)),
    ]
    seen, cut = 0, len(article.sections)
    for at, section in enumerate(article.sections):
        if section.kind == "body":
            seen += 1
        if seen > _FIRST:
            cut = at
            break
    parts += [_paragraph(article, section) for section in article.sections[:cut]]
    if article.sections[cut:]:
        parts.append(_rest(article, article.sections[cut:]))
    return view(*parts)


def _rest(article: Article, sections: tuple[Section, ...]) -> Markup:
    held = [section for section in sections if section.start < _MOST_CHARACTERS]
    parts = [_paragraph(article, section) for section in held]
    left = len(sections) - len(held)
    if left:
        parts.append(Markup('<p class="dl-note">{} in its text.</p>').format(counted(left, "more paragraph")))
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
    shown = corpus.articles[:MOST_ROWS]
    rows = [(a.doc_id, _title(a), a.outlet, a.published, count_running_words(a)) for a in shown]
    heads = ("doc_id", "title", "outlet", "published", "words")
    parts = [facts(_facts(corpus)), table(heads, rows, total=len(corpus))]
    for frame, heading in ((corpus.rejected, "Left out"), (corpus.warnings, "Read with a doubt")):
        if len(frame):
            parts.append(fold(heading, f"{len(frame):,}", _listing(frame), opened=len(frame) <= MOST_ROWS))
    return view(*parts)


def _facts(corpus: Corpus) -> list[str]:
    outlets = len({article.outlet for article in corpus if article.outlet})
    known = [counted(len(corpus), "article")]
    if len(corpus) <= _MOST_COUNTED:
        known.append(_in_words(*corpus))
    known.append(counted(outlets, "outlet") if outlets else "outlets unknown")
    known.append(_dates([article.published for article in corpus]))
    known.append(f"{len(corpus.rejected):,} left out")
    return [*known, f"{len(corpus.warnings):,} with a doubt"]


def _dates(given: list[date | None]) -> str:
    dated = sorted(day for day in given if day is not None)
    if not dated:
        return "undated"
    first, last = str(dated[0]), str(dated[-1])
    span = first if first == last else f"{first} to {last}"
    undated = len(given) - len(dated)
    return f"{span} ({undated:,} undated)" if undated else span


def _title(article: Article) -> str | Markup:
    """Return the title, or where none is known the first words of the text, told apart from one."""
    if article.title:
        return article.title
    first = article.text[article.body_spans[0][0] :][:400] if article.body_spans else article.text[:400]
    return Markup("<em>{}</em>").format(shorten(first, 60))


def _listing(frame: pd.DataFrame) -> Markup:
    rows = [tuple(row) for row in frame.head(MOST_ROWS).itertuples(index=False)]
    return table([str(name) for name in frame.columns], rows, total=len(frame))


def _in_words(*articles: Article) -> str:
    words = sum(count_running_words(article) for article in articles)
    return f"{words:,} word{'' if words == 1 else 's'}"


def describe_reasons(reasons: pd.Series[str]) -> str:
    """Return how many files there are of each of the five commonest reasons, and of all others, as a clause.

    Args:
        reasons: A reason a file, as in `Corpus.rejected` or `Corpus.warnings`.

    Example:
        >>> describe_reasons(pd.Series(["empty", "empty", "the document is damaged"]))
        '2 × “empty”; 1 × “the document is damaged”'
    """
    # What is quoted or counted in a reason differs from file to file, and is the same reason.
    kinds = reasons.str.replace(r"'.*?'|\"[^\"]*\"|\b\d[\d,]*", "…", regex=True).value_counts()
    ranked = sorted(
        ((int(number), str(kind)) for kind, number in kinds.items()), key=lambda one: (-one[0], one[1])
    )
    named = [f"{number:,} × “{kind}”" for number, kind in ranked[:_REASONS]]
    if rest := sum(number for number, _ in ranked[_REASONS:]):
        named.append(f"{rest:,} for other reasons")
    return "; ".join(named)
