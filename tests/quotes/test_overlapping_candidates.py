"""Of candidates for one attribution the better is kept, wherever they stand and however many there are."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from analysis.quotes.rules._finder import Candidate, drop_overlaps
from analysis.text import jaccard


def candidate(start: int, length: int) -> Candidate:
    """Return a candidate whose content is one span."""
    return Candidate(((start, start + length),), ((start, start + 1),), (), "clause", "say")


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 900), st.integers(1, 600)), max_size=20))
def test_whatever_shares_half_with_a_better_one_goes(drawn: list[tuple[int, int, int]]) -> None:
    """What is kept is what comparing each candidate with every better one keeps."""
    kept = [(float(prior), candidate(start, length)) for prior, start, length in drawn]
    expected: list[tuple[float, Candidate]] = []
    for prior, each in sorted(kept, key=lambda k: (-k[0], k[1].content, k[1].cue)):
        if all(jaccard(each.content, better.content) < 0.5 for _, better in expected):
            expected.append((prior, each))
    assert expected == drop_overlaps(kept)


def test_twice_the_candidates_take_twice_the_time() -> None:
    """Candidates far apart are not compared: an article of many quotations takes no more time for each."""

    def seconds(number: int) -> float:
        kept = [(1.0, candidate(40 * place, 30)) for place in range(number)]
        began = time.process_time()
        assert number == len(drop_overlaps(kept))
        return time.process_time() - began

    assert seconds(4_000) < 2.5 * seconds(2_000) + 0.1
