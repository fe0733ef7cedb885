"""Make the file of English word vectors: the input embeddings of all-MiniLM-L6-v2's whole words, in fewer dimensions.

    python -m analysis.overlap.training.make_vectors FOLDER

`FOLDER` holds the model as published (`model.safetensors` and `vocab.txt`, Apache License 2.0). The embeddings of its
whole words of letters are centred, projected on their 128 principal axes and rounded to 8 bits; the words are in
the order of the vocabulary, which is by frequency.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis._arrays import Floats32
from analysis.language import ENGLISH
from analysis.overlap.paraphrase._word_vectors import CHECKSUMS, FOLDER

DIMENSIONS = 128
_TENSOR = "embeddings.word_embeddings.weight"


def read_embeddings(folder: Path) -> tuple[list[str], Floats32]:
    """Return the whole words of letters of a BERT-like model and their input embeddings."""
    with (folder / "model.safetensors").open("rb") as file:
        size = struct.unpack("<Q", file.read(8))[0]
        header = json.loads(file.read(size))[_TENSOR]
        begin, end = header["data_offsets"]
        file.seek(8 + size + begin)
        table = np.frombuffer(file.read(end - begin), dtype=np.float32).reshape(header["shape"])
    vocabulary = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
    rows = [row for row, word in enumerate(vocabulary) if re.fullmatch(r"[a-z]{2,}", word)]
    return [vocabulary[row] for row in rows], table[rows]


def reduce(table: Floats32) -> NDArray[np.int8]:
    """Return unit vectors on the principal axes, rounded to 8 bits."""
    centred = table - table.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    axes = axes[:, ::-1][:, :DIMENSIONS]
    axes *= np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(DIMENSIONS)])
    projected = centred @ axes
    projected /= np.linalg.norm(projected, axis=1, keepdims=True)
    scale = 127 / np.abs(projected).max()
    return np.asarray(np.round(projected * scale), dtype=np.int8)


def main() -> None:
    """Write the vectors and their hash."""
    parser = argparse.ArgumentParser(description="Make the file of word vectors.")
    parser.add_argument("folder", type=Path, help="folder of the published model")
    words, table = read_embeddings(parser.parse_args().folder)
    FOLDER.mkdir(exist_ok=True)
    file = FOLDER / f"{ENGLISH.code}.npz"
    letters = np.frombuffer("\n".join(words).encode("ascii"), dtype=np.uint8)
    np.savez_compressed(file, words=letters, vectors=reduce(table))
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    (FOLDER / CHECKSUMS).write_text(f"{digest}  {file.name}\n", encoding="ascii")
    print(f"{len(words)} words, {file.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
