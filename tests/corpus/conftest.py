"""What the tests of this folder share: a loader of one file's bytes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.corpus import Corpus, load_corpus


@pytest.fixture
def load(tmp_path: Path) -> Callable[..., Corpus]:
    """Return a function that writes one file and gives it as the corpus."""

    def write_and_load(name: str, raw: bytes, **options: object) -> Corpus:
        (tmp_path / name).write_bytes(raw)
        return load_corpus(tmp_path / name, **options)

    return write_and_load
