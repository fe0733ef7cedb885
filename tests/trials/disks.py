"""Let the disk of the reports be full after so many bytes; look at what is left and at what the next run makes.

The disk is a file system in memory, which only the system's administrator can mount.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.trials.faults import Bench, Trial, command, differences, environment, look, run_to_end

SIZE = 40_000_000
#: What a sentence says of a full disk.
SENTENCE = "No space left on device"


@contextmanager
def small_disk(place: Path, size: int = SIZE) -> Iterator[Path]:
    """Yield a folder that holds so many bytes.

    Raises:
        PermissionError: This user may not mount one.
    """
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", os.fspath(place)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise PermissionError("no file system can be mounted here") from error
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", os.fspath(place)], check=True)


def fill(folder: Path, room: int) -> Path:
    """Write a file that leaves so many bytes on the disk of a folder."""
    disk = os.statvfs(folder)
    file = folder / "filler"
    file.write_bytes(bytes(max(0, disk.f_bavail * disk.f_frsize - room)))
    return file


def run_without_room(bench: Bench, room: int, *, cache_too: bool = False) -> Trial:
    """Run with so many bytes left where the reports are, and return what is wrong afterwards."""
    trial = Trial(f"full disk ({'reports and cache' if cache_too else 'reports'})", room)
    with (
        tempfile.TemporaryDirectory(prefix="f-", dir="/tmp") as name,
        small_disk(Path(name) / "disk") as disk,
    ):
        place = Path(name)
        output = Path(shutil.copytree(bench.folder / "yesterday", disk / "out"))
        cache = Path(shutil.copytree(bench.folder / "cache", (disk if cache_too else place) / "cache"))
        (place / "t").mkdir()
        filler = fill(disk, room)
        run = subprocess.run(
            command(bench, output, cache, ("--processes", "1")),
            env=environment(place / "t"),
            capture_output=True,
            text=True,
            check=False,
        )
        trial.exit_code, trial.killed = run.returncode, run.returncode != 0
        trial.problems += look(bench, output, trial, run.stderr)
        if trial.killed and SENTENCE not in run.stderr and "full" not in run.stderr:
            trial.problems.append(f"the disk is not named: {run.stderr.strip().splitlines()[-1:]}")
        filler.unlink()
        run_to_end(bench, output, cache, place / "t")
        trial.problems += differences(bench, output, "after the next run")
        trial.problems += [f"left behind: {path.name}" for path in output.glob(".*")]
    return trial
