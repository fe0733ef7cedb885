"""Run the exported network of the trained model with onnxruntime."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from analysis._arrays import Floats32, Ints
from analysis.quotes.model._decoding import Settings, settings_of
from analysis.quotes.model._encoding import PieceReader, Window, piece_reader
from analysis.quotes.model._weights import CONFIG, ENCODER, READER, TOKENIZER, WEIGHTS, read_files


class OnnxNetwork:
    """The exported model, run in one thread, one window at a time, so that results depend on the window alone."""

    def __init__(self, encoder: bytes, reader: bytes) -> None:
        self._encoder = _session(encoder)
        self._reader = _session(reader)

    def encode(self, window: Window) -> tuple[Floats32, Floats32]:
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
        self, vectors: Floats32, states: Ints, region: Ints, mask: Floats32, cue: Ints, offset: Ints
    ) -> tuple[Floats32, Floats32]:
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
    onnxruntime.disable_telemetry_events()  # official builds for Windows report their use otherwise
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
    files = read_files(folder)
    tokenizer = Tokenizer.from_str(files[TOKENIZER].decode())
    settings = settings_of(json.loads(files[CONFIG])["settings"])
    return OnnxNetwork(files[ENCODER], files[READER]), piece_reader(tokenizer), settings
