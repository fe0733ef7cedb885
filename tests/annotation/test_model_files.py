"""Proves that a model whose files are not those that were published is not used."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from analysis.annotation import _pipeline
from analysis.errors import DatelineError
from analysis.language import ENGLISH
from analysis.quotes.model import _weights


def _flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


@pytest.mark.parametrize("name", _weights.FILES)
def test_a_flipped_bit_in_the_trained_model_is_one_sentence(tmp_path: Path, name: str) -> None:
    """Each of its files is compared with its hash before it is used; the sentence names the file."""
    folder = Path(shutil.copytree(_weights.WEIGHTS, tmp_path / "weights"))
    assert set(_weights.FILES) == set(_weights.read_files(folder))
    _flip(folder / name)
    with pytest.raises(DatelineError, match=f"The file {name} of the trained model is damaged"):
        _weights.read_files(folder)


@pytest.mark.parametrize("name", sorted(_pipeline.OFFICIAL_WEIGHTS))
def test_a_flipped_bit_in_the_language_model_is_one_sentence(tmp_path: Path, name: str) -> None:
    """Each weight file of the default pipeline is compared with what spaCy published."""
    folder = tmp_path / "pipeline"
    for file in _pipeline.OFFICIAL_WEIGHTS:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(_pipeline.find_pipeline(ENGLISH.pipeline).folder / file, folder / file)
    _pipeline._check_weights(folder)
    _flip(folder / name)
    with pytest.raises(DatelineError, match=f"The language model's file {name} is damaged"):
        _pipeline._check_weights(folder)
