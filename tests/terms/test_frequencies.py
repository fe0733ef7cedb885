"""Term frequencies: exact counts of the body alone, in every unit, in a stable order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from copy import copy
from dataclasses import replace

import pandas as pd
import pytest
from textacy.extract.basics import ngrams

from analysis.annotation import AnnotatedCorpus
from analysis.corpus import Corpus, count_running_words, normalise
from analysis.errors import DatelineError
from analysis.terms import count_terms, term_frequencies, vocabulary_measures
from analysis.terms.tokens._named_entities import ENTITY_KINDS

Make = Callable[..., AnnotatedCorpus]
UNITS = ["word", "lower", "lemma", "ngram", "skipgram", "noun_phrase", "entity"]


def reordered(annotated: AnnotatedCorpus) -> AnnotatedCorpus:
    """Return the same annotated articles, the other way round."""
    reverse = copy(annotated)
    reverse.corpus = replace(annotated.corpus, articles=annotated.corpus.articles[::-1])
    return reverse


def test_columns_and_order(annotated: AnnotatedCorpus) -> None:
    """The documented columns come with their types; rows by falling count, then by term."""
    frame = term_frequencies(annotated)
    expected = ["term", "pos", "count", "per_10k", "articles", "dispersion", "dispersion_norm", "juilland_d"]
    assert [*expected, "ci_low", "ci_high", "ci_note"] == list(frame.columns)
    assert expected == list(term_frequencies(annotated, confidence=None).columns)
    assert frame.equals(frame.sort_values(["count", "term"], ascending=[False, True], ignore_index=True))
    long = term_frequencies(annotated, by_article=True)
    assert ["doc_id", "term", "count", "per_10k"] == list(long.columns)


def test_counts_against_a_plain_search(annotated: AnnotatedCorpus) -> None:
    """Counts of unmistakable words equal a search of the body's text by other means."""
    bodies = [
        normalise(article.text[slice(*span)]) for article, _ in annotated for span in article.body_spans
    ]
    counts = term_frequencies(annotated, unit="word").set_index("term")["count"]
    for word in ("Pyongyang", "Pompeo", "sanctions", "denuclearization", "Seoul"):
        totals = sum(len(re.findall(rf"(?<![\w-]){word}(?![\w-])", body)) for body in bodies)
        assert totals == counts[word]


def test_hand_counted_text(make_annotated: Make) -> None:
    """Two short articles counted by hand: counts, rates, articles, dispersion."""
    annotated = make_annotated(
        a="Talks began. The talks failed.", b="No deal was near.\n\nTalks ended there."
    )
    frame = term_frequencies(annotated, unit="lower").set_index("term")
    talks = frame.loc["talks"]
    assert (3, 2) == (talks["count"], talks["articles"])
    assert pytest.approx(10_000 * 3 / 12) == talks["per_10k"]
    assert pytest.approx(0.5 * (abs(2 / 3 - 5 / 12) + abs(1 / 3 - 7 / 12))) == talks["dispersion"]


def test_possessive_and_marks_do_not_split_counts(make_annotated: Make) -> None:
    """Curly, straight, possessive and no-break spaces: one term."""
    annotated = make_annotated(a="Seoul’s plan. Seoul's plan. “Seoul”\u00a0plan. 'Seoul' don't don’t")
    counts = term_frequencies(annotated, unit="word", stop_words=None).set_index("term")["count"]
    assert (4, 2) == (counts["Seoul"], counts["don't"])


@pytest.mark.parametrize("unit", UNITS)
def test_articles_add_up_to_the_corpus(annotated: AnnotatedCorpus, unit: str) -> None:
    """By article and as a whole, the counts are the same counts."""
    whole = term_frequencies(annotated, unit=unit).set_index("term")["count"]
    long = term_frequencies(annotated, unit=unit, by_article=True).groupby("term")["count"]
    assert whole.sort_index().to_dict() == long.sum().sort_index().to_dict()
    assert (
        term_frequencies(annotated, unit=unit).set_index("term")["articles"].to_dict()
        == long.size().to_dict()
    )


@pytest.mark.parametrize("unit", UNITS)
def test_order_of_articles_does_not_matter(annotated: AnnotatedCorpus, unit: str) -> None:
    """The same table whatever order the articles come in."""
    pd.testing.assert_frame_equal(
        term_frequencies(annotated, unit=unit),
        term_frequencies(reordered(annotated), unit=unit),  # type: ignore[arg-type]
    )


def test_ngrams_stay_within_sentence_and_punctuation(make_annotated: Make) -> None:
    """No n-gram runs over a full stop or comma, or begins or ends with a stop word; rates are per words."""
    frame = term_frequencies(
        make_annotated(a="North Korea policy, North Korea talks. Seoul talks of peace."), unit="ngram"
    )
    counts = frame.set_index("term")["count"].to_dict()
    assert {"north korea": 2, "korea policy": 1, "korea talks": 1, "seoul talks": 1} == counts
    assert pytest.approx(10_000 * 2 / 10) == frame["per_10k"][0]


def test_ngrams_end_with_their_paragraph(make_annotated: Make) -> None:
    """A line without a full stop is a paragraph of its own, and no n-gram runs out of it."""
    annotated = make_annotated(
        a="They met in spring.\n\nEnvoys praise talks\n\nSeoul welcomed envoys on Tuesday after long talks."
    )
    terms = set(term_frequencies(annotated, unit="ngram")["term"])
    assert {"envoys praise", "praise talks", "seoul welcomed"} <= terms
    assert "talks seoul" not in terms


def test_ngrams_agree_with_textacy(make_annotated: Make) -> None:
    """Where tokens and words are the same, so are the n-grams, stop words and all."""
    text = "The talks in Seoul ended early, and the envoys of both sides left. New talks follow."
    annotated = make_annotated(a=text)
    ((_, doc),) = annotated
    for n in (2, 3):
        reference = Counter(span.text.lower() for span in ngrams(doc, n, filter_stops=False))
        ours = term_frequencies(annotated, unit="ngram", n=n, stop_words=None)
        assert reference == dict(zip(ours["term"], ours["count"], strict=True))


def test_skipgrams_published_example(make_annotated: Make) -> None:
    """Guthrie et al. (2006), §2: the 2-skip-bigrams and 2-skip-trigrams of five words."""
    annotated = make_annotated(a="Insurgents killed in ongoing fighting.")
    bigrams = set(term_frequencies(annotated, unit="skipgram", stop_words=None)["term"])
    assert bigrams == {
        "insurgents killed", "insurgents in", "insurgents ongoing", "killed in", "killed ongoing",
        "killed fighting", "in ongoing", "in fighting", "ongoing fighting",
    }  # fmt: skip
    assert 10 == len(term_frequencies(annotated, unit="skipgram", n=3, skip=2, stop_words=None))
    assert 4 == len(term_frequencies(annotated, unit="ngram", stop_words=None))


def test_noun_phrases(annotated: AnnotatedCorpus) -> None:
    """Phrases lose their determiners."""
    phrases = set(term_frequencies(annotated, unit="noun_phrase")["term"])
    assert {"unification ministry", "working group"} & phrases
    assert not any(re.match(r"(the|a|an|its|their) ", phrase) for phrase in phrases)


def test_entities_count_under_their_identity(annotated: AnnotatedCorpus) -> None:
    """One person's spellings and short names are one term; pronouns are no names; amounts are no entities."""
    entities = term_frequencies(annotated, unit="entity").set_index("term")
    names = {"Trump", "Pompeo", "Donald J. Trump"}
    assert set() == names & set(entities.index)
    texts = [article.text[slice(*span)] for article, _ in annotated for span in article.body_spans]
    assert sum(text.count("Trump") - text.count("Trump-") - text.count("-Trump") for text in texts) in {
        entities.loc["Donald Trump", "count"],
        entities.loc["Donald Trump", "count"] - 1,  # the Lee-Trump summit may be read as either's
    }
    assert (2, "person") == tuple(entities.loc["Jeong Dong-young", ["count", "kind"]])
    assert {"person", "organisation", "place"} <= set(entities["kind"]) <= set(ENTITY_KINDS)
    people = term_frequencies(annotated, unit="entity", entity_kinds=["person"])
    assert (
        entities[entities["kind"] == "person"]["count"].to_dict()
        == people.set_index("term")["count"].to_dict()
    )


def test_peoples_count_under_one_name(make_annotated: Make) -> None:
    """A people and its adjective are one name."""
    text = "Republicans met Democrats. A Republican senator spoke. Many Republicans voted against Republican plans."
    entities = term_frequencies(make_annotated(a=text), unit="entity").set_index("term")
    assert (4, "people") == tuple(entities.loc["Republican", ["count", "kind"]])


def test_lemmas_by_part_of_speech(make_annotated: Make) -> None:
    """A lemma has one row, or one a part of speech; parts of speech can be chosen."""
    annotated = make_annotated(a="They plan a visit. The plan failed. They plan more. We visit them.")
    together = term_frequencies(annotated).set_index("term")
    assert (3, "VERB") == (together.loc["plan", "count"], together.loc["plan", "pos"])
    apart = term_frequencies(annotated, by_pos=True)
    plan = apart[apart["term"] == "plan"]
    assert [("VERB", 2), ("NOUN", 1)] == list(zip(plan["pos"], plan["count"], strict=True))
    assert {"NOUN"} == set(term_frequencies(annotated, pos=["NOUN"])["pos"])


def test_expressions_are_one_term(make_annotated: Make) -> None:
    """A multi-word expression is one term, the longest wins; its words still count among the running words."""
    text = "The White House spoke. White House officials left the white hall."
    annotated = make_annotated(a=text)
    counts = count_terms(annotated, unit="word", expressions=["White House", "White House officials"])
    totals = dict(zip(counts.terms, counts.totals.tolist(), strict=True))
    assert (1, 1, 11) == (
        totals["White House"],
        totals["White House officials"],
        int(counts.words.sum()),
    )
    assert "House" not in totals


def test_within_and_without(make_annotated: Make) -> None:
    """Stretches can be counted alone or set aside; words and rates follow."""
    text = "Seoul spoke first. Seoul spoke again. Tokyo spoke."
    annotated = make_annotated(a=text)
    second = (text.index("Seoul", 5), text.index(" Tokyo"))
    inside = count_terms(annotated, unit="word", within={"a": [second]})
    outside = count_terms(annotated, unit="word", without={"a": [second]})
    assert (3, 5) == (int(inside.words.sum()), int(outside.words.sum()))
    assert {"Seoul": 1, "spoke": 2, "first": 1, "Tokyo": 1} == dict(
        zip(outside.terms, outside.totals.tolist(), strict=True)
    )


def test_min_count_and_top(annotated: AnnotatedCorpus) -> None:
    """Both cut the table and nothing else."""
    frame = term_frequencies(annotated)
    pd.testing.assert_frame_equal(frame[frame["count"] >= 5], term_frequencies(annotated, min_count=5))
    pd.testing.assert_frame_equal(frame.head(7), term_frequencies(annotated, top=7))
    assert {4} == set(term_frequencies(annotated, by_article=True, top=4).groupby("doc_id").size())


def test_four_articles_have_no_intervals(annotated: AnnotatedCorpus) -> None:
    """The seeds are too few for a bootstrap, and the table says so."""
    frame = term_frequencies(annotated, top=3)
    assert frame["ci_low"].isna().all()
    assert {"fewer than 10 articles"} == set(frame["ci_note"])


@pytest.mark.parametrize("unit", UNITS)
def test_nothing_to_count(make_annotated: Make, unit: str) -> None:
    """Articles of one mark or one word, and a corpus of no articles, give tables, not exceptions."""
    frame = term_frequencies(make_annotated(a="Talks", b="— “ ’ —"), unit=unit)
    assert set(frame["count"]) <= {1}
    nothing = make_annotated(a="Talks").select([])
    assert 0 == len(term_frequencies(nothing, unit=unit))
    assert 0 == len(term_frequencies(nothing, unit=unit, by_article=True))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"unit": "stem"}, "unit: 'stem' is not known"),
        ({"n": 9}, "n: 9 is out of range"),
        ({"skip": -1}, "skip: -1 is out of range"),
        ({"hyphens": "never"}, "hyphens: 'never' is not known"),
        ({"entity_kinds": ["PERSON"]}, "entity_kinds: 'PERSON' is not known"),
        ({"unit": "dictionary"}, "dictionary: .* needs one"),
        ({"min_count": 0}, "min_count: 0 is out of range"),
        ({"top": 0}, "top: 0 is out of range"),
    ],
)
def test_mistakes_are_told(annotated: AnnotatedCorpus, options: dict[str, object], message: str) -> None:
    """Each mistake names the parameter and what is allowed."""
    with pytest.raises(DatelineError, match=message):
        term_frequencies(annotated, **options)  # type: ignore[arg-type]


def test_counts_serve_many_tables(annotated: AnnotatedCorpus) -> None:
    """Counts made once give the same table; options then come too late, and that is said."""
    counts = count_terms(annotated, unit="lower")
    pd.testing.assert_frame_equal(term_frequencies(annotated, unit="lower"), term_frequencies(counts))
    with pytest.raises(DatelineError, match="unit: the terms are counted already"):
        term_frequencies(counts, unit="word")


def test_running_words_of_the_seeds(annotated: AnnotatedCorpus, seeds: Corpus) -> None:
    """The denominator is every word of the body: the sum of all words without a stop list."""
    counts = count_terms(annotated, unit="lower", stop_words=None, names_together=False)
    assert counts.totals.sum() == counts.words.sum()
    assert Counter(counts.doc_ids) == Counter(article.doc_id for article in seeds)


@pytest.mark.parametrize("unit", UNITS)
def test_an_article_has_one_number_of_words(annotated: AnnotatedCorpus, seeds: Corpus, unit: str) -> None:
    """Whatever is counted, the running words of an article are those that the corpus, read without a parse, has."""
    words = [count_running_words(article) for article in seeds]
    assert words == count_terms(annotated, unit=unit).words.tolist()
    assert words == vocabulary_measures(annotated)["words"].tolist()


def test_a_double_name_is_one_term_and_two_running_words(make_annotated: Make) -> None:
    """What the parse alone can tell changes terms and not the number of words."""
    annotated = make_annotated(a="Alexandria Ocasio-Cortez spoke. Alexandria Ocasio-Cortez doesn't vote.")
    counts = count_terms(annotated, names_together=False)
    assert "Ocasio-Cortez" in counts.terms
    assert [9] == counts.words.tolist() == vocabulary_measures(annotated)["words"].tolist()
