"""Scores against gold: worked examples by hand, the standoff format, and properties of any scores."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation import AnnotatedCorpus
from analysis.corpus import Corpus
from analysis.errors import DatelineError
from analysis.quotes import Attribution
from analysis.quotes._records import choose_finder, read_article
from analysis.quotes.evaluation._figures import _f1
from analysis.quotes.evaluation._gold import (
    GoldArticle,
    gold_corpus,
    marked_kind,
    parse_standoff,
    read_gold_lines,
    read_polnear,
)
from analysis.quotes.evaluation._scores import (
    list_errors,
    match_attributions,
    measure_reliability,
    score_quotes,
)
from tests.small_gold import SEEDS_GOLD

TEXT = 'Keller said the pier will stand. "It is ours," the mayor added. Others doubt that.'


def spans_of(*words: str) -> tuple[tuple[int, int], ...]:
    """Where words stand in the text."""
    return tuple((TEXT.index(word), TEXT.index(word) + len(word)) for word in words)


def attribution(content: str, cue: str, source: str, confidence: float = 1.0) -> Attribution:
    """An attribution of words of the text."""
    content_spans = spans_of(content)
    sources = spans_of(source) if source else ()
    return Attribution(content_spans, spans_of(cue), sources, marked_kind(TEXT, content_spans), confidence)


INDIRECT = attribution("the pier will stand", "said", "Keller")
DIRECT = attribution('"It is ours,"', "added", "the mayor")
GOLD_ARTICLES = {"a": GoldArticle("a", TEXT, (INDIRECT, DIRECT))}


def row(table: pd.DataFrame, measure: str, kind: str = "all") -> pd.Series:
    """One row of the scores."""
    return table[(table["measure"] == measure) & (table["kind"] == kind)].iloc[0]


def test_worked_example() -> None:
    """One of two found, with a wrong source, beside one that is none: a half, a half, nothing."""
    predicted = [
        attribution("pier will stand", "said", "the mayor"),
        attribution("Others", "doubt", ""),
    ]
    scores = score_quotes(GOLD_ARTICLES, {"a": predicted})

    found = row(scores, "attribution")
    assert (0.5, 0.5, 0.5, 1, 2, 2) == tuple(
        found[["precision", "recall", "f1", "right", "predicted", "gold"]]
    )
    assert 0.0 == row(scores, "attribution and source")["f1"]
    assert 0.0 == row(scores, "source of matches")["precision"]
    assert 1.0 == row(scores, "attribution", "indirect")["recall"]
    assert 0.0 == row(scores, "attribution", "direct")["recall"]
    # Content: 3 of the 4 + 3 gold words, and one word too many. Cue: "said", of two; "doubt" is none.
    content, cue = row(scores, "content words"), row(scores, "cue words")
    assert (3, 4, 7) == tuple(content[["right", "predicted", "gold"]])
    assert (1, 2, 2) == tuple(cue[["right", "predicted", "gold"]])


def count_by_definition(
    gold: dict[str, GoldArticle], predicted: dict[str, list[Attribution]]
) -> dict[str, tuple[int, int, int]]:
    """Count what is right, predicted and in the gold of each measure, straight from its definition.

    A second way to the same numbers: character by character to words, and the matching by looking for the
    largest overlap among what is left, again and again.
    """

    def words_of(text: str, spans: tuple[tuple[int, int], ...]) -> frozenset[int]:
        found = set()
        for start, end in spans:
            for i in range(start, end):
                inside = text[i].isalnum() or text[i] == "_"
                before = i > start and (text[i - 1].isalnum() or text[i - 1] == "_")
                if inside and not before:
                    found.add(i)
        return frozenset(found)

    right = sourced = 0
    roles = {role: [0, 0, 0] for role in ("source", "cue", "content")}
    for doc_id, article in gold.items():
        wanted, given = list(article.attributions), list(predicted.get(doc_id, []))
        for role, counts in roles.items():
            sides = [
                {w for a in side for w in words_of(article.text, getattr(a, f"{role}_spans"))}
                for side in (wanted, given)
            ]
            counts[0] += len(sides[0] & sides[1])
            counts[1] += len(sides[1])
            counts[2] += len(sides[0])
        left, unused = dict(enumerate(wanted)), dict(enumerate(given))
        while left and unused:
            overlaps = []
            for i, one in left.items():
                for j, other in unused.items():
                    a, b = (
                        words_of(article.text, one.content_spans),
                        words_of(article.text, other.content_spans),
                    )
                    overlaps.append((len(a & b) / len(a | b) if a | b else 0.0, i, j))
            overlap, i, j = max(overlaps)
            if overlap < 0.5:
                break
            a, b = (words_of(article.text, x.source_spans) for x in (left.pop(i), unused.pop(j)))
            right += 1
            sourced += bool(a & b) or not (a or b)
    n_given = sum(len(predicted.get(doc_id, [])) for doc_id in gold)
    n_gold = sum(len(article.attributions) for article in gold.values())
    counted = {"attribution": (right, n_given, n_gold), "attribution and source": (sourced, n_given, n_gold)}
    return counted | {f"{role} words": tuple(counts) for role, counts in roles.items()}  # type: ignore[misc]


def test_counts_are_those_of_the_definitions(seeds: Corpus, annotated: AnnotatedCorpus) -> None:
    """On the seeds, rules against gold, each measure's counts are those of the definition, counted otherwise."""
    gold = read_gold_lines(SEEDS_GOLD, seeds)
    found = {article.doc_id: read_article(article, doc, choose_finder("rules")) for article, doc in annotated}
    scores = score_quotes(gold, found)

    for measure, expected in count_by_definition(gold, found).items():
        assert expected == tuple(row(scores, measure)[["right", "predicted", "gold"]]), measure


def test_one_to_one() -> None:
    """Of two predictions of one gold attribution only the closer one matches."""
    closer, farther = INDIRECT, attribution("said the pier will stand", "said", "Keller")
    matches = match_attributions({"a": GoldArticle("a", TEXT, (INDIRECT,))}, {"a": [farther, closer]})

    assert [(INDIRECT, closer), (None, farther)] == [(m.gold, m.predicted) for m in matches]


def test_one_prediction_is_not_two_hits() -> None:
    """Of two gold attributions that one prediction is like only the closer one is found."""
    shorter = attribution("pier will stand", "said", "Keller")
    gold = {"a": GoldArticle("a", TEXT, (shorter, INDIRECT))}
    found = row(score_quotes(gold, {"a": [INDIRECT]}), "attribution")

    assert (1, 1, 2) == tuple(found[["right", "predicted", "gold"]])


def test_half_is_enough() -> None:
    """An overlap of exactly a half of the words matches, less does not."""
    gold = {"a": GoldArticle("a", TEXT, (INDIRECT,))}

    half = attribution("will stand", "said", "Keller")
    assert 1.0 == row(score_quotes(gold, {"a": [half]}), "attribution")["f1"]
    assert (
        0.0 == row(score_quotes(gold, {"a": [attribution("stand", "said", "Keller")]}), "attribution")["f1"]
    )


def test_no_source_on_either_side_is_right() -> None:
    """A match whose source is missing in both is right, one that only the prediction names is wrong."""
    gold = {"a": GoldArticle("a", TEXT, (attribution("the pier will stand", "said", ""),))}

    without = attribution("the pier will stand", "said", "")
    assert 1.0 == row(score_quotes(gold, {"a": [without]}), "source of matches")["precision"]
    assert 0.0 == row(score_quotes(gold, {"a": [INDIRECT]}), "source of matches")["precision"]


def test_article_without_predictions() -> None:
    """An article that a finder leaves out counts as found empty; what is not counted is null."""
    scores = score_quotes(GOLD_ARTICLES, {})

    found = row(scores, "attribution")
    assert 0.0 == found["recall"]
    assert pd.isna(found["precision"])


def test_classes_other_than_kinds() -> None:
    """Scores can be split by any class of attributions."""
    scores = score_quotes(
        GOLD_ARTICLES, {"a": [INDIRECT]}, classify=lambda _, a: TEXT[slice(*a.cue_spans[0])]
    )

    assert 1.0 == row(scores, "attribution", "said")["recall"]
    assert 0.0 == row(scores, "attribution", "added")["recall"]


def test_kinds_by_marks() -> None:
    """Marks at both ends make a direct content, at one a mixed, none an indirect."""
    assert "direct" == marked_kind(TEXT, spans_of('"It is ours,"'))
    assert "direct" == marked_kind(TEXT, spans_of("It is ours"))
    assert "mixed" == marked_kind(TEXT, spans_of('"It is'))
    assert "indirect" == marked_kind(TEXT, spans_of("the pier will stand"))


@pytest.mark.parametrize(
    ("text", "content", "kind"),
    [
        ("“ours” x", (0, 6), "direct"),
        ("“ours” x", (1, 5), "direct"),
        ("“ours x", (0, 5), "mixed"),
        ("“ours x", (2, 5), "mixed"),
        ("“ours x", (3, 5), "indirect"),
        ("x ours”", (2, 6), "mixed"),
        ("x ours,”", (2, 6), "mixed"),
        ("x ours ,”", (2, 6), "indirect"),
        ("a “b” c d", (0, 7), "mixed"),
        ("“ours,” x", (1, 5), "direct"),
    ],
)
def test_marks_count_within_two_characters(text: str, content: tuple[int, int], kind: str) -> None:
    """At a content's edges or right beside them, at the very beginning and end of a text too."""
    assert kind == marked_kind(text, (content,))


def test_reliability() -> None:
    """Bins hold the mean confidence and the share that is right."""
    predicted = [
        attribution("the pier will stand", "said", "Keller", 0.85),
        attribution("Others", "doubt", "", 0.88),
        attribution('"It is ours,"', "added", "the mayor", 1.0),
    ]
    table = measure_reliability(GOLD_ARTICLES, {"a": predicted})

    # Wilson's intervals of 1 of 2 and of 1 of 1: (p + z²/2n ± z √(p(1 - p)/n + z²/4n²)) / (1 + z²/n), z = 1.96.
    expected = [(0.8, 0.9, 2, 0.865, 0.5, 0.0945, 0.9055), (0.9, 1.0, 1, 1.0, 1.0, 0.2065, 1.0)]
    assert expected == [
        tuple(round(value, 4) for value in values) for values in table.itertuples(index=False)
    ]


def test_errors_are_listed() -> None:
    """The surest spurious and wrong ones come first, then what is missed."""
    predicted = [
        attribution("Others", "doubt", "", 0.6),
        attribution('"It is ours,"', "added", "Keller", 0.9),
    ]
    errors = list_errors(GOLD_ARTICLES, {"a": predicted})

    assert ["wrong source", "spurious", "missed"] == errors["error"].tolist()
    assert ["the mayor", "", ""] == errors["gold_source"].tolist()
    assert "the pier will stand" == errors["content"].iloc[2]
    for error in errors.to_dict("records"):
        for role in ("content", "cue", "source", "gold_source"):
            assert error[role] == " … ".join(TEXT[start:end] for start, end in error[f"{role}_spans"])


def test_errors_are_shown_beside_what_the_other_side_has_there() -> None:
    """Beside what is missed stands what the finder has of its words, and the other way round; rows are numbered."""
    too_long = attribution("Keller said the pier will stand", "added", "", 0.9)
    gold = {"a": GoldArticle("a", TEXT, (attribution("will stand", "said", "Keller"), DIRECT))}
    errors = list_errors(gold, {"a": [too_long]})

    near = dict(zip(zip(errors["error"], errors["content"], strict=True), errors["other_spans"], strict=True))
    assert {
        ("spurious", "Keller said the pier will stand"): [spans_of("will stand")[0]],
        ("missed", '"It is ours,"'): [],
        ("missed", "will stand"): [spans_of("Keller said the pier will stand")[0]],
    } == near
    assert [0, 1, 2] == errors.index.tolist()


def test_plain_cases_come_first_among_what_is_missed() -> None:
    """Of two attributions missed, the direct one is the worse error, though the other is longer."""
    errors = list_errors(GOLD_ARTICLES, {})

    assert ["direct", "indirect"] == errors["kind"].tolist()
    assert errors["confidence"].isna().all()


STANDOFF = """\
T1\tSource 0 6\tKeller
T2\tCue 7 11\tsaid
T3\tContent 12 20;26 31\tthe pier stand
T4\tAttribution 7 11\tsaid
E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3 Content2:T5
T5\tContent 33 45\tIt is ours
E2\tAttribution-no-source:T4 Cue:T2
"""


def test_standoff() -> None:
    """Discontinuous spans, spans after their event, numbered roles; an event without content is dropped."""
    (found,) = parse_standoff(TEXT, STANDOFF)

    assert ((12, 20), (26, 31), (33, 45)) == found.content_spans
    assert ((7, 11),) == found.cue_spans
    assert ((0, 6),) == found.source_spans


def test_reading_a_folder(tmp_path: Path) -> None:
    """The first annotator is the gold; an article without annotation is left out; the whole text is body."""
    for folder in ("text", "attributions"):
        (tmp_path / folder).mkdir()
    (tmp_path / "text" / "one.txt").write_bytes(TEXT.encode())
    (tmp_path / "text" / "two.txt").write_bytes(TEXT.encode())
    (tmp_path / "attributions" / "one_bbbb.ann").write_text("")
    (tmp_path / "attributions" / "one_aaaa.ann").write_text(STANDOFF)
    gold = read_polnear(tmp_path)

    assert ["one"] == list(gold)
    assert 1 == len(gold["one"].attributions)
    (article,) = gold_corpus(gold)
    assert ((0, len(TEXT)),) == article.paragraphs()


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    """A folder of another shape is refused in one sentence."""
    with pytest.raises(DatelineError, match="attributions"):
        read_polnear(tmp_path)


def test_the_seeds_gold_agrees_with_itself(seeds: Corpus) -> None:
    """Our own gold scored against itself is right throughout."""
    gold = read_gold_lines(SEEDS_GOLD, seeds)
    scores = score_quotes(gold, {doc_id: article.attributions for doc_id, article in gold.items()})

    assert {1.0} == set(scores["f1"])
    assert 68 == row(scores, "attribution")["gold"]


@given(st.sets(st.integers(0, 15)), st.sets(st.integers(0, 15)))
def test_counts_never_exceed_what_there_is(wanted: set[int], given_: set[int]) -> None:
    """No prediction and no gold attribution counts twice, and the two sides agree on how many match."""
    words = [(i * 3, i * 3 + 2) for i in range(16)]
    text = "ab " * 16

    def make(numbers: set[int]) -> tuple[Attribution, ...]:
        return tuple(Attribution((words[n],), (), (), "indirect", 1.0) for n in sorted(numbers))

    scores = score_quotes({"a": GoldArticle("a", text, make(wanted))}, {"a": make(given_)})
    found = row(scores, "attribution")
    assert len(wanted & given_) == found["right"]
    assert found["right"] <= min(found["predicted"], found["gold"])


def test_f1_is_the_harmonic_mean_of_precision_and_recall() -> None:
    """Of half right and a quarter found it is a third; where nothing is right it is nothing."""
    assert 100 / 3 == pytest.approx(_f1(1, 2, 1, 4))
    assert 50 == pytest.approx(_f1(2, 4, 4, 8))
    assert 0.0 == _f1(0, 2, 0, 4)
