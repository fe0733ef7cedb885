"""A user's own dictionary: categories of words and phrases, with wildcards."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from analysis._keywords import explains_keywords
from analysis.errors import DatelineError
from analysis.terms.tokens._patterns import PatternSet, compile_pattern
from analysis.text import allow_long_cells

#: What a dictionary may be given as; see `load_dictionary`.
DictionarySource = str | Path | Mapping[str, Iterable[str]]

# Bounds on what a few lines of YAML can stand for, by parts that refer to others.
_DEEPEST, _MOST_CATEGORIES = 10, 10_000

_SHAPE = "give categories with their terms, such as {economy: [tariff*, trade deal]}"


class _AsWritten(yaml.BaseLoader):
    """Reads YAML as texts, lists and mappings: a term may be "no", "null" or "1:30"."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Return a mapping; raises where a category comes twice, since one of the two would be lost."""
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, "a category comes twice", key.start_mark)
            seen.add(str(key.value))
        return super().construct_mapping(node, deep)


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
    flat = list(islice(_flat(content, name), _MOST_CATEGORIES + 1))
    if len(flat) > _MOST_CATEGORIES:
        raise DatelineError(f"{name} has more than {_MOST_CATEGORIES:,} categories; {_SHAPE}.")
    terms = {category: _terms(category, entries, name) for category, entries in flat}
    if not terms:
        raise DatelineError(f"{name} has no category; {_SHAPE}.")
    pairs = [(category, term) for category in sorted(terms) for term in terms[category]]
    patterns = [compile_pattern(term, ignore_case=ignore_case, name=f"{name}, {c}") for c, term in pairs]
    return TermDictionary(tuple(sorted(terms)), PatternSet(patterns), tuple(c for c, _ in pairs))


def _flat(
    content: Mapping[Any, object], name: str, prefix: str = "", depth: int = _DEEPEST
) -> Iterator[tuple[str, object]]:
    """Yield each category with its terms; one inside another is called by both, as `economy.trade`."""
    if not depth:
        raise DatelineError(f"{name} has categories within categories, more than {_DEEPEST} deep; {_SHAPE}.")
    for category, entries in content.items():
        if isinstance(entries, Mapping):
            yield from _flat(entries, name, f"{prefix}{category}.", depth - 1)
        else:
            yield f"{prefix}{category}", entries


def _terms(category: object, entries: object, name: str) -> list[str]:
    if isinstance(entries, str) or not isinstance(entries, Iterable):
        raise DatelineError(f"{name}: the terms of {category!r} are not a list; {_SHAPE}.")
    if any(isinstance(term, list | tuple | Mapping) for term in entries):
        raise DatelineError(f"{name}: a term of {category!r} is itself a list; {_SHAPE}.")
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
    except ValueError as error:  # the name of no file: it holds a null character
        raise DatelineError(f"{name} cannot be read; give a YAML or CSV file.") from error
    if path.suffix.lower() == ".csv":
        return _from_csv(text, name)
    try:
        content = _AsWritten(text).get_single_data()
    except RecursionError as error:
        raise DatelineError(f"{name} is too deeply nested; {_SHAPE}.") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" at line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None)
        why = f" ({problem})" if problem else ""
        raise DatelineError(f"{name} is not valid YAML{where}{why}; {_SHAPE}.") from error
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
