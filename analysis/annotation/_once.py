"""Make what several analyses of a corpus need once, and hold it as long as the corpus is held."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

C = TypeVar("C")
T = TypeVar("T")


def once_a_corpus(function: Callable[[C], T]) -> Callable[[C], T]:
    """Return the function so that it computes its value for a corpus once.

    The value is kept with the corpus itself, since it may refer to it, and goes when the corpus goes.

    Example:
        >>> counted = []
        >>> count = once_a_corpus(lambda corpus: counted.append(len(corpus)) or len(corpus))
        >>> count(annotated), count(annotated), counted
        (4, 4, [4])
    """

    @wraps(function)
    def value(corpus: C) -> T:
        made: dict[Any, T] = vars(corpus).setdefault("_made", {})
        if function not in made:
            made[function] = function(corpus)
        return made[function]

    return value
