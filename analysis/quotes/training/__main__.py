"""Rebuild the trained model: `python -m analysis.quotes.training --polnear PATH --mpnet PATH --output DIR`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from analysis.errors import DatelineError


def main(arguments: list[str] | None = None) -> int:
    """Train, export and calibrate; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m analysis.quotes.training", description=__doc__)
    parser.add_argument(
        "--polnear", type=Path, required=True, help="folder with train/text, train/attributions"
    )
    parser.add_argument(
        "--mpnet", type=Path, required=True, help="folder of all-mpnet-base-v2, from which teachers start"
    )
    parser.add_argument("--output", type=Path, required=True, help="folder for the model's files")
    parser.add_argument(
        "--progress", type=Path, default=Path(".cache/training"), help="folder to go on from; %(default)s"
    )
    parser.add_argument("--seed", type=int, default=1, help="default: %(default)s, the seed of what ships")
    given = parser.parse_args(arguments)
    try:
        from analysis.quotes.training._build import build
    except ModuleNotFoundError as error:
        sys.stderr.write(f"Training needs {error.name}: install the dependency group `train`.\n")
        return 1
    try:
        build(given.polnear, given.mpnet, given.output, progress=given.progress, seed=given.seed)
    except DatelineError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
