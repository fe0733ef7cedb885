"""Proves the laws of every stage on a fixed share of the inputs of `nox -s fuzz`, and that no stage's time explodes."""

from __future__ import annotations

from random import Random

import pytest

from tests.hostile import guided
from tests.hostile.fuzz import TARGETS, run
from tests.hostile.growth import PARSED_STAGES, PARSED_TEXTS, STAGES, TEXTS, parsed, seconds


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", TARGETS)
def test_inputs_at_random_break_no_law(name: str) -> None:
    """Of 2,000 inputs none raises what is no answer, moves an offset, loses a quotation or takes too long."""
    run(name, max(1, round(2 * TARGETS[name].share)), seed=1)


def test_bytes_choose_an_input() -> None:
    """What atheris varies are choices: the same bytes are the same input, others another, and none are the first."""
    random = Random(1)  # noqa: S311 - inputs, not secrets
    for target in TARGETS.values():
        raws = [random.randbytes(size) for size in (0, 1, 40, 400, 2000)]
        made = [target.make(guided.Choices(raw)) for raw in raws]
        assert made == [target.make(guided.Choices(raw)) for raw in raws]
        assert len({repr(value) for value in made}) >= 3


def test_without_atheris_a_sentence_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where it is not installed nothing fails, and nothing is counted."""
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    monkeypatch.setattr("sys.argv", ["guided", "--inputs", "5"])
    assert 0 == guided.main()
    assert "No input is chosen by atheris: it does not install here" in capsys.readouterr().out


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("stage", STAGES)
def test_twice_the_text_takes_no_more_than_twice_the_time(stage: str) -> None:
    """Texts that are made to take long grow a stage's time with their length: at most 2.5 times for twice as much."""
    slow = {}
    for name, make in TEXTS.items():
        once, twice = seconds(STAGES[stage], make(5_000)), seconds(STAGES[stage], make(10_000))
        if twice > 2.5 * once + 0.1:  # what takes a tenth of a second is no matter of growth
            slow[name] = once, twice
    assert not slow


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", PARSED_TEXTS)
def test_twice_the_parse_takes_no_more_than_twice_the_time(name: str) -> None:
    """Entities and attributions of texts that are made to take long: at most 2.5 times for twice as much."""
    slow = {}
    for stage, read in PARSED_STAGES.items():
        read(*parsed(TEXTS[name](500)))  # what is loaded once
        # The encoder waits in threads that take processor time when another process has the cores: what seems slow is
        # measured again. What is found of a parse is kept with it, so each is read once.
        for _ in range(3):
            short, long = (seconds(read, *parsed(TEXTS[name](length)), runs=1) for length in (2_000, 4_000))
            if long <= 2.5 * short + 0.1:
                break
        else:
            slow[stage] = short, long
    assert not slow
