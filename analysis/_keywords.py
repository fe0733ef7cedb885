"""Say what is wrong with the arguments of a call: a misspelt keyword, or articles that are not as far as it needs."""

from __future__ import annotations

import functools
import inspect
import os
from collections.abc import Callable
from difflib import get_close_matches
from typing import ParamSpec, TypeVar

from analysis.errors import DatelineError

_P = ParamSpec("_P")
_R = TypeVar("_R")

#: Keywords that take a table: the function that makes it, and a column that it always has.
_TABLES = {"quotes": ("find_quotes", "doc_id"), "passages": ("find_passages", "doc_a")}

#: Annotations of keywords that take a number.
_NUMBERS = {"int", "int | None", "float", "float | None"}


def explains_keywords(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Return the function with messages for arguments that cannot be right.

    A misspelt keyword is a TypeError that suggests the right one, in the wording of Python, which does so itself from
    3.13 on. A text for a number, a path where articles are needed, articles as loaded where annotated ones are, or
    another table is a `DatelineError`.
    """
    parameters = inspect.signature(function).parameters
    keywords = [name for name, value in parameters.items() if value.kind is value.KEYWORD_ONLY]
    first = next(iter(parameters), "")

    @functools.wraps(function)
    def call(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        for name in kwargs:
            if name not in parameters:
                near = get_close_matches(name, parameters, n=1)
                hint = f"Did you mean {near[0]!r}?" if near else f"Its keywords are {', '.join(keywords)}."
                raise TypeError(f"{function.__name__}() got an unexpected keyword argument {name!r}. {hint}")
        for name, value in kwargs.items():
            if isinstance(value, str) and parameters[name].annotation in _NUMBERS:
                raise DatelineError(f"{function.__name__}({name}={value!r}): give a number, not a text.")
        if args:
            _check_stage(function.__name__, first, args[0])
        for name, value in {first: args[0] if args else None, **kwargs}.items():
            _check_table(function.__name__, name, value)
        return function(*args, **kwargs)

    return call


def _check_table(function: str, name: str, value: object) -> None:
    """Raise an error where a table is not the one that its keyword is about."""
    columns = getattr(value, "columns", None)
    if columns is not None and name in _TABLES:
        maker, column = _TABLES[name]
        if column not in columns:
            raise DatelineError(
                f"{function}(): {name} takes the table of {maker}; this one has no column {column!r}."
            )


def _check_stage(function: str, parameter: str, value: object) -> None:
    """Raise an error where a function of annotated articles or of a corpus is given what comes before these."""
    is_path = isinstance(value, str | os.PathLike)
    if parameter == "annotated" and is_path:
        raise DatelineError(
            f"{function}() takes annotated articles, not a path: annotate(load_corpus({str(value)!r})) gives them."
        )
    if parameter == "annotated" and hasattr(value, "rejected"):  # a corpus as loaded
        raise DatelineError(
            f"{function}() takes annotated articles, not a corpus as loaded: annotate(corpus) gives them."
        )
    if parameter == "corpus" and is_path:
        raise DatelineError(
            f"{function}() takes a corpus, not a path: load_corpus({str(value)!r}) gives one."
        )
