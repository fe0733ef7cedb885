"""Empty the cache: the parses, records, texts and drawings that were kept, all of which can be made again.

Run as `dateline clean [--cache DIR]`. Files of other programs in the folder stay.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from analysis._inputs import default_cache
from analysis.reports.provenance import _project as project
from analysis.text import counted

#: A file of pieces or of a text, by its path below the folder.
_KEPT = re.compile(r"[a-z-]+\.sqlite(-journal)?|[0-9a-f]{2}/[0-9a-f]{62}\.(json|spacy)")


def kept_files(folder: Path) -> Iterator[Path]:
    """Yield the files that this package keeps in a cache folder, in order."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and _KEPT.fullmatch(path.relative_to(folder).as_posix()):
            yield path


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code: 0, or 1 where a file cannot be removed."""
    parser = argparse.ArgumentParser(
        prog=project.program("clean"), description="Empty the cache of parses, records and texts."
    )
    parser.add_argument("--cache", metavar="DIR", help="folder of the cache (default: the user's)")
    options = parser.parse_args(arguments)
    folder = Path(options.cache) if options.cache else default_cache()
    files, size = 0, 0
    for path in list(kept_files(folder)):
        try:
            length = path.stat().st_size
            path.unlink()
        except OSError as error:
            print(
                f"error: {path} cannot be removed ({error.strerror}); fix its permissions.", file=sys.stderr
            )
            return 1
        files, size = files + 1, size + length
    for place in sorted(folder.glob("[0-9a-f][0-9a-f]")):
        if place.is_dir() and not any(place.iterdir()):
            place.rmdir()
    print(f"{folder}: {counted(files, 'file')} removed, {size / 1e6:,.1f} MB")
    return 0
