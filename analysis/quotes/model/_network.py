"""Where do the trained weights come from? Files beside this module, checked by hash and run by onnxruntime."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from analysis.errors import DatelineError
from analysis.quotes.model._cue_readings import Floats, Ints
from analysis.quotes.model._decoding import Settings, settings_of
from analysis.quotes.model._encoding import PieceReader, Window, piece_reader

#: The weights that ship.
WEIGHTS = Path(__file__).resolve().parent.parent / "weights"
#: Names and hashes of the files below, in the format of sha256sum.
CHECKSUMS = "SHA256SUMS"
ENCODER, READER, TOKENIZER, CONFIG = "encoder.onnx", "reader.onnx", "tokenizer.json", "config.json"


class OnnxNetwork:
    """The exported model: one thread, one window at a time, so that results depend on the window alone."""

    def __init__(self, encoder: bytes, reader: bytes) -> None:
        self._encoder = _session(encoder)
        self._reader = _session(reader)

    def encode(self, window: Window) -> tuple[Floats, Floats]:
        """Return the words' vectors (words, width) and logits (words, 4)."""
        inputs = {
            "pieces": np.asarray(window.pieces, dtype=np.int64),
            "places": np.arange(len(window.pieces), dtype=np.int64),
            "cases": np.asarray(window.cases, dtype=np.int64),
            "states": np.asarray(window.states, dtype=np.int64),
            "words": np.asarray(window.words, dtype=np.int64),
        }
        vectors, logits = self._encoder.run(["vectors", "logits"], inputs)
        return vectors, logits

    def read(
        self, vectors: Floats, states: Ints, region: Ints, mask: Floats, cue: Ints, offset: Ints
    ) -> tuple[Floats, Floats]:
        """Return role logits (cues, region, 4) and validity logits (cues) of the cues."""
        inputs = {
            "vectors": vectors,
            "states": states,
            "region": region,
            "mask": mask,
            "cue": cue,
            "offset": offset,
        }
        roles, valid = self._reader.run(["roles", "valid"], inputs)
        return roles, valid


def _session(model: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


@lru_cache(maxsize=2)
def load_model(folder: Path = WEIGHTS) -> tuple[OnnxNetwork, PieceReader, Settings]:
    """Return the network, its reader of word pieces and the settings of its decoding, loaded once a process.

    Raises:
        DatelineError: A file is missing or is not the one that was trained.
    """
    files = _read_checked(folder)
    tokenizer = Tokenizer.from_str(files[TOKENIZER].decode())
    settings = settings_of(json.loads(files[CONFIG])["settings"])
    return OnnxNetwork(files[ENCODER], files[READER]), piece_reader(tokenizer), settings


def _read_checked(folder: Path) -> dict[str, bytes]:
    """Return the contents of the model's files, each verified against the list of hashes."""
    try:
        listed = {
            name: digest for digest, name in map(str.split, (folder / CHECKSUMS).read_text().splitlines())
        }
        files = {name: (folder / name).read_bytes() for name in (ENCODER, READER, TOKENIZER, CONFIG)}
    except (OSError, ValueError) as error:
        raise DatelineError(
            f'The trained model is incomplete ({error}): install dateline again or choose finder="rules".'
        ) from error
    for name, content in files.items():
        if hashlib.sha256(content).hexdigest() != listed.get(name):
            raise DatelineError(
                f'The file {name} of the trained model is damaged: install dateline again or choose finder="rules".'
            )
    return files


def has_weights() -> bool:
    """Tell whether the model's files are there."""
    return all((WEIGHTS / name).exists() for name in (ENCODER, READER, TOKENIZER, CONFIG, CHECKSUMS))
