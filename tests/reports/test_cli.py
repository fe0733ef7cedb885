"""Proves that the command line answers, and that no mistake of a user's ends in a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.reports._cli import build_parser, main


@pytest.mark.parametrize(
    ("arguments", "code", "expected"),
    [
        (["-p", "top_term", "5"], 2, "has no parameter 'top_term': did you mean 'top_terms'?"),
        (["-p", "top_terms", "five"], 2, "it must be a whole number from 5 to 200 (terms)"),
        (["--only", "quotes"], 2, "did you mean quote_attributions?"),
        (["--corpus", "nowhere"], 1, "nowhere"),
        (["--notebooks", "nowhere"], 1, "has no term_frequencies.ipynb"),
        (["-p", "unit=words"], 2, "Did you mean 'word'?"),
        (["-p", "unit"], 2, "-p unit: the value is missing; write -p unit VALUE."),
        (["--ouptut", "x"], 2, "There is no option --ouptut; did you mean --output?"),
        (["my", "articles"], 2, "one argument too many"),
        (["--corpus", "my", "articles"], 2, "named twice, as articles and by --corpus my"),
        (
            ["-p", "stop_words_file", "none.txt"],
            1,
            "Parameter 'stop_words_file': there is no file 'none.txt'",
        ),
        (
            ["--only", "quote_evaluation", "-p", "gold", "none"],
            1,
            "Parameter 'gold': there is no folder or file",
        ),
        (["-p", "unit", "dictionary"], 1, "which needs the parameter 'dictionary'"),
        (
            ["--scheduler", "localhost"],
            1,
            "--scheduler localhost: that is not an address; give one like tcp://",
        ),
        (["--scheduler", "tcp://127.0.0.1:9"], 1, "--scheduler tcp://127.0.0.1:9: nothing answers there."),
        (["--cache", __file__], 1, "test_cli.py: that is a file; name a folder."),
    ],
)
def test_mistake_is_one_sentence_and_an_exit_code(
    arguments: list[str], code: int, expected: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each kind of mistake has its exit code and a sentence on standard error, and makes no folder."""
    assert code == main([*arguments, "--output", str(tmp_path / "out")])
    said = capsys.readouterr()

    assert said.err.startswith("error: ")
    assert expected in said.err
    assert 1 == len(said.err.splitlines())
    assert "" == said.out
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("parameter", "value", "expected"),
    [
        ("target", "001", "no part of the corpus is called '001'; did you mean '001_66396de939dc4853'?"),
        (
            "compare_by",
            "outlets",
            "Parameter 'compare_by': the metadata has no column 'outlets'; did you mean 'outlet'?",
        ),
        ("expressions", "!", "Parameter 'expressions': '!' has no letter or digit to look for"),
        ("extra_stop_words", "+and", "Parameter 'extra_stop_words': '+and' has a mark before it"),
    ],
)
def test_what_depends_on_the_articles_is_checked_before_they_are_parsed(
    parameter: str,
    value: str,
    expected: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A part, word or expression that cannot be is told when the corpus is loaded: nothing is parsed for it."""
    monkeypatch.setattr(
        "analysis.reports._run.annotate", lambda *_, **__: pytest.fail("articles were parsed")
    )
    options = ["--output", str(tmp_path / "out"), "--cache", str(tmp_path / "cache")]
    assert 1 == main(["-p", parameter, value, *options])
    assert expected in capsys.readouterr().err


def test_help_names_every_parameter() -> None:
    """The help shows examples, and each parameter with what is allowed."""
    text = build_parser().format_help()

    assert "--corpus my_articles" in text
    assert "from 5 to 200 (terms)" in text


def test_whole_run_in_a_pipe(tmp_path: Path, root: Path, small_reports: Path) -> None:
    """Run as a program: plain lines on standard error, the page's place on standard output, code 0."""
    command = [sys.executable, "-m", "analysis.reports", "--only", "source_overlap", "-p", "min_words", "12"]
    places = ["--output", str(tmp_path / "out"), "--notebooks", str(small_reports / "notebooks")]
    ran = subprocess.run(
        [*command, *places, "--cache", str(small_reports / "cache")],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (0, "out/index.html\n") == (ran.returncode, ran.stdout), ran.stderr
    assert "source_overlap: 8 cells run" in ran.stderr
    assert "\x1b" not in ran.stderr


@pytest.mark.parametrize("option", ["--jobs", "--processes"])
@pytest.mark.parametrize("value", ["0", "-1", "many", "²", "9" * 10, "9" * 5000])
def test_a_number_of_processes_is_one_or_more(
    option: str, value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nonsense is refused before anything runs, with what is allowed."""
    with pytest.raises(SystemExit):
        main([option, value])
    assert "whole number of 1 or more" in capsys.readouterr().err
