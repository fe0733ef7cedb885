"""The table of overlaps: each one once, in order, with its exact span."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from analysis.annotation import AnnotatedCorpus, annotate
from analysis.corpus import Article, load_corpus
from analysis.overlap import (
    OVERLAP_KINDS,
    align_counts,
    align_paraphrases,
    choose_source_columns,
    classify_passages,
    collect_overlaps,
    compare_descriptions,
    compare_numbers,
    compare_sources,
    count_sources,
    find_passages,
    group_by_source,
    infer_derivation,
    phrases_outside_passages,
    shared_phrases,
    shared_quotations,
    summarise_overlap,
)
from analysis.quotes import find_quotes
from tests.copied_articles import write_articles


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> AnnotatedCorpus:
    """Seven articles with known overlaps."""
    folder = tmp_path_factory.mktemp("copied")
    return annotate(load_corpus(write_articles(folder / "articles")), cache=folder / "cache")


def gathered(annotated: AnnotatedCorpus) -> pd.DataFrame:
    """All overlaps of a corpus."""
    passages = classify_passages(annotated.corpus, find_passages(annotated))
    return collect_overlaps(
        passages,
        shared_quotations(annotated),
        paraphrases=align_paraphrases(annotated),
        descriptions=compare_descriptions(annotated),
        phrases=shared_phrases(annotated.corpus),
    )


def told(annotated: AnnotatedCorpus) -> list[str]:
    """The summary of a corpus."""
    passages = classify_passages(annotated.corpus, find_passages(annotated))
    derivation = infer_derivation(annotated.corpus, passages)
    groups = group_by_source(annotated.corpus, passages, derivation)
    names = {article.doc_id: article.doc_id[:3].upper() for article in annotated.corpus}
    descriptions, sources = compare_descriptions(annotated), compare_sources(find_quotes(annotated))
    said = summarise_overlap(gathered(annotated), descriptions, derivation, groups, sources, names=names)
    return [one.sentence for one in said]


def test_every_side_is_what_stands_there(annotated: AnnotatedCorpus, copied: AnnotatedCorpus) -> None:
    """Offsets are exact, pairs in order, numbers from 1; only phrases may be spelled as another article has them."""
    for corpus in (annotated, copied):
        table = gathered(corpus)
        assert table["number"].tolist() == list(range(1, len(table) + 1))
        assert set(table["kind"]) <= set(OVERLAP_KINDS)
        assert (table["doc_a"] < table["doc_b"]).all()
        for row in table[table["kind"] != "shared phrase"].itertuples():
            assert corpus.corpus[row.doc_a].text[row.start_a : row.end_a] == row.text_a
            assert corpus.corpus[row.doc_b].text[row.start_b : row.end_b] == row.text_b


def test_a_quotation_that_is_a_passage_is_given_once(copied: AnnotatedCorpus) -> None:
    """A quotation that is also a passage is one overlap, with the speaker's name."""
    table = gathered(copied)
    quoted = table[(table["doc_a"] == "herald") & (table["doc_b"] == "observer")]
    assert [("shared quotation", "Anna Berg")] == [
        (row.kind, row.about) for row in quoted.itertuples() if "quotation" in row.kind
    ]


def test_copied_sentences_are_no_paraphrase(copied: AnnotatedCorpus) -> None:
    """Paraphrases within a shared passage are left out."""
    assert len(align_paraphrases(copied))
    table = gathered(copied)
    herald = table[(table["doc_a"] == "courier") & (table["doc_b"] == "herald")]
    assert ["copied prose"] == herald["kind"].tolist()


def test_what_the_articles_contradict_is_set_side_by_side(annotated: AnnotatedCorpus) -> None:
    """Both titles of one diplomat."""
    table = gathered(annotated)
    differ = table[table["kind"] == "described differently"]
    said = {row.about: {row.text_a, row.text_b} for row in differ.itertuples()}
    assert said["title of Jeong Yeon-doo"] == {
        "vice minister for diplomatic strategy and intelligence at the foreign ministry",
        "director general for foreign strategy and intelligence at South Korea’s Foreign Ministry",
    }


def test_phrases_of_copied_prose_are_no_finding(copied: AnnotatedCorpus) -> None:
    """Phrases within a shared passage are left out; other phrases stay."""
    phrases = shared_phrases(copied.corpus)
    assert len(phrases)
    assert phrases_outside_passages(phrases, find_passages(copied)).empty
    pd.testing.assert_frame_equal(phrases, phrases_outside_passages(phrases, find_passages(copied).head(0)))
    none = phrases_outside_passages(
        phrases.head(0), find_passages(copied).head(0)
    )  # as of a corpus of one article
    assert phrases.columns.tolist() == none.columns.tolist()


def test_summary_says_what_each_class_amounts_to(copied: AnnotatedCorpus) -> None:
    """The summary has pairs by class, directions, origins of groups, and shared sources."""
    said = told(copied)
    *_, direction, classes, sources = said
    assert classes.startswith(
        "Of 21 pairs of articles, three share copied prose (166 words in three passages)"
    )
    assert "one has a quotation in common" in classes
    assert (
        "Who copied whom: in one pair one article copied the other (‘COU’ from ‘HER’), in one pair both articles "
        "credit the same news agency and in one pair the direction is unknown."
    ) == direction
    assert sources == "One named source is quoted or paraphrased in more than one article: Anna Berg (in 2)."


def numbers(verdict: str) -> pd.DataFrame:
    """A number of one thing in two articles."""
    row = {
        "doc_a": "a", "start_a": 5, "end_a": 16, "text_a": "nine people", "doc_b": "b", "start_b": 7, "end_b": 19,
        "text_b": "eight people", "counted": "people", "verdict": verdict, "score": 0.9,
    }  # fmt: skip
    return pd.DataFrame([row])


def test_numbers_that_differ_are_marked_and_said() -> None:
    """A number that differs is an overlap of the pair, to be read side by side, and the summary names it."""
    none = pd.DataFrame(columns=["doc_a", "doc_b"])
    found = collect_overlaps(none, none, numbers=numbers("differ"))
    assert [("described differently", "nine people", "eight people", "number of people")] == list(
        found[["kind", "text_a", "text_b", "about"]].itertuples(index=False, name=None)
    )
    assert collect_overlaps(none, none, numbers=numbers("cannot tell")).empty

    empty = pd.DataFrame(columns=["kind", "doc_a", "doc_b", "words", "verdict", "name", "aspect", "shared"])
    tables, names = (empty, empty, empty, empty, empty), {"a": "A", "b": "B"}
    said = [one.sentence for one in summarise_overlap(*tables, names=names, numbers=numbers("differ"))]
    assert (
        "Articles give different numbers for the same thing: “nine people” in ‘A’, but “eight people” in ‘B’."
        in said
    )
    agreed = [one.sentence for one in summarise_overlap(*tables, names=names, numbers=numbers("agree"))]
    assert not any("different numbers" in sentence for sentence in agreed)


def test_titles_that_may_both_hold_are_not_marked() -> None:
    """Of three articles, only the two whose titles exclude each other are set side by side."""
    none = pd.DataFrame(columns=["doc_a", "doc_b"])
    said = {"a": "Sen.", "b": "Rep.", "c": "billionaire"}
    rows = [
        {"name": "Ann", "kind": "person", "aspect": "title", "doc_id": doc_id, "description": words, "start": 1,
         "end": 1 + len(words), "verdict": "differ", "variant": number}
        for number, (doc_id, words) in enumerate(said.items(), start=1)
    ]  # fmt: skip
    found = collect_overlaps(none, none, descriptions=pd.DataFrame(rows))
    assert [("Sen.", "Rep.")] == list(found[["text_a", "text_b"]].itertuples(index=False, name=None))


def test_what_one_article_alone_says_is_set_against_the_other() -> None:
    """An article that gives both ages is set beside the other with the age that the other does not give."""
    none = pd.DataFrame(columns=["doc_a", "doc_b"])
    said = [("a", "54", 1), ("a", "45", 2), ("b", "54", 1)]
    rows = [
        {"name": "Ann", "kind": "person", "aspect": "age", "doc_id": doc_id, "description": words, "start": at,
         "end": at + 2, "verdict": "differ", "variant": variant}
        for at, (doc_id, words, variant) in enumerate(said)
    ]  # fmt: skip
    found = collect_overlaps(none, none, descriptions=pd.DataFrame(rows))
    assert [("45", "54")] == list(found[["text_a", "text_b"]].itertuples(index=False, name=None))


def test_summary_names_what_groups_go_back_to(copied: AnnotatedCorpus) -> None:
    """The likely origin of three articles or more is named; for a pair, the direction."""
    passages = classify_passages(copied.corpus, find_passages(copied))
    derivation = infer_derivation(copied.corpus, passages)
    groups = group_by_source(copied.corpus, passages, derivation)
    larger = groups.assign(articles=[3, *groups["articles"][1:]])
    names = {article.doc_id: article.doc_id[:3].upper() for article in copied.corpus}
    tables = compare_descriptions(copied), derivation, larger, compare_sources(find_quotes(copied))
    said = [one.sentence for one in summarise_overlap(gathered(copied), *tables, names=names)]
    assert "Three articles that share 96 words probably derive from ‘HER’." in said
    assert 1 == sum("derive from" in sentence for sentence in said)


def test_summary_says_when_there_is_nothing(annotated: AnnotatedCorpus) -> None:
    """For the seeds the first sentences say where they differ, one that nothing is copied."""
    said = told(annotated)
    assert said[0].startswith("Articles disagree about the office of Jeong Yeon-doo: ")
    assert "No copied passages, shared quotations or set pieces found in six pairs of articles." in said


def test_summary_of_one_article() -> None:
    """With nothing to compare the summary says so."""
    empty = pd.DataFrame()
    said = summarise_overlap(empty, empty, empty, empty, empty, names={"only": "only"})
    assert ["With fewer than two articles there is nothing to compare."] == [one.sentence for one in said]


def test_sources_by_article_and_by_outlet(copied: AnnotatedCorpus) -> None:
    """Who is quoted in two articles counts for both; by outlet, articles of one outlet are one."""
    quotes = find_quotes(copied)
    counts = count_sources(quotes)
    assert {("Anna Berg", "herald"), ("Anna Berg", "observer")} == set(
        zip(counts["name"], counts["by"], strict=True)
    )
    table = compare_sources(quotes).set_index("doc_id")
    assert (table.loc["herald", "shared"], table.loc["herald", "names"]) == (1, ["Anna Berg"])
    assert table.loc["courier", "share"] == 0
    assert count_sources(quotes, by=dict.fromkeys(["herald", "observer"], "one outlet")).empty


def test_a_grid_of_many_articles_goes_by_outlet() -> None:
    """Up to fifty articles have a column each; more are counted by outlet, where there are two outlets or more."""
    many = [Article(f"a{number:02d}", "", outlet="AB"[number % 2]) for number in range(51)]
    assert (["a00", "a01"], "articles") == choose_source_columns(many[:2])[1:]
    assert (["A", "B"], "outlets") == choose_source_columns(many)[1:]
    assert "articles" == choose_source_columns([replace(article, outlet="A") for article in many]).noun


def test_what_was_compared_and_what_rose(
    make_annotated: Callable[..., AnnotatedCorpus], tmp_path: Path
) -> None:
    """The summary claims no more comparisons than there were; a toll that rose is said with its days."""
    (tmp_path / "articles").mkdir()
    days = "doc_id,published\na,2025-12-16\nb,2025-12-17\n"
    (tmp_path / "articles/metadata.csv").write_text(days, encoding="utf-8")
    told = "The collapse of the Morland bridge in Tarrant on Tuesday killed {} people, Mayor Anna Berg said."
    annotated = make_annotated(a=told.format(39), b=told.format(43))
    numbers = compare_numbers(annotated, align_counts(annotated))
    empty = pd.DataFrame(
        columns=["kind", "doc_a", "doc_b", "words", "origin", "articles", "direction", "shared"]
    )
    summary = summarise_overlap(
        empty,
        compare_descriptions(annotated),
        empty,
        empty,
        empty,
        names={"a": "A", "b": "B"},
        numbers=numbers,
    )
    sentences = [finding.sentence for finding in summary if finding.link == "where-the-articles-differ"]

    risen = "A toll that rose over time, not a contradiction: “39 people” in ‘A’ (2025-12-16), but “43 people” in ‘B’ "
    assert [f"{risen}(2025-12-17)."] == sentences[:-1]
    assert "1 number" in sentences[-1]
