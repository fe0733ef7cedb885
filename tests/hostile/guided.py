"""Let atheris choose the inputs of `nox -s fuzz`: what runs a line that no input ran before is kept and varied.

nox -s fuzz -- [--guided 150000] [--seed 0] [--only NAME]

The inputs are those that `tests.hostile.inputs` can make; here each of its choices is taken from bytes that atheris
varies. A case that breaks a law is printed, and its bytes are kept in build/fuzz.
"""

from __future__ import annotations

import argparse
import importlib.util
import logging
import os
import re
import subprocess
import sys
import time
import warnings
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[2]
FOUND = ROOT / "build" / "fuzz"

#: Seconds after which an input hangs, and megabytes that a process may use.
_HANG, _MEMORY = 60, 8_000
#: Bytes of the longest input: each choice takes one to eight.
_LONGEST = 2_000


class Choices(Random):
    """A source of choices that are read from bytes; where these end, every choice is the first."""

    def __init__(self, raw: bytes) -> None:
        super().__init__(0)
        self._raw, self._place = raw, 0

    def getrandbits(self, k: int) -> int:
        """Return a number of so many bits."""
        size = (k + 7) // 8
        taken = self._raw[self._place : self._place + size].ljust(size, b"\0")
        self._place += size
        return int.from_bytes(taken, "little") & ((1 << k) - 1)

    def random(self) -> float:
        """Return a number from 0 to 1, of two bytes."""
        return self.getrandbits(16) / 65_536


def guide(name: str, inputs: int, seed: int) -> None:
    """Fuzz a target in this process, which atheris ends; what the package's lines do is known to it."""
    import atheris

    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    with atheris.instrument_imports(include=["analysis"], enable_loader_override=False):
        from tests.hostile import fuzz

        fuzz.run(name, 1, seed)  # imports what a check imports late

    def check(raw: bytes) -> None:
        fuzz.check_one(name, fuzz.TARGETS[name].make(Choices(raw)))

    FOUND.mkdir(parents=True, exist_ok=True)
    options = [f"-runs={inputs}", f"-seed={seed + 1}", f"-max_len={_LONGEST}", "-len_control=0"]
    options += [f"-timeout={_HANG}", f"-rss_limit_mb={_MEMORY}", f"-artifact_prefix={FOUND}{os.sep}{name}-"]
    atheris.Setup([sys.argv[0], *options], check)
    atheris.Fuzz()


def main() -> int:
    """Fuzz each target in a process of its own, and print what became of it."""
    from tests.hostile.fuzz import TARGETS

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--guided", type=int, default=150_000, help="inputs that atheris chooses")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", choices=TARGETS, action="append")
    asked, _ = parser.parse_known_args()  # the others are those of tests.hostile.fuzz
    if importlib.util.find_spec("atheris") is None:
        print("No input is chosen by atheris: it does not install here (it does on Linux).")
        return 0
    failed, total = False, 0
    for name in asked.only or TARGETS:
        inputs = max(100, round(asked.guided * TARGETS[name].share / 1000))
        code = f"from tests.hostile.guided import guide; guide({name!r}, {inputs}, {asked.seed})"
        start = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, errors="replace", check=False
        )
        ran = re.search(r"Done (\d+) runs", done.stderr)
        covered = re.findall(r"\bcov: (\d+)", done.stderr)
        if done.returncode or not ran:
            failed = True
            print(f"{name:<10} FAILED {(done.stdout + done.stderr)[-3000:]}", flush=True)
            continue
        total += int(ran[1])
        spent = time.monotonic() - start
        print(
            f"{name:<10} {int(ran[1]):>9,} inputs {spent:>8.1f} s, {int(covered[-1]):,} places of the code",
            flush=True,
        )
    print(f"{total:,} inputs chosen by atheris")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
