"""Make the overview page: what tells most, the reports in short, the articles, and what was left out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.corpus import Corpus, describe_reasons
from analysis.parameters import notebook_title
from analysis.reports.html._article_pages import page_of
from analysis.reports.html._page import PageExporter, frame_page, tidy
from analysis.reports.provenance import _project as project
from analysis.schema import TABLES
from analysis.text import counted, counted_in_words, listed, unshield_cell, written_day
from analysis.views import article_title, link_to_article

#: Findings of the lead, and of each report, and the weight from which a finding is one for the lead.
_LEAD_SHOWN, _FINDINGS_SHOWN = 5, 3
_TELLING = 50

#: Findings that the lead has if there are as many of this weight, though fewer are telling enough.
_FEWEST, _WORTH_TELLING = 3, 25
_ROWS_SHOWN = 100
_TABLES_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Frame:
    """A table as the template needs it, of bounded length."""

    columns: tuple[Mapping[str, object], ...]
    rows: tuple[tuple[str, ...], ...]
    total: int
    file: str


def make_index(
    corpus: Corpus,
    folder: Path,
    *,
    inputs: Mapping[str, Any],
    notebooks: Mapping[str, Mapping[str, Any]],
    links: Sequence[Mapping[str, str]],
    problems: Sequence[str],
    article_pages: int,
) -> bytes:
    """Make the overview page.

    Args:
        corpus: The articles.
        folder: Folder of the reports, with the findings and tables of the notebooks.
        inputs: The manifest without its outputs.
        notebooks: The manifest's entries of the notebooks.
        links: `href` and `title` of the pages.
        problems: Sentences about pages that are not of this run.
        article_pages: The largest corpus of which every article has a page.
    """
    name = str(inputs["corpus"]["name"])
    title = f"{counted_in_words(len(corpus), 'article')} in {name}"
    cards = [_card(notebook, entry, folder) for notebook, entry in notebooks.items()]
    lead = _lead(cards)
    words = _count_words(folder)
    made_from = str(inputs["corpus"]["sha256"])
    page = frame_page("Overview", name, "index.html", links, charts=False, made_from=made_from)
    index = {
        "headline": title,
        "summary": _summary(corpus, words),
        "aside": _aside(corpus),
        "problems": problems,
        "lead": lead,
        "cards": [_without_lead(card, lead) for card in cards],
        "missing": [link for link in links if not _is_made(link["href"], notebooks)],
        "articles": _frame(_articles(corpus, words), "articles.csv"),
        "origins": [*_describe_inferred(corpus), *_describe_columns(corpus.columns)],
        "rejected": _frame(corpus.rejected, "rejected.csv"),
        "rejected_sentence": f"{counted_in_words(len(corpus.rejected), 'item')} (a file, or a row of a table) "
        f"{'was' if len(corpus.rejected) == 1 else 'were'} left out of every figure.",
        "rejected_kinds": _describe_many(corpus.rejected["reason"]),
        "warnings": _frame(corpus.warnings, "warnings.csv"),
        "warning_kinds": _describe_many(corpus.warnings["problem"]),
        "tables": list(_group_tables(folder, notebooks)),
        "reader": [
            link_to_article(article.doc_id) if (folder / page_of(article.doc_id)).is_file() else ""
            for article in corpus.articles[:_ROWS_SHOWN]
        ],
        "without_pages": len(corpus) > article_pages and article_pages,
        "provenance": _provenance(inputs, notebooks),
    }
    template = PageExporter().environment.get_template("index.html.j2")
    return tidy(template.render(page=page, index=index))


def _describe_inferred(corpus: Corpus) -> list[str]:
    """Return a sentence on how many facts are from the articles' texts and from file names, where any are."""
    parts = []
    for place, words in (("text", "the articles’ texts"), ("file name", "the names of their files")):
        numbers = {
            noun: sum(article.known_from.get(fact) == place for article in corpus)
            for fact, noun in (("title", "title"), ("outlet", "outlet"), ("published", "date"))
        }
        if counts := [counted(number, noun) for noun, number in numbers.items() if number]:
            parts.append(f"{listed(counts)} from {words}")
    columns = "The columns title_from, outlet_from and published_from of articles.csv say which."
    return [f"Inferred: {'; '.join(parts)}. {columns}"] if parts else []


def _describe_columns(columns: pd.DataFrame) -> list[str]:
    """Return a sentence for each table of articles that names the column taken for each fact."""
    sentences = [
        f"Columns of {table}: "
        + listed(
            f"{fact} from “{column}”" for fact, column in zip(taken["fact"], taken["column"], strict=True)
        )
        + "."
        for table, taken in columns.groupby("table", sort=False)
    ]
    more = len(sentences) - _TABLES_SHOWN
    further = (
        [f"{counted_in_words(more, 'more table')} were read the same way, by their own columns."]
        if more > 0
        else []
    )
    return sentences[:_TABLES_SHOWN] + further


def _describe_many(reasons: pd.Series[str]) -> str:
    """Return the kinds of several reasons, each with its number, as a sentence; "" for one or none."""
    return f"By kind: {describe_reasons(reasons)}." if len(reasons) > 1 else ""


def _count_words(folder: Path) -> dict[str, int]:
    """Return the words of each article as the analysis counted them, so that all pages give the same number."""
    table = folder / "data" / "words_by_article.csv"
    if not table.is_file():
        return {}
    lengths = pd.read_csv(table, dtype={"doc_id": str}, keep_default_na=False)
    return {
        unshield_cell(doc_id): int(words)
        for doc_id, words in zip(lengths["doc_id"], lengths["words"], strict=True)
    }


def _is_made(href: str, notebooks: Mapping[str, Any]) -> bool:
    return href == "index.html" or href.removesuffix(".html") in notebooks


def _summary(corpus: Corpus, words: Mapping[str, int]) -> str:
    dates = sorted(article.published for article in corpus if article.published)
    outlets = sorted({article.outlet for article in corpus if article.outlet})
    facts = [f"{sum(words.values()):,} running words"] if words else []
    if outlets:
        facts.append(f"from {listed(outlets, most=8)}")
    sentences = [f"{', '.join(facts)}."] if facts else []
    if not dates:
        sentences.append("None of them is dated." if len(corpus) > 1 else "It is undated.")
    else:
        first, last = written_day(dates[0]), written_day(dates[-1])
        span = first if first == last else f"from {first} to {last}"
        undated = len(corpus) - len(dates)
        rest = (
            f"; {counted_in_words(undated, 'other').lower()} {'is' if undated == 1 else 'are'} undated"
            if undated
            else ""
        )
        whose = counted_in_words(len(dates), "article") if undated else "All" if len(corpus) > 1 else "It"
        sentences.append(f"{whose} {'is' if len(dates) == 1 else 'are'} dated {span}{rest}.")
    sentence = " ".join(sentences)
    return sentence[:1].upper() + sentence[1:]


def _aside(corpus: Corpus) -> list[dict[str, str]]:
    """Return the counts of items left out and in doubt for the top of the page, each with a link to its list."""
    out, doubts = len(corpus.rejected), corpus.warnings["file"].nunique()
    notes = []
    if out:
        notes.append({"href": "#left-out", "text": f"{counted_in_words(out, 'item')} left out"})
    if doubts:
        notes.append({"href": "#doubts", "text": f"{counted_in_words(doubts, 'item')} read with a warning"})
    return notes


def _card(notebook: str, entry: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    try:
        findings = json.loads((folder / "data" / f"{notebook}.findings.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        findings = []
    return {
        "name": notebook,
        "href": f"{notebook}.html",
        "title": _title(notebook, entry),
        "findings": findings,
    }


def _lead(cards: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the findings that tell most of all pages, three to five where there are as many, each with its page."""
    findings = [
        {**finding, "href": card["href"], "page": card["title"]}
        for card in cards
        for finding in card["findings"]
        if finding.get("weight", 0) >= _WORTH_TELLING
    ]
    findings.sort(key=lambda finding: -finding["weight"])
    telling = sum(finding["weight"] >= _TELLING for finding in findings)
    return findings[: min(max(telling, _FEWEST), _LEAD_SHOWN)]


def _without_lead(card: dict[str, Any], lead: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return a report's card with the findings that are not telling enough for the lead, the most telling first."""
    told = {(finding["href"], finding["sentence"]) for finding in lead}
    rest = [
        finding
        for finding in card["findings"]
        if finding.get("weight", 0) < _TELLING and (card["href"], finding["sentence"]) not in told
    ]
    rest.sort(key=lambda finding: -finding.get("weight", 0))
    return {**card, "findings": rest[:_FINDINGS_SHOWN]}


def _articles(corpus: Corpus, words: Mapping[str, int]) -> pd.DataFrame:
    has_dates = any(article.published for article in corpus)
    table = pd.DataFrame(
        [
            {
                "Article": article_title(article),
                "Outlet": article.outlet or "",
                "Published": str(article.published or ("undated" if has_dates else "")),
                **({"Words": words.get(article.doc_id, 0)} if words else {}),
            }
            for article in corpus.articles[:_ROWS_SHOWN]
        ],
    )
    # Leave out columns without any value.
    return table[[name for name in table.columns if (table[name] != "").any()]]


def _frame(table: pd.DataFrame, file: str) -> Frame:
    rows_shown = table.head(_ROWS_SHOWN)
    columns = tuple(
        {
            "title": str(name).capitalize(),
            "numeric": _is_numeric(rows_shown[name]),
            "day": name == "Published",
        }
        for name in rows_shown
    )
    rows = tuple(
        tuple(
            f"{cell:,}" if column["numeric"] else str(cell) for cell, column in zip(row, columns, strict=True)
        )
        for row in rows_shown.itertuples(index=False)
    )
    return Frame(columns, rows, len(table), file)


def _is_numeric(column: pd.Series) -> bool:
    return bool(pd.api.types.is_numeric_dtype(column))


def _group_tables(folder: Path, notebooks: Mapping[str, Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the tables by the page that shows them, those of the corpus first."""
    paths = {f"data/{path.name}": path for path in sorted((folder / "data").glob("*.csv"))}
    made = {name for entry in notebooks.values() for name in entry.get("outputs", {})}
    yield {"title": "The corpus", "tables": [_table(paths[name]) for name in paths if name not in made]}
    for notebook, entry in notebooks.items():
        own = [_table(paths[name]) for name in paths if name in entry.get("outputs", {})]
        yield {"title": _title(notebook, entry), "tables": own, "notebook": f"notebooks/{notebook}.ipynb"}


def _title(notebook: str, entry: Mapping[str, Any]) -> str:
    return str(entry.get("title") or notebook_title(notebook))


def _table(path: Path) -> dict[str, str]:
    return {"name": path.stem, "row": TABLES[path.stem].row if path.stem in TABLES else ""}


def _provenance(
    inputs: Mapping[str, Any], notebooks: Mapping[str, Mapping[str, Any]]
) -> list[dict[str, Any]]:
    language = inputs["models"]["language"]
    program = [
        *([("git commit", inputs["git_commit"])] if "git_commit" in inputs else []),
        ("analysis (source)", inputs["package"]["sha256"]),
        *inputs["locks"].items(),
        *((f"{name}.ipynb", entry["notebook"]) for name, entry in notebooks.items()),
        *(
            (f"{name} (source)", project.digest_json(entry.get("sources", {})))
            for name, entry in notebooks.items()
        ),
        (f"language model {language['name']}", language.get("sha256", "not a package")),
        *inputs["models"].get("attribution", {}).items(),
    ]
    files = inputs["corpus"].get("files", {})
    table = inputs["corpus"].get("reading", {}).get("metadata")
    corpus = [
        *list(files.items())[:_ROWS_SHOWN],
        *([(f"table of metadata {table['name']}", table["sha256"])] if table else []),
        ("all files together", inputs["corpus"]["sha256"]),
    ]
    return [
        {"title": "Corpus", "rows": corpus},
        {"title": "Program and models", "rows": program},
        {"title": "Versions", "rows": list(inputs["versions"].items())},
    ]
