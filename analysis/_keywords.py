"""Suggest the nearest keyword in the TypeError for a misspelt one."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from difflib import get_close_matches
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_R = TypeVar("_R")


def explains_keywords(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Return the function with an error message that suggests the keyword a misspelt one was likely meant to be.

    The wording is that of Python, which does so itself from 3.13 on.
    """
    parameters = inspect.signature(function).parameters
    keywords = [name for name, value in parameters.items() if value.kind is value.KEYWORD_ONLY]

    @functools.wraps(function)
    def call(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        for name in kwargs:
            if name not in parameters:
                near = get_close_matches(name, parameters, n=1)
                hint = f"Did you mean {near[0]!r}?" if near else f"Its keywords are {', '.join(keywords)}."
                raise TypeError(f"{function.__name__}() got an unexpected keyword argument {name!r}. {hint}")
        return function(*args, **kwargs)

    return call
