"""Kill a run, or a process that it started, at random moments; look at what is left and at what the next run makes.

    python tests/trials/faults.py --number 50 --seed 1

Yesterday's reports stand in the folder, the corpus has changed since, and a run makes them anew. After each kill,
every file there is yesterday's or the new one, whole; no process goes on; and the next run completes, with the same
bytes as a run that nothing disturbed, and leaves no temporary file.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, os.fspath(ROOT))

from tests import cluster  # noqa: E402 - the project's folder comes first
from tests.small_notebooks import write_notebooks  # noqa: E402

#: What is killed, and words of the command line that tell it; the run itself is the process that was started.
TARGETS = {
    "run": "analysis.reports",
    "notebook's process": "analysis.reports._worker",
    "kernel": "analysis.reports._kernel",
    "reader": "popen_loky_posix",
    "cluster's worker": "",
}
#: Files of the run as a whole, which also say of what corpus it was and that a page could not be made.
OF_THE_RUN = {"index.html", "manifest.json", "data/datapackage.json"} | {
    f"data/{table}.{ending}"
    for table in ("articles", "rejected", "warnings")
    for ending in ("csv", "parquet")
}
#: Seconds in which a process whose parent was killed must be gone.
_GRACE = 30.0


@dataclass(frozen=True)
class Bench:
    """What every trial begins from: the corpus, yesterday's reports with their cache, and what a whole run makes."""

    folder: Path
    seconds: float
    options: tuple[str, ...] = ()

    @property
    def expected(self) -> dict[str, str]:
        """Digests of what an undisturbed run makes."""
        return digests(self.folder / "expected")

    @property
    def yesterday(self) -> dict[str, str]:
        """Digests of the reports that stand there before."""
        return digests(self.folder / "yesterday")


@dataclass
class Trial:
    """One kill: what was killed after how many seconds, and what is wrong after it."""

    target: str
    moment: float
    exit_code: int = 0
    killed: bool = False
    unchanged: bool = False
    problems: list[str] = field(default_factory=list)


def digests(folder: Path) -> dict[str, str]:
    """Return the digest of every published file of a folder; not of notebooks kept as far as they ran."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    names = {file.relative_to(folder).as_posix(): file for file in files}
    return {
        name: sha256(file.read_bytes()).hexdigest()
        for name, file in names.items()
        if not name.startswith((".", "failed/"))
    }


def prepare(folder: Path, *, options: Sequence[str] = (), number: int = 3) -> Bench:
    """Make yesterday's reports of short articles, change the corpus, and make what is expected of it."""
    write_notebooks(folder / "notebooks")
    articles = folder / "articles"
    articles.mkdir()
    seeds = sorted((ROOT / "seeds").glob("*.txt"))[:number]
    for seed in seeds:
        (articles / seed.name).write_text(seed.read_text(encoding="utf-8")[:1200], encoding="utf-8")
    bench = Bench(folder, 0.0, tuple(options))
    run_to_end(bench, folder / "yesterday", folder / "cache", folder)
    for seed in seeds:
        (articles / seed.name).write_text(seed.read_text(encoding="utf-8")[:1500], encoding="utf-8")
    began = time.monotonic()
    shutil.copytree(folder / "cache", folder / "other-cache")
    run_to_end(bench, folder / "expected", folder / "other-cache", folder)
    return Bench(folder, time.monotonic() - began, bench.options)


def inject(bench: Bench, target: str, moment: float) -> Trial:
    """Kill a target so many seconds after a run began, and return what is wrong afterwards."""
    trial = Trial(target, moment)
    # A socket's path must be short.
    with tempfile.TemporaryDirectory(prefix="f-", dir="/tmp") as name, ExitStack() as stack:
        place = Path(name)
        output = Path(shutil.copytree(bench.folder / "yesterday", place / "out"))
        cache = Path(shutil.copytree(bench.folder / "cache", place / "cache"))
        (place / "t").mkdir()
        victims, extra = [], ("--processes", "2")
        if target == "cluster's worker":
            address, _ = stack.enter_context(cluster.scheduler(place))
            victims = [stack.enter_context(cluster.worker(address, place, f"w{i}")).pid for i in (1, 2)]
            extra = ("--scheduler", address)
        log = place / "log"
        with log.open("wb") as file:
            run = subprocess.Popen(
                command(bench, output, cache, extra), env=environment(place / "t"), stdout=file, stderr=file
            )
        started = _kill(run, target, moment, victims)
        trial.killed = started is not None
        trial.exit_code = run.wait()
        trial.problems += look(bench, output, trial, log.read_text(encoding="utf-8", errors="replace"))
        trial.problems += _survivors(started or [])
        run_to_end(bench, output, cache, place / "t")
        trial.problems += differences(bench, output, "after the next run")
        left = [
            *output.glob(".*"),
            *(place / "t").glob("dateline-*"),
            *cache.glob("*-journal"),
            *cache.glob(".*"),
        ]
        trial.problems += [f"left behind: {path.name}" for path in left]
    return trial


def run_two(bench: Bench, delay: float, *, again: bool = True) -> Trial:
    """Let two runs go into one folder, one so many seconds after the other; return what is wrong afterwards.

    Args:
        bench: What the runs begin from.
        delay: Seconds.
        again: Whether the folder is looked at once more after a third run.
    """
    trial = Trial("two runs", delay)
    with tempfile.TemporaryDirectory(prefix="f-", dir="/tmp") as name:
        place = Path(name)
        output = Path(shutil.copytree(bench.folder / "yesterday", place / "out"))
        cache = Path(shutil.copytree(bench.folder / "cache", place / "cache"))
        (place / "t").mkdir()
        runs = []
        for number in (1, 2):
            with (place / f"log{number}").open("wb") as log:
                arguments = command(bench, output, cache, ("--processes", "1"))
                runs.append(subprocess.Popen(arguments, env=environment(place / "t"), stdout=log, stderr=log))
            time.sleep(delay if number == 1 else 0)
        codes = [run.wait() for run in runs]
        trial.exit_code, trial.killed = max(codes), True
        for number in (1, 2):
            said = (place / f"log{number}").read_text(encoding="utf-8", errors="replace")
            trial.problems += look(bench, output, trial, said)
        if again:
            run_to_end(bench, output, cache, place / "t")
            trial.problems += differences(bench, output, "after the next run")
        trial.problems += [f"left behind: {path.name}" for path in output.glob(".*")]
    return trial


def _kill(
    run: subprocess.Popen[bytes], target: str, moment: float, victims: list[int]
) -> list[psutil.Process] | None:
    """Kill the target at its moment or when there is one; return the run's processes, None where the run was over."""
    began = time.monotonic()
    while run.poll() is None:
        started = psutil.Process(run.pid).children(recursive=True)
        if time.monotonic() - began >= moment:
            choice = [run.pid] if target == "run" else victims[:1] or _matching(started, TARGETS[target])
            if choice:
                psutil.Process(choice[0]).kill()
                return started
        time.sleep(0.02)
    return None


def _matching(processes: Sequence[psutil.Process], words: str) -> list[int]:
    matching = []
    for process in processes:
        try:
            if any(words in argument for argument in process.cmdline()):
                matching.append(process.pid)
        except psutil.Error:  # it has ended
            continue
    return matching


def look(bench: Bench, output: Path, trial: Trial, said: str) -> list[str]:
    """Return what is wrong with a folder after a kill, and with what the run said."""
    now, yesterday, expected = digests(output), bench.yesterday, bench.expected
    trial.unchanged = all(
        now.get(name) == digest for name, digest in yesterday.items() if name not in OF_THE_RUN
    )
    listed = _listed(output)
    problems = [
        f"torn: {name}"
        for name, digest in now.items()
        if digest not in {yesterday.get(name), expected.get(name), listed.get(name)}
    ]
    problems += [f"lost: {name}" for name in yesterday.keys() & expected.keys() - now.keys()]
    if "Traceback" in said:
        problems.append(f"a traceback: {said.strip().splitlines()[-1]}")
    if trial.exit_code == 0:
        problems += differences(bench, output, "after a run that says it succeeded")
    return problems


def _listed(output: Path) -> dict[str, str]:
    """Return the digests that the manifest of a folder lists: a run that failed by itself says so in its overview."""
    manifest = json.loads((output / "manifest.json").read_bytes())
    listed = dict(manifest["outputs"]) | {"manifest.json": digests(output)["manifest.json"]}
    for entry in manifest["notebooks"].values():
        listed |= entry["outputs"]
    return listed


def differences(bench: Bench, output: Path, when: str) -> list[str]:
    """Return in which files a folder is not what an undisturbed run makes."""
    expected, now = bench.expected, digests(output)
    names = [name for name in sorted(expected | now) if expected.get(name) != now.get(name)]
    return [f"not the right bytes {when}: {', '.join(names)}"] if names else []


def _survivors(started: Sequence[psutil.Process]) -> list[str]:
    """Return the processes that go on although the run is over."""
    _, alive = psutil.wait_procs(started, timeout=_GRACE)
    commands = [" ".join(process.cmdline()[:4]) for process in alive if process.is_running()]
    for process in alive:
        process.kill()
    return [f"goes on: {command}" for command in commands]


def command(bench: Bench, output: Path, cache: Path, extra: Sequence[str] = ()) -> list[str]:
    """Return the command of a run into a folder."""
    folder = bench.folder
    places = ["--corpus", folder / "articles", "--output", output, "--cache", cache]
    places += ["--notebooks", folder / "notebooks"]
    return [sys.executable, "-m", "analysis.reports", *map(os.fspath, places), *bench.options, *extra]


def environment(temporary: Path) -> dict[str, str]:
    """Return the environment of a run whose temporary files are in a folder."""
    return os.environ | {"PYTHONPATH": os.fspath(ROOT), "TMPDIR": os.fspath(temporary)}


def run_to_end(bench: Bench, output: Path, cache: Path, temporary: Path) -> None:
    """Run, undisturbed; an error where that fails."""
    arguments = command(bench, output, cache, ("--processes", "1"))
    done = subprocess.run(arguments, env=environment(temporary), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"a run that nothing disturbs failed: {done.stderr}")


def _other_faults(
    bench: Bench, disks: int, pairs: int, choose: random.Random, deadline: float
) -> list[Trial]:
    """Fill disks, and let runs meet in one folder; return these trials."""
    from tests.trials.disks import run_without_room

    size = sum(file.stat().st_size for file in (bench.folder / "expected").rglob("*") if file.is_file())
    trials = []
    for number in range(disks + pairs):
        if time.monotonic() > deadline:
            break
        if number < disks:
            try:
                trial = run_without_room(
                    bench, round(choose.uniform(0, 1.5) * size), cache_too=number % 2 == 1
                )
            except PermissionError as error:
                print(f"full disks are left out: {error}", flush=True)
                continue
        else:
            trial = run_two(bench, choose.uniform(0, 0.5) * bench.seconds)
        trials.append(trial)
        print(
            f"{trial.target}, {trial.moment:,.1f}: {'; '.join(trial.problems) or 'nothing wrong'}", flush=True
        )
    return trials


def main(arguments: Sequence[str] | None = None) -> int:
    """Inject the faults and print each with what was wrong; the exit code is the number of those with a problem."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--number", type=int, default=50, help="kills")
    parser.add_argument("--seed", type=int, default=1, help="decides what is killed, and when")
    parser.add_argument("--targets", nargs="+", default=sorted(TARGETS), help="what is killed")
    parser.add_argument(
        "--disks", type=int, default=12, help="disks that are full after so many bytes, at random"
    )
    parser.add_argument("--pairs", type=int, default=6, help="pairs of runs into one folder")
    parser.add_argument("--minutes", type=float, default=600, help="begin no trial after so many minutes")
    given = parser.parse_args(arguments)
    choose = random.Random(given.seed)  # noqa: S311 - a sample, no secret
    deadline = time.monotonic() + given.minutes * 60
    trials: list[Trial] = []
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        bench = prepare(Path(folder))
        print(f"a run that nothing disturbs takes {bench.seconds:.1f} s", flush=True)
        while len(trials) < given.number and time.monotonic() < deadline:
            target = choose.choice(given.targets)
            trial = inject(bench, target, choose.uniform(0, 1) * bench.seconds)
            if not trial.killed:
                print(f"{target} after {trial.moment:.1f} s: came too late, not counted", flush=True)
                continue
            trials.append(trial)
            state = "yesterday's" if trial.unchanged else "new in part or whole"
            what = "; ".join(trial.problems) or "nothing wrong"
            print(
                f"{len(trials)}: {target} after {trial.moment:.1f} s: exit {trial.exit_code}, {state}: {what}",
                flush=True,
            )
        trials += _other_faults(bench, given.disks, given.pairs, choose, deadline)
    counts = Counter(trial.target for trial in trials)
    print(", ".join(f"{count} × {target}" for target, count in sorted(counts.items())))
    wrong = sum(bool(trial.problems) for trial in trials)
    print(f"{len(trials)} faults, {wrong} with something wrong")
    return min(wrong, 100)


if __name__ == "__main__":
    sys.exit(main())
