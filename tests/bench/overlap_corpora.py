"""Corpora on which text reuse is measured: generated ones with known passages, and synthetic ones of any size."""

from __future__ import annotations

import importlib.util
import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

from tests.plain_text import Text


def write_articles(path: Path, articles: Iterable[Text]) -> Path:
    """Write articles to a file, one a line; return its path."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps([article.doc_id, article.text]) + "\n" for article in articles)
    return path


def read_articles(path: Path) -> list[Text]:
    """Return the articles of such a file."""
    with path.open(encoding="utf-8") as file:
        return [Text(*json.loads(line)) for line in file]


def load_generator(path: Path) -> ModuleType:
    """Import the generator and scorer from its file."""
    spec = importlib.util.spec_from_file_location("reusebench", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no Python module: give the path of the generator and scorer.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def recombine(texts: Path, size: int, seed: int = 1) -> Iterator[Text]:
    """Yield articles made of two to four words at a time from the texts, each continuing where the last word recurs.

    Pairs of words are as frequent as in the texts; rare words get new spellings, so that the vocabulary grows.
    """
    pick = random.Random(seed)  # noqa: S311 - the same corpus in every run is wanted
    sources = [
        path.read_text(encoding="utf-8", errors="replace").split() for path in sorted(texts.glob("*.txt"))
    ]
    sources = [words for words in sources if 150 <= len(words) <= 2500]
    flat = [word for words in sources for word in words]
    places: dict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(flat[:-5]):
        places[word.lower()].append(at)
    for number in range(size):
        length, words = len(pick.choice(sources)), list[str]()
        at = pick.randrange(len(flat) - 5)
        while len(words) < length:
            stretch = flat[at + 1 : at + 1 + pick.randint(2, 4)]
            words += [
                word
                if not word.isalpha() or len(places[word.lower()]) > 3
                else f"{word}{pick.randrange(4096):x}"
                for word in stretch
            ]
            at = pick.choice(places.get(stretch[-1].lower()) or [pick.randrange(len(flat) - 5)])
        yield Text(f"{number:06}", " ".join(words))


def plant(articles: list[Text], seed: int = 1) -> list[Text]:
    """Copy a stretch of 15 to 150 words of one article into another, as many times as there are articles."""
    pick = random.Random(seed)  # noqa: S311 - the same corpus in every run is wanted
    texts = [article.text for article in articles]
    for _ in texts:
        target, source = pick.sample(range(len(texts)), 2)
        words = articles[source].text.split(" ")
        first = pick.randrange(max(len(words) - 150, 1))
        texts[target] += "\n" + " ".join(words[first : first + pick.randint(15, 150)])
    return [Text(article.doc_id, text) for article, text in zip(articles, texts, strict=True)]
