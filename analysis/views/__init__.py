"""Charts, tables and article readers: DataFrames in, Altair charts and escaped HTML out; readers take articles too."""

from __future__ import annotations

from analysis.views._anchors import ARTICLES, RESERVED_PREFIXES, TEXT, article_file, link_to_article
from analysis.views._articles import article_label, article_title
from analysis.views._html import NOTHING_FOUND, Html, fold, release_links, say, say_findings
from analysis.views._short_names import short_names
from analysis.views.charts._collocations import chart_collocates, chart_collocation_network
from analysis.views.charts._network import chart_network, chart_network_bars
from analysis.views.charts._overlap import (
    chart_shared_names,
    chart_similarity,
    chart_sources,
    chart_verdicts,
)
from analysis.views.charts._quote_evaluation import chart_news, chart_reliability, chart_scores
from analysis.views.charts._quotes import (
    chart_cues,
    chart_kinds_by_article,
    chart_speaker_kinds,
    chart_speakers,
    chart_speech_by_article,
)
from analysis.views.charts._term_distribution import (
    chart_concordance,
    chart_dispersion,
    chart_timeline,
    chart_zipf,
)
from analysis.views.charts._terms import chart_keyness, chart_terms_by_article, chart_top_terms
from analysis.views.charts._theme import colour_scale, style
from analysis.views.readers._article import Mark, mark_text, read_article
from analysis.views.readers._errors import read_errors
from analysis.views.readers._pairs import PairReader, read_pairs
from analysis.views.readers._quotes import read_quotes
from analysis.views.readers._whole_article import ArticleReader, ArticleViews
from analysis.views.tables._differences import description_table, number_table, spelling_table
from analysis.views.tables._network import network_table
from analysis.views.tables._overlap import (
    derivation_table,
    group_table,
    passage_table,
    quotation_table,
)
from analysis.views.tables._quotes import quote_table, speaker_rows
from analysis.views.tables._stories import story_trees
from analysis.views.tables._table import first_places, table
from analysis.views.tables._term_explorer import DATA_TYPE, PageData, term_explorer, term_table

__all__ = [
    "ARTICLES",
    "DATA_TYPE",
    "NOTHING_FOUND",
    "RESERVED_PREFIXES",
    "TEXT",
    "ArticleReader",
    "ArticleViews",
    "Html",
    "Mark",
    "PageData",
    "PairReader",
    "article_file",
    "article_label",
    "article_title",
    "chart_collocates",
    "chart_collocation_network",
    "chart_concordance",
    "chart_cues",
    "chart_dispersion",
    "chart_keyness",
    "chart_kinds_by_article",
    "chart_network",
    "chart_network_bars",
    "chart_news",
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
    "colour_scale",
    "derivation_table",
    "description_table",
    "first_places",
    "fold",
    "group_table",
    "link_to_article",
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
    "release_links",
    "say",
    "say_findings",
    "short_names",
    "speaker_rows",
    "spelling_table",
    "story_trees",
    "style",
    "table",
    "term_explorer",
    "term_table",
]


def __dir__() -> list[str]:
    return sorted(__all__)
