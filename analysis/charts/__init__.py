"""How is it shown? DataFrames in, Altair charts and escaped HTML out; only the reader knows articles."""

from __future__ import annotations

from analysis.charts._articles import article_colours
from analysis.charts._difference_tables import description_table, number_table, spelling_table
from analysis.charts._names import short_names
from analysis.charts._overlap_charts import (
    chart_shared_names,
    chart_similarity,
    chart_sources,
    chart_verdicts,
)
from analysis.charts._overlap_network import chart_network, network_table
from analysis.charts._overlap_reader import PairReader, read_pairs
from analysis.charts._overlap_tables import (
    derivation_table,
    group_table,
    passage_table,
    quotation_table,
)
from analysis.charts._quote_charts import (
    chart_cues,
    chart_kinds_by_article,
    chart_speaker_kinds,
    chart_speakers,
    chart_speech_by_article,
)
from analysis.charts._quote_evaluation import chart_reliability, chart_scores, read_errors
from analysis.charts._quote_pages import fold, quote_table, read_quotes, say, say_shown, speaker_rows
from analysis.charts._reader import Mark, mark_text, read_article
from analysis.charts._tables import Html, first_places, table
from analysis.charts._term_charts import (
    chart_concordance,
    chart_dispersion,
    chart_keyness,
    chart_terms_by_article,
    chart_top_terms,
)
from analysis.charts._term_explorer import DATA_TYPE, PageData, collocation_table, term_explorer, term_table
from analysis.charts._term_use import chart_collocation_network, chart_timeline, chart_zipf
from analysis.charts._theme import colour_scale, style

__all__ = [
    "DATA_TYPE",
    "Html",
    "Mark",
    "PageData",
    "PairReader",
    "article_colours",
    "chart_collocation_network",
    "chart_concordance",
    "chart_cues",
    "chart_dispersion",
    "chart_keyness",
    "chart_kinds_by_article",
    "chart_network",
    "chart_reliability",
    "chart_scores",
    "chart_shared_names",
    "chart_similarity",
    "chart_sources",
    "chart_speaker_kinds",
    "chart_speakers",
    "chart_speech_by_article",
    "chart_terms_by_article",
    "chart_timeline",
    "chart_top_terms",
    "chart_verdicts",
    "chart_zipf",
    "collocation_table",
    "colour_scale",
    "derivation_table",
    "description_table",
    "first_places",
    "fold",
    "group_table",
    "mark_text",
    "network_table",
    "number_table",
    "passage_table",
    "quotation_table",
    "quote_table",
    "read_article",
    "read_errors",
    "read_pairs",
    "read_quotes",
    "say",
    "say_shown",
    "short_names",
    "speaker_rows",
    "spelling_table",
    "style",
    "table",
    "term_explorer",
    "term_table",
]


def __dir__() -> list[str]:
    return sorted(__all__)
