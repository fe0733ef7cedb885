"""A user's own dictionary: categories of words and phrases, with wildcards."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from analysis._keywords import explains_keywords
from analysis.errors import DatelineError
from analysis.terms.tokens._patterns import PatternSet, compile_pattern
from analysis.text import allow_long_cells

#: What a dictionary may be given as; see `load_dictionary`.
DictionarySource = str | Path | Mapping[str, Iterable[str]]

_SHAPE = "give categories with their terms, such as {economy: [tariff*, trade deal]}"


@dataclass(frozen=True)
class TermDictionary:
    """Categories in order of name, all their patterns, and the category of each pattern."""

    categories: tuple[str, ...]
    patterns: PatternSet
    category_of: tuple[str, ...]


@explains_keywords
def load_dictionary(source: DictionarySource | TermDictionary, *, ignore_case: bool = True) -> TermDictionary:
    """Return a dictionary of terms, ready to be counted with `unit="dictionary"`.

    Args:
        source: A mapping of category to terms, or the path of a UTF-8 file: YAML (`category: [term, …]`, categories
            may hold categories) or
            CSV with the columns `category` and `term`. Terms are words or phrases, with the wildcards `*`
            (any characters within a word) and `?` (one character).
        ignore_case: False where capitals matter.

    Raises:
        DatelineError: The file cannot be read, has another shape, or a category is empty.

    Example:
        >>> dictionary = load_dictionary({"diplomacy": ["talk*", "summit", "meeting*"]})
        >>> term_frequencies(annotated, unit="dictionary", dictionary=dictionary)[["term", "articles"]]
                term  articles
        0  diplomacy         4
    """
    if isinstance(source, TermDictionary):
        return source
    name = "The dictionary" if isinstance(source, Mapping) else f"The dictionary {str(source)!r}"
    content = source if isinstance(source, Mapping) else _read(Path(source), name)
    terms = {category: _terms(category, entries, name) for category, entries in _flat(content)}
    if not terms:
        raise DatelineError(f"{name} has no category; {_SHAPE}.")
    pairs = [(category, term) for category in sorted(terms) for term in terms[category]]
    patterns = [compile_pattern(term, ignore_case=ignore_case, name=f"{name}, {c}") for c, term in pairs]
    return TermDictionary(tuple(sorted(terms)), PatternSet(patterns), tuple(c for c, _ in pairs))


def _flat(content: Mapping[Any, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    """Yield each category with its terms; one inside another is called by both, as `economy.trade`."""
    for category, entries in content.items():
        if isinstance(entries, Mapping):
            yield from _flat(entries, f"{prefix}{category}.")
        else:
            yield f"{prefix}{category}", entries


def _terms(category: object, entries: object, name: str) -> list[str]:
    if isinstance(entries, str) or not isinstance(entries, Iterable):
        raise DatelineError(f"{name}: the terms of {category!r} are not a list; {_SHAPE}.")
    terms = [str(term) for term in entries]
    if not terms:
        raise DatelineError(f"{name}: the category {category!r} has no terms; add one or take it out.")
    return sorted(set(terms))


def _read(path: Path, name: str) -> Mapping[object, object]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DatelineError(f"{name} cannot be read ({error.strerror}); give a YAML or CSV file.") from error
    except UnicodeDecodeError as error:
        raise DatelineError(f"{name} is not UTF-8 text; save it as UTF-8 and run again.") from error
    if path.suffix.lower() == ".csv":
        return _from_csv(text, name)
    try:
        content = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" at line {mark.line + 1}" if mark else ""
        raise DatelineError(f"{name} is not valid YAML{where}; {_SHAPE}.") from error
    if not isinstance(content, Mapping):
        raise DatelineError(f"{name} has no categories; {_SHAPE}.")
    return content


def _from_csv(text: str, name: str) -> dict[object, object]:
    allow_long_cells()
    reader = csv.DictReader(text.splitlines())
    if not {"category", "term"} <= set(reader.fieldnames or ()):
        raise DatelineError(f"{name} has no columns category and term; name them in its first line.")
    terms: dict[object, list[str]] = {}
    for row in reader:
        category, term = (row["category"] or "").strip(), (row["term"] or "").strip()
        if not category or not term:
            raise DatelineError(f"{name}: line {reader.line_num} lacks a category or a term; fill it in.")
        terms.setdefault(category, []).append(term)
    return dict(terms)
