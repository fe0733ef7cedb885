"""Proves the bound on memory that the documentation states, on files that are made to fill it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests import systems
from tests.hostile import files

ROOT = Path(__file__).resolve().parents[2]

#: Megabytes that a process may use to refuse a file, as SECURITY.md says.
MOST = 1_500

_LOAD = """
import json, sys
from analysis.corpus import load_corpus
from analysis.errors import DatelineError
reasons = {}
for path in sys.argv[1:]:
    try:
        corpus = load_corpus(path)
        reasons[path] = corpus.rejected["reason"][0] if len(corpus.rejected) else ""
    except DatelineError as error:
        reasons[path] = str(error)
memory = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps([int(memory.split()[1]) // 1000, reasons]))
"""


@systems.linux
def test_files_of_any_size_are_refused_in_bounded_memory(tmp_path: Path) -> None:
    """An article of 50 MB, tables of a kilobyte that stand for a gigabyte: each has a reason, in bounded memory."""
    made = {"long.txt": b"The council met on Monday. " * 2_000_000}
    made |= files.parquet_bombs(1_000_000_000, 30_000_000)
    for name, raw in made.items():
        (tmp_path / name).write_bytes(raw)
    command = [sys.executable, "-c", _LOAD, *(str(tmp_path / name) for name in made)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    megabytes, reasons = json.loads(done.stdout)

    assert megabytes < MOST
    said = {Path(path).name: reason for path, reason in reasons.items()}
    assert "54,000,000 characters, more than an article has" in said.pop("long.txt")
    assert {"its texts unpack to more than 200 MB": 2, "more than 20,000,000 cells": 1} == {
        words: sum(words in reason for reason in said.values())
        for words in ("its texts unpack to more than 200 MB", "more than 20,000,000 cells")
    }
