"""Every public function that returns a table: the columns and types that its table has, and its docstring says so."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis import entities, overlap, quotes, terms
from analysis.annotation import AnnotatedCorpus, annotate
from analysis.corpus import Corpus, load_corpus
from analysis.quotes import evaluation
from analysis.schema import TABLES, Table
from tests.copied_articles import write_articles
from tests.small_gold import SEEDS_GOLD

PACKAGES = (
    "corpus",
    "annotation",
    "entities",
    "terms",
    "quotes",
    "quotes.evaluation",
    "overlap",
    "views",
    "export",
)

#: The table of each function.
TABLE_OF = {
    entities.identities: "identities",
    entities.mentions: "mentions",
    entities.mentions_by_article: "mentions_by_article",
    entities.shared_identities: "identities",
    evaluation.check_confidence: "reliability",
    evaluation.compare_scores: "scores_compared",
    evaluation.find_errors: "errors",
    evaluation.score_articles: "article_scores",
    evaluation.score_news: "news_scores",
    evaluation.score_finders: "scores",
    evaluation.score_roles: "role_scores",
    overlap.align_counts: "paraphrases",
    overlap.align_paraphrases: "paraphrases",
    overlap.classify_passages: "passages",
    overlap.compare_articles: "pairs",
    overlap.compare_descriptions: "descriptions",
    overlap.compare_numbers: "numbers",
    overlap.compare_sources: "sources",
    overlap.compare_spellings: "spellings",
    overlap.count_own_words: "own_shares",
    overlap.count_sources: "source_counts",
    overlap.find_agency_copy: "agency_copy",
    overlap.find_left_out: "left_out",
    overlap.find_same_headlines: "headlines",
    overlap.describe_stories: "accounts",
    overlap.infer_derivation: "derivation",
    overlap.find_copies: "passages",
    overlap.find_passages: "passages",
    overlap.collect_overlaps: "overlaps",
    overlap.group_by_source: "source_groups",
    overlap.leave_out_agency_copy: "passages",
    overlap.group_stories: "stories",
    overlap.phrases_outside_passages: "shared_phrases",
    overlap.shared_phrases: "shared_phrases",
    overlap.shared_quotations: "shared_quotations",
    overlap.trace_stories: "story_trees",
    quotes.accuracy_by_confidence: "accuracy_by_confidence",
    quotes.accuracy_by_kind: "accuracy_by_kind",
    quotes.cue_frequencies: "cues",
    quotes.find_quotes: "quotes",
    quotes.keep_sure: "quotes",
    quotes.kinds_by_article: "kinds_by_article",
    quotes.marked_terms: "marked_terms",
    quotes.shared_speakers: "speakers",
    quotes.speaker_kinds: "speaker_kinds",
    quotes.speakers: "speakers",
    quotes.speakers_by_article: "speakers_by_article",
    quotes.speech_by_article: "speech_by_article",
    quotes.words_by_speaker_kind: "words_by_speaker_kind",
    terms.collocation_network: "collocation_network",
    terms.collocations: "collocations",
    terms.compare_copies: "terms_without_copies",
    terms.contexts: "keywords_in_context",
    terms.corpus_overview: "words_by_article",
    terms.count_other_units: "terms_in_other_units",
    terms.distinctive_terms: "distinctive_terms",
    terms.keyness: "keyness",
    terms.keyness_by_group: "keyness",
    terms.keyword_in_context: "keywords_in_context",
    terms.rank_frequencies: "term_ranks",
    terms.term_frequencies: "term_frequencies",
    terms.term_timeline: "timeline",
    terms.vocabulary_measures: "vocabulary",
    terms.words_set_aside: "words_set_aside",
    Corpus.to_frame: "articles",
}


#: Functions that leave rows out of a table and let the others keep their numbers.
KEEP_NUMBERS = {
    overlap.find_copies,
    overlap.leave_out_agency_copy,
    overlap.phrases_outside_passages,
}


@pytest.fixture(scope="module", params=["seeds", "copies", "one word"])
def corpus(
    request: pytest.FixtureRequest, annotated: AnnotatedCorpus, tmp_path_factory: Any, cache: Path
) -> AnnotatedCorpus:
    """The seeds; articles that copy each other; and one of a single word, of which most tables are empty."""
    if request.param == "seeds":
        return annotated
    folder = tmp_path_factory.mktemp("articles")
    if request.param == "copies":
        write_articles(folder)
    else:
        (folder / "a.txt").write_text("Word.")
    return annotate(load_corpus(folder), cache=cache)


def frames_of_overlap(annotated: AnnotatedCorpus, found: pd.DataFrame) -> Iterator[tuple[Any, pd.DataFrame]]:
    """Yield the functions of `overlap`, each with its frame."""
    bare = overlap.find_passages(annotated)
    passages = overlap.classify_passages(annotated.corpus, bare)
    derivation = overlap.infer_derivation(annotated.corpus, passages)
    phrases = overlap.shared_phrases(annotated)
    counts = overlap.align_counts(annotated)
    numbers = overlap.compare_numbers(annotated, counts)
    quotations = overlap.shared_quotations(annotated, quotes=found)
    yield overlap.align_counts, counts
    yield overlap.align_paraphrases, overlap.align_paraphrases(annotated)
    yield overlap.classify_passages, passages
    yield overlap.compare_articles, overlap.compare_articles(annotated, quotes=found, passages=passages)
    described = overlap.compare_descriptions(annotated)
    stories = overlap.group_stories(annotated)
    yield overlap.compare_descriptions, described
    yield overlap.describe_stories, overlap.describe_stories(annotated, stories, found, described, numbers)
    yield overlap.group_stories, stories
    yield overlap.compare_numbers, numbers
    yield overlap.compare_sources, overlap.compare_sources(found)
    yield overlap.compare_spellings, overlap.compare_spellings(passages)
    yield overlap.count_sources, overlap.count_sources(found)
    yield overlap.infer_derivation, derivation
    yield overlap.find_copies, overlap.find_copies(annotated.corpus)
    yield overlap.find_passages, bare
    yield overlap.collect_overlaps, overlap.collect_overlaps(passages, quotations, numbers=numbers)
    yield overlap.group_by_source, overlap.group_by_source(annotated.corpus, passages, derivation)
    yield overlap.phrases_outside_passages, overlap.phrases_outside_passages(phrases, passages)
    yield overlap.shared_phrases, phrases
    yield overlap.shared_quotations, quotations
    agency_copy = overlap.find_agency_copy(annotated.corpus, passages)
    yield overlap.find_agency_copy, agency_copy
    yield overlap.leave_out_agency_copy, overlap.leave_out_agency_copy(passages, agency_copy)
    yield (
        overlap.count_own_words,
        overlap.count_own_words(annotated.corpus, passages, derivation, agency_copy),
    )
    yield overlap.find_left_out, overlap.find_left_out(annotated)
    yield overlap.find_same_headlines, overlap.find_same_headlines(annotated.corpus, derivation)
    yield overlap.trace_stories, overlap.trace_stories(annotated.corpus, derivation)


def frames_of_quotes(annotated: AnnotatedCorpus, found: pd.DataFrame) -> Iterator[tuple[Any, pd.DataFrame]]:
    """Yield the functions of `quotes`, each with its frame."""
    doc_ids = [article.doc_id for article in annotated.corpus]
    yield quotes.accuracy_by_confidence, quotes.accuracy_by_confidence()
    yield quotes.accuracy_by_kind, quotes.accuracy_by_kind()
    yield quotes.cue_frequencies, quotes.cue_frequencies(annotated, found)
    yield quotes.find_quotes, found
    yield quotes.keep_sure, quotes.keep_sure(found, 0.9)
    yield quotes.kinds_by_article, quotes.kinds_by_article(found, doc_ids)
    yield quotes.marked_terms, quotes.marked_terms(annotated, quotes=found)
    yield quotes.shared_speakers, quotes.shared_speakers(found)
    yield quotes.speaker_kinds, quotes.speaker_kinds(found)
    yield quotes.speakers, quotes.speakers(found)
    yield quotes.speakers_by_article, quotes.speakers_by_article(found)
    yield quotes.speech_by_article, quotes.speech_by_article(found, doc_ids)
    yield quotes.words_by_speaker_kind, quotes.words_by_speaker_kind(found)


def frames_of_entities(annotated: AnnotatedCorpus) -> Iterator[tuple[Any, pd.DataFrame]]:
    """Yield the functions of `entities`, each with its frame."""
    named, known = entities.mentions(annotated), entities.identities(annotated)
    yield entities.identities, known
    yield entities.mentions, named
    yield entities.mentions_by_article, entities.mentions_by_article(named, known)
    yield entities.shared_identities, entities.shared_identities(known)


def frames_of_terms(annotated: AnnotatedCorpus) -> Iterator[tuple[Any, pd.DataFrame]]:
    """Yield the functions of `terms`, each with its frame."""
    counts = terms.count_terms(annotated)
    passages = overlap.find_passages(annotated)
    once = terms.count_terms(annotated, without=terms.copied_spans(passages, annotated.corpus))
    doc_id, listed = counts.doc_ids[0], list(counts.terms[:2])
    yield terms.collocation_network, terms.collocation_network(counts, "talk")
    yield terms.collocations, terms.collocations(counts, ["talk", "pilot"])
    yield terms.distinctive_terms, terms.distinctive_terms(counts)
    yield terms.compare_copies, terms.compare_copies(counts, once)
    yield terms.contexts, terms.contexts(counts, listed)
    yield terms.corpus_overview, terms.corpus_overview(counts)
    yield terms.count_other_units, terms.count_other_units(counts)
    yield terms.keyness, terms.keyness(counts, doc_id)
    yield terms.keyness_by_group, terms.keyness_by_group(counts)
    yield terms.keyword_in_context, terms.keyword_in_context(annotated, "the")
    yield terms.rank_frequencies, terms.rank_frequencies(counts)
    yield terms.term_frequencies, terms.term_frequencies(counts)
    yield terms.term_timeline, terms.term_timeline(counts, listed)
    yield terms.vocabulary_measures, terms.vocabulary_measures(annotated)
    yield terms.words_set_aside, terms.words_set_aside(counts, once)


def frames_of_evaluation(annotated: AnnotatedCorpus) -> Iterator[tuple[Any, pd.DataFrame]]:
    """Yield the functions of `quotes.evaluation`, each with its frame."""
    gold, _ = evaluation.read_gold(SEEDS_GOLD, annotated.corpus)
    found = evaluation.evaluate_finders(annotated, gold)
    scores = evaluation.score_finders(found)
    yield evaluation.check_confidence, evaluation.check_confidence(found)
    yield evaluation.compare_scores, evaluation.compare_scores(scores, "attribution")
    yield evaluation.find_errors, evaluation.find_errors(found)
    yield evaluation.score_articles, evaluation.score_articles(found)
    yield evaluation.score_news, evaluation.score_news(found, found)
    yield evaluation.score_finders, scores
    yield evaluation.score_roles, evaluation.score_roles(scores)


def as_defined(frame: pd.DataFrame, table: Table) -> list[tuple[str, str]]:
    """Return the columns of a table, in order and with their types, without those that only other frames have."""
    columns = [column for column in table.columns if not column.when or column.name in frame]
    return [(column.name, column.dtype) for column in columns]


def as_made(frame: pd.DataFrame) -> list[tuple[str, str]]:
    """Return the columns of a frame, in order and with their types."""
    return [(str(name), str(dtype)) for name, dtype in frame.dtypes.items()]


def are_numbered(frame: pd.DataFrame) -> bool:
    """Return whether the rows of a frame are numbered from 0 on."""
    return list(range(len(frame))) == list(frame.index)


def test_frames_are_what_their_tables_say(corpus: AnnotatedCorpus) -> None:
    """Each function's columns, in order and of their types, whether there are rows or not; rows are numbered."""
    found = quotes.find_quotes(corpus)
    frames = dict([*frames_of_entities(corpus), *frames_of_quotes(corpus, found)])
    frames |= dict([*frames_of_overlap(corpus, found), *frames_of_terms(corpus)])

    for function, frame in frames.items():
        assert as_defined(frame, TABLES[TABLE_OF[function]]) == as_made(frame), function.__name__
    assert KEEP_NUMBERS >= {function for function, frame in frames.items() if not are_numbered(frame)}


def test_frames_of_the_evaluation(annotated: AnnotatedCorpus) -> None:
    """Likewise those of the finders against gold."""
    for function, frame in frames_of_evaluation(annotated):
        assert as_defined(frame, TABLES[TABLE_OF[function]]) == as_made(frame), function.__name__
        assert are_numbered(frame), function.__name__


def test_frames_of_the_corpus(corpus: AnnotatedCorpus) -> None:
    """Articles, with what else their metadata says, what was left out, and doubts."""
    articles = corpus.corpus.to_frame()
    defined = as_defined(articles, TABLES["articles"])

    assert defined == as_made(articles)[: len(defined)]
    assert as_defined(corpus.corpus.rejected, TABLES["rejected"]) == as_made(corpus.corpus.rejected)
    assert as_defined(corpus.corpus.warnings, TABLES["warnings"]) == as_made(corpus.corpus.warnings)


def test_frames_of_other_forms(annotated: AnnotatedCorpus) -> None:
    """Terms by article, and those of a unit that has no parts of speech, or kinds in their place."""
    frame = terms.term_frequencies(annotated, by_article=True)
    assert as_defined(frame, TABLES["term_frequencies_by_article"]) == as_made(frame)
    for unit, tag in (("lemma", {"pos"}), ("entity", {"kind"}), ("ngram", set())):
        frame = terms.term_frequencies(annotated, unit=unit, confidence=None)
        assert as_defined(frame, TABLES["term_frequencies"]) == as_made(frame)
        assert tag == {"pos", "kind", "ci_low"} & set(frame.columns)


def test_frames_of_a_pair(annotated: AnnotatedCorpus) -> None:
    """The names and speakers of two articles, where they share some and where they share none."""
    ids = [article.doc_id for article in annotated.corpus]
    for first, second in ((ids[1], ids[2]), (ids[0], ids[3])):
        pair = overlap.compare_pair(annotated, first, second)
        for frame, name in ((pair.names, "names_of_pair"), (pair.speakers, "speakers_of_pair")):
            assert as_defined(frame, TABLES[name]) == as_made(frame)


def test_every_function_that_returns_a_table_has_one_and_tells_its_columns() -> None:
    """No public function is missing above, and each docstring has the meaning of every column."""
    modules = [import_module(f"analysis.{package}") for package in PACKAGES]
    functions = {
        function
        for module in modules
        for function in (getattr(module, name) for name in module.__all__)
        if inspect.isfunction(function)
        and str(inspect.signature(function).return_annotation) == "pd.DataFrame"
    }

    assert functions | {Corpus.to_frame} == set(TABLE_OF)
    for function, name in TABLE_OF.items():
        assert TABLES[name].describe() in (function.__doc__ or ""), function.__name__
