"""The files of the trained model that ships, read and checked without the runtime that executes them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from analysis.errors import DatelineError

#: The weights that ship.
WEIGHTS = Path(__file__).resolve().parent.parent / "weights"
ENCODER, READER, TOKENIZER, CONFIG = "encoder.onnx", "reader.onnx", "tokenizer.json", "config.json"
#: The files that a model consists of.
FILES = (CONFIG, ENCODER, READER, TOKENIZER)
#: Names and hashes of these files, in the format of sha256sum.
CHECKSUMS = "SHA256SUMS"


def has_weights() -> bool:
    """Return whether the model's files exist."""
    return all((WEIGHTS / name).exists() for name in (*FILES, CHECKSUMS))


def weights_digest() -> str:
    """Return the digest of the list of the weights' hashes; empty where there are no weights."""
    checksums = WEIGHTS / CHECKSUMS
    return hashlib.sha256(checksums.read_bytes()).hexdigest() if checksums.is_file() else ""


def read_files(folder: Path) -> dict[str, bytes]:
    """Return the contents of the model's files, each verified against the list of hashes.

    Raises:
        DatelineError: A file is missing or is not the one that was trained.
    """
    try:
        lines = (folder / CHECKSUMS).read_text(encoding="utf-8").splitlines()
        digests = {name: digest for digest, name in map(str.split, lines)}
        files = {name: (folder / name).read_bytes() for name in FILES}
    except (OSError, ValueError) as error:
        raise DatelineError(
            f'The trained model is incomplete ({error}): install dateline again or choose finder="rules".'
        ) from error
    for name, content in files.items():
        if hashlib.sha256(content).hexdigest() != digests.get(name):
            raise DatelineError(
                f'The file {name} of the trained model is damaged: install dateline again or choose finder="rules".'
            )
    return files
