"""Word vectors and the cosine similarity of words, read from the file that ships."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from analysis._arrays import Floats, Floats32, Ints
from analysis.errors import DatelineError
from analysis.language import Language

#: The vectors that ship, a file for each language; see the NOTICE beside them for what they were made from.
FOLDER = Path(__file__).resolve().parent.parent / "vectors"
CHECKSUMS = "SHA256SUMS"

#: Words rank by frequency; the share of the word of rank r is about 1 / (r · ln(1.78 n)) (Zipf; Baayen 2001, p. 14).
_EULER = 1.78  # e to the power of Euler's constant


@dataclass(frozen=True)
class Vectors:
    """Unit vectors of a language's words, the commonest word first, and a last row of zeros for words without one."""

    rows: dict[str, int]
    matrix: Floats32

    def rows_of(self, words: list[str]) -> Ints:
        """Return the row of each word, or -1, the last, for a word without a vector."""
        return np.array([self.rows.get(word, -1) for word in words], dtype=np.int64)

    def cosines(self, rows_a: Ints, rows_b: Ints) -> Floats:
        """Return the cosines of pairs of lists of words, by pair, word of the one and word of the other.

        They are 0 where either has no vector. Computed in double precision, so that they do not depend on how many
        are computed at once.
        """
        a, b = (self.matrix[rows].astype(np.float64) for rows in (rows_a, rows_b))
        return np.asarray(a @ b.transpose(0, 2, 1))

    def share(self, word: str) -> float:
        """Return a word's share of running text, by its rank; unknown words rank last."""
        rank = self.rows.get(word, len(self.rows)) + 1
        return float(1.0 / (rank * np.log(_EULER * (len(self.rows) + 1))))


@lru_cache(maxsize=1)
def load_vectors(language: Language) -> Vectors:
    """Return the vectors of a language's words, read once.

    Raises:
        DatelineError: The language has no vectors, or their file is missing, or is not the one that ships.
    """
    name = f"{language.code}.npz"
    try:
        lines = (FOLDER / CHECKSUMS).read_text(encoding="ascii").splitlines()
        checksums = {file: checksum for checksum, file in map(str.split, lines)}
        if name not in checksums:
            raise DatelineError(f"Paraphrases need word vectors, which {language.name} does not have.")
        raw = (FOLDER / name).read_bytes()
    except OSError:
        raise DatelineError(f"The word vectors {name} are missing. Reinstall the package.") from None
    if hashlib.sha256(raw).hexdigest() != checksums[name]:
        raise DatelineError(f"The word vectors {name} are damaged. Reinstall the package.")
    with np.load(FOLDER / name, allow_pickle=False) as stored:
        words = stored["words"].tobytes().decode("ascii").split("\n")
        matrix = stored["vectors"].astype(np.float32)
    matrix /= np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9)
    without = np.zeros((1, matrix.shape[1]), dtype=np.float32)
    return Vectors({word: row for row, word in enumerate(words)}, np.concatenate([matrix, without]))
