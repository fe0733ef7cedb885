"""Tables of terms: frequencies, keyness, contexts, collocations, use over time, vocabulary, copies."""

from __future__ import annotations

from analysis.schema._model import Column, Table
from analysis.schema._shared import DOC_ID, END, FACTS, POINTS, START

TERM = Column("term", "string", "the term counted, in the unit chosen by the parameter `unit`", label="term")
_POS = Column("pos", "string", "its commonest part of speech (Universal Dependencies)")
_POS_OF_WORD = Column("pos", "string", _POS.meaning, when="of words and lemmas")
_KIND_OF_NAME = Column("kind", "string", "of a named entity: its commonest kind", label="kind")
_KIND_OF_ENTITY = Column("kind", "string", "its commonest kind", when="of named entities")
_COUNT = Column(
    "count",
    "integer",
    "occurrences in the bodies of the articles",
    "occurrences",
    label="occurrences",
)
PER_10K = Column(
    "per_10k", "number", "count per 10,000 running words", "per 10,000 words", label="per 10,000 words"
)
_ARTICLES = Column("articles", "integer", "articles that contain the term", "articles", label="articles")
WORDS = Column("words", "integer", "running words of the body", "words", label="words")
_WITH_CONFIDENCE = "with `confidence`"

_NODE = Column("node", "string", "the word whose collocates are counted", label="term")
_COLLOCATE = Column("collocate", "string", "the word that occurs near it or depends on it", label="collocate")
_TOGETHER = Column("count", "integer", "how often the two occur together", "occurrences", label="together")
_ARTICLES_TOGETHER = Column(
    "articles", "integer", "articles in which they occur together", "articles", label="articles"
)
_G2 = Column("log_likelihood", "number", "G2 of the two words' contingency table", label="log-likelihood")
_PMI3 = Column("pmi3", "number", "PMI with the count cubed", "bits", label="PMI³")
_LOG_DICE = Column("log_dice", "number", "logDice: at most 14; one more is twice as strong", label="logDice")
_T_SCORE = Column("t_score", "number", "t-score", label="t")

_COLLOCATION = (
    _NODE,
    Column("relation", "string", "window (near each other), or the grammatical relation", label="relation"),
    _COLLOCATE,
    _POS,
    _TOGETHER,
    Column("count_node", "integer", "occurrences of the node", "occurrences"),
    Column("count_collocate", "integer", "occurrences of the collocate", "occurrences"),
    Column(
        "left", "integer", "occurrences with the collocate before the node", "occurrences", label="before"
    ),
    Column("right", "integer", "occurrences with the collocate after the node", "occurrences", label="after"),
    _ARTICLES_TOGETHER,
    Column("expected", "number", "the count expected if the two words were independent"),
    _G2,
    Column("p_value", "number", "chance of a G2 this large without association", "probability"),
    Column(
        "p_adjusted",
        "number",
        "p_value after Benjamini and Hochberg, over the pairs of the node",
        "probability",
    ),
    Column("pmi", "number", "pointwise mutual information", "bits"),
    _PMI3,
    _LOG_DICE,
    _T_SCORE,
)
_COLLOCATION_PAGE_COLUMNS = (
    *("node", "collocate", "relation", "count", "left", "right", "articles"),
    *("log_likelihood", "log_dice", "pmi3", "t_score"),
)

TERM_TABLES = (
    Table(
        "words_by_article",
        "an article and its word counts",
        (
            DOC_ID,
            *FACTS,
            WORDS,
            Column(
                "terms",
                "integer",
                "occurrences of the terms counted",
                "occurrences",
                label="terms counted",
            ),
            Column("distinct_terms", "integer", "distinct terms among them", "terms", label="distinct terms"),
        ),
        ("doc_id",),
    ),
    Table(
        "term_frequencies",
        "a term of the whole corpus",
        (
            TERM,
            _POS_OF_WORD,
            _KIND_OF_ENTITY,
            _COUNT,
            PER_10K,
            _ARTICLES,
            Column(
                "dispersion",
                "number",
                "Gries's DP: 0 if spread evenly, near 1 if concentrated in one article; missing for a single article",
                label="dispersion (DP)",
            ),
            Column("dispersion_norm", "number", "DP divided by its maximum in this corpus", "share"),
            Column("juilland_d", "number", "Juilland's D: 1 even, 0 clumped"),
            Column(
                "ci_low",
                "number",
                "lower end of the interval of per_10k (bootstrap of articles)",
                "per 10,000 words",
                label="95% from",
                when=_WITH_CONFIDENCE,
            ),
            Column(
                "ci_high",
                "number",
                "upper end of that interval",
                "per 10,000 words",
                label="to",
                when=_WITH_CONFIDENCE,
            ),
            Column("ci_note", "string", "the reason, if there is no interval", when=_WITH_CONFIDENCE),
        ),
        ("term",),
        page_columns=("term", "count", "per_10k", "ci_low", "ci_high", "articles", "dispersion"),
    ),
    Table(
        "term_frequencies_by_article",
        "a term in an article",
        (DOC_ID, TERM, _COUNT, PER_10K),
        ("doc_id", "term"),
    ),
    Table(
        "keyness",
        "a term of one part of the corpus, compared with the rest",
        (
            Column(
                "group",
                "string",
                "the part that is compared with the rest",
                label="part",
                when="from `keyness_by_group`",
            ),
            TERM,
            _POS_OF_WORD,
            _KIND_OF_ENTITY,
            Column("count_target", "integer", "occurrences in the part", "occurrences", label="here"),
            Column("count_reference", "integer", "occurrences in the rest", "occurrences", label="elsewhere"),
            Column("per_10k_target", "number", "rate in the part", "per 10,000 words"),
            Column("per_10k_reference", "number", "rate in the rest", "per 10,000 words"),
            Column("articles_target", "integer", "articles of the part that contain the term", "articles"),
            Column("articles_reference", "integer", "articles of the rest that contain the term", "articles"),
            Column(
                "log_likelihood",
                "number",
                "G2 of the two counts given the two sizes, unsigned: the sign of log_ratio gives the direction",
                label="log-likelihood",
            ),
            Column("p_value", "number", "chance of a G2 this large were the two rates equal", "probability"),
            Column(
                "p_adjusted",
                "number",
                "p_value after Benjamini and Hochberg, over all terms compared",
                "probability",
                label="p adjusted",
            ),
            Column(
                "log_ratio",
                "number",
                "binary logarithm of the ratio of rates: 1 is twice as frequent, -1 half; 0 counts as 0.5",
                "doublings",
                label="log ratio",
            ),
            Column(
                "ci_low",
                "number",
                "lower end of the 95% interval of log_ratio",
                "doublings",
                label="95% from",
            ),
            Column(
                "ci_high", "number", "upper end of the 95% interval of log_ratio", "doublings", label="to"
            ),
            Column(
                "percent_diff",
                "number",
                "%DIFF: by how much the rate is higher; infinite where the rest has none",
                "percent",
                label="%DIFF",
            ),
            Column(
                "log_odds",
                "number",
                "log odds ratio under an informative Dirichlet prior: the shares of both together",
                "nats",
            ),
            Column("log_odds_z", "number", "its z-score", "standard errors", label="log-odds z"),
        ),
        ("group", "term"),
        page_columns=(
            *(
                "group",
                "term",
                "count_target",
                "count_reference",
                "log_likelihood",
                "p_adjusted",
                "log_ratio",
            ),
            *("ci_low", "ci_high", "percent_diff", "log_odds_z"),
        ),
    ),
    Table(
        "keywords_in_context",
        "an occurrence of a keyword",
        (
            DOC_ID,
            START,
            END,
            Column("left", "string", "the words before it, white space as one space", label="before"),
            Column("keyword", "string", "the words found, as in the text", label="keyword"),
            Column("right", "string", "the words after it, white space as one space", label="after"),
            Column("pattern", "string", "the pattern searched for", label="term"),
            Column("left_start", "integer", "where the words before it begin", POINTS),
            Column("right_end", "integer", "where the words after it end (exclusive)", POINTS),
        ),
        ("pattern", "doc_id", "start", "end"),
        page_columns=("pattern", "doc_id", "left", "keyword", "right"),
    ),
    Table(
        "terms_in_other_units",
        "a term counted in another unit than the page's",
        (
            Column("unit", "string", "ngram, skipgram, noun_phrase, entity or dictionary"),
            TERM,
            _KIND_OF_NAME,
            _COUNT,
            PER_10K,
            _ARTICLES,
        ),
        ("unit", "term"),
    ),
    Table(
        "collocations",
        "a word that occurs near another more often than by chance",
        _COLLOCATION,
        ("node", "relation", "collocate"),
        page_columns=_COLLOCATION_PAGE_COLUMNS,
    ),
    Table(
        "dependencies",
        "a word in a grammatical relation with another",
        _COLLOCATION,
        ("node", "relation", "collocate"),
        page_columns=_COLLOCATION_PAGE_COLUMNS,
    ),
    Table(
        "collocation_network",
        "a link in the network of words around a word",
        (
            Column("step", "integer", "1 from the word in the middle, 2 from its collocates"),
            *(_NODE, _COLLOCATE, _TOGETHER, _ARTICLES_TOGETHER, _G2, _PMI3, _LOG_DICE, _T_SCORE),
        ),
        ("step", "node", "collocate"),
        page_columns=(
            "node",
            "collocate",
            "count",
            "articles",
            "log_likelihood",
            "log_dice",
            "pmi3",
            "t_score",
        ),
    ),
    Table(
        "timeline",
        "a term in a period of time",
        (
            TERM,
            Column("period", "string", "the day, week, month or year; or undated", label="period"),
            Column("start", "date", "its first day", "date"),
            Column("articles", "integer", "articles published in it", "articles", label="articles"),
            Column("words", "integer", "their running words", "words", label="words"),
            _COUNT,
            PER_10K,
            Column(
                "ci_low",
                "number",
                "lower end of the interval of per_10k",
                "per 10,000 words",
                label="95% from",
            ),
            Column("ci_high", "number", "upper end of that interval", "per 10,000 words", label="to"),
            Column("ci_note", "string", "the reason, if there is no interval", label="why no interval"),
        ),
        ("term", "period"),
    ),
    Table(
        "vocabulary",
        "an article and its vocabulary richness",
        (
            DOC_ID,
            WORDS,
            Column("types", "integer", "distinct words", "words", label="distinct words"),
            Column("ttr", "number", "distinct words per running word; it falls with length", "share"),
            Column(
                "mattr",
                "number",
                "moving-average type-token ratio, over 50 words",
                "share",
                label="MATTR (50 words)",
            ),
            Column("mtld", "number", "measure of textual lexical diversity", "words", label="MTLD"),
            Column("hapaxes", "integer", "words that occur once", "words", label="words that occur once"),
            Column(
                "hapax_share",
                "number",
                "their share of the distinct words",
                "share",
                label="share of distinct words",
            ),
            Column("note", "string", "why a measure is missing, if one is", label="note"),
        ),
        ("doc_id",),
    ),
    Table(
        "term_ranks",
        "a term by its rank",
        (
            Column("rank", "integer", "1 is the most frequent; ties in alphabetical order"),
            TERM,
            _COUNT,
            Column("share", "number", "its share of all occurrences", "share"),
            Column("coverage", "number", "cumulative share up to this term", "share"),
        ),
        ("rank",),
    ),
    Table(
        "terms_without_copies",
        "a term counted with and without copied passages",
        (
            TERM,
            Column("count", "integer", _COUNT.meaning, "occurrences", label="with copies"),
            Column(
                "per_10k",
                "number",
                PER_10K.meaning,
                "per 10,000 words",
                label="per 10,000 words with copies",
            ),
            Column(
                "count_once",
                "integer",
                "occurrences outside copied passages",
                "occurrences",
                label="without copies",
            ),
            Column(
                "per_10k_once",
                "number",
                "rate outside copied passages",
                "per 10,000 words",
                label="without copies",
            ),
            Column(
                "set_aside", "integer", "occurrences in copied passages", "occurrences", label="set aside"
            ),
            Column("rank", "integer", "rank by count; 1 is the most frequent"),
            Column(
                "rank_once",
                "integer",
                "rank by count_once; missing if all occurrences are copies",
                own_dtype="Int64",
            ),
        ),
        ("term",),
        page_columns=("term", "count", "count_once", "set_aside", "per_10k", "per_10k_once"),
    ),
)
