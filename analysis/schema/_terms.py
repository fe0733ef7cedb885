"""Tables of terms: frequencies, keyness, contexts, collocations, use over time, vocabulary, copies."""

from __future__ import annotations

from analysis.schema._model import Column, Table
from analysis.schema._shared import DOC_ID, END, FACTS, POINTS, START

_TERM = Column("term", "string", "the term counted, in the unit chosen by the parameter `unit`", label="term")
_POS = Column("pos", "string", "its commonest part of speech (Universal Dependencies)")
_POS_OF_WORD = Column("pos", "string", _POS.meaning, when="of words and lemmas")
_KIND_OF_NAME = Column("kind", "string", "of a named entity: its commonest kind", label="kind")
_KIND_OF_ENTITY = Column("kind", "string", "its commonest kind", when="of named entities")
_COUNT = Column(
    "count",
    "integer",
    "how often it stands in the bodies of the articles",
    "occurrences",
    label="occurrences",
)
_PER_10K = Column(
    "per_10k", "number", "count per 10,000 running words", "per 10,000 words", label="per 10,000 words"
)
_ARTICLES = Column("articles", "integer", "articles in which the term stands", "articles", label="articles")
_WORDS = Column("words", "integer", "running words of the body", "words", label="words")
_WITH_CONFIDENCE = "with `confidence`"

_NODE = Column("node", "string", "the word whose company is counted", label="term")
_COLLOCATE = Column("collocate", "string", "the word that stands near it or depends on it", label="collocate")
_TOGETHER = Column("count", "integer", "how often the two stand together", "occurrences", label="together")
_ARTICLES_TOGETHER = Column(
    "articles", "integer", "articles in which they stand together", "articles", label="articles"
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
        "left", "integer", "of count, those where the collocate stands before", "occurrences", label="before"
    ),
    Column("right", "integer", "of count, those where it stands after", "occurrences", label="after"),
    _ARTICLES_TOGETHER,
    Column("expected", "number", "count to expect of words with nothing to do with each other"),
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
        "an article and how much of it is counted",
        (
            DOC_ID,
            *FACTS,
            _WORDS,
            Column(
                "terms",
                "integer",
                "occurrences of terms that are counted",
                "occurrences",
                label="terms counted",
            ),
            Column(
                "distinct_terms", "integer", "different terms among them", "terms", label="different ones"
            ),
        ),
        ("doc_id",),
    ),
    Table(
        "term_frequencies",
        "a term of the whole corpus",
        (
            _TERM,
            _POS_OF_WORD,
            _KIND_OF_ENTITY,
            _COUNT,
            _PER_10K,
            _ARTICLES,
            Column(
                "dispersion",
                "number",
                "Gries's DP: 0 as even as can be, towards 1 all in one article; missing for a single article",
                label="dispersion (DP)",
            ),
            Column(
                "dispersion_norm", "number", "DP as a share of the largest it can be in this corpus", "share"
            ),
            Column("juilland_d", "number", "Juilland's D: 1 even, 0 clumped"),
            Column(
                "ci_low",
                "number",
                "lower end of the interval of per_10k (bootstrap of articles)",
                "per 10,000 words",
                label="95 % from",
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
            Column("ci_note", "string", "why the interval is missing, where it is", when=_WITH_CONFIDENCE),
        ),
        ("term",),
        page_columns=("term", "count", "per_10k", "ci_low", "ci_high", "articles", "dispersion"),
    ),
    Table(
        "term_frequencies_by_article",
        "a term in an article",
        (DOC_ID, _TERM, _COUNT, _PER_10K),
        ("doc_id", "term"),
    ),
    Table(
        "keyness",
        "a term of a part of the corpus, set against the other articles",
        (
            Column(
                "group",
                "string",
                "the part (an article, outlet or time) whose terms are set against the rest",
                label="part",
                when="from `keyness_by_group`",
            ),
            _TERM,
            _POS_OF_WORD,
            _KIND_OF_ENTITY,
            Column("count_target", "integer", "occurrences in the part", "occurrences", label="here"),
            Column("count_reference", "integer", "occurrences in the rest", "occurrences", label="elsewhere"),
            Column("per_10k_target", "number", "rate in the part", "per 10,000 words"),
            Column("per_10k_reference", "number", "rate in the rest", "per 10,000 words"),
            Column("articles_target", "integer", "articles of the target that have the term", "articles"),
            Column("articles_reference", "integer", "articles of the rest that have the term", "articles"),
            Column(
                "log_likelihood",
                "number",
                "G2 of the two counts given the two sizes, unsigned: the sign of log_ratio tells the direction",
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
                "binary logarithm of the ratio of the rates; none counts as half an occurrence",
                "doublings",
                label="log ratio",
            ),
            Column(
                "ci_low",
                "number",
                "lower end of the 95 % interval of log_ratio",
                "doublings",
                label="95 % from",
            ),
            Column(
                "ci_high", "number", "upper end of the 95 % interval of log_ratio", "doublings", label="to"
            ),
            Column(
                "percent_diff",
                "number",
                "%DIFF: by how much the rate is higher; infinite where the rest has none",
                "per cent",
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
        "a place where a keyword stands",
        (
            DOC_ID,
            START,
            END,
            Column("left", "string", "the words before it, white space as one space", label="before"),
            Column("keyword", "string", "the words found, as they stand in the text", label="keyword"),
            Column("right", "string", "the words after it, white space as one space", label="after"),
            Column("pattern", "string", "the keyword looked for", label="term"),
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
            _TERM,
            _KIND_OF_NAME,
            _COUNT,
            _PER_10K,
            _ARTICLES,
        ),
        ("unit", "term"),
    ),
    Table(
        "collocations",
        "a word that stands near another more often than by chance",
        _COLLOCATION,
        ("node", "relation", "collocate"),
        page_columns=_COLLOCATION_PAGE_COLUMNS,
    ),
    Table(
        "dependencies",
        "a word that stands in a grammatical relation with another",
        _COLLOCATION,
        ("node", "relation", "collocate"),
        page_columns=_COLLOCATION_PAGE_COLUMNS,
    ),
    Table(
        "collocation_network",
        "two words of the network around a word",
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
            _TERM,
            Column("period", "string", "the day, week, month or year, or undated", label="period"),
            Column("start", "date", "its first day", "date"),
            Column("articles", "integer", "articles published in it", "articles", label="articles"),
            Column("words", "integer", "their running words", "words", label="words"),
            _COUNT,
            _PER_10K,
            Column(
                "ci_low",
                "number",
                "lower end of the interval of per_10k",
                "per 10,000 words",
                label="95 % from",
            ),
            Column("ci_high", "number", "upper end of that interval", "per 10,000 words", label="to"),
            Column("ci_note", "string", "why the interval is missing, where it is", label="why no interval"),
        ),
        ("term", "period"),
    ),
    Table(
        "vocabulary",
        "an article and the richness of its vocabulary",
        (
            DOC_ID,
            _WORDS,
            Column("types", "integer", "different words", "words", label="different words"),
            Column("ttr", "number", "different words per word, which falls with length", "share"),
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
                "hapax_share", "number", "their share of the different words", "share", label="share of them"
            ),
            Column("note", "string", "why a measure is missing, where it is", label="note"),
        ),
        ("doc_id",),
    ),
    Table(
        "term_ranks",
        "a term by its rank",
        (
            Column("rank", "integer", "1 the most frequent; equals in alphabetical order"),
            _TERM,
            _COUNT,
            Column("share", "number", "its share of all occurrences", "share"),
            Column("coverage", "number", "share of this term and all before it", "share"),
        ),
        ("rank",),
    ),
    Table(
        "words_set_aside",
        "an article and how many of its words are copies of an earlier article's",
        (
            DOC_ID,
            _WORDS,
            Column(
                "set_aside",
                "integer",
                "of them, words in copied passages",
                "words",
                label="of them set aside",
            ),
            Column(
                "share", "number", "their share; missing where there are no words", "share", label="share"
            ),
        ),
        ("doc_id",),
    ),
    Table(
        "terms_without_copies",
        "a term counted with copied passages and without",
        (
            _TERM,
            Column("count", "integer", _COUNT.meaning, "occurrences", label="with copies"),
            Column(
                "per_10k",
                "number",
                _PER_10K.meaning,
                "per 10,000 words",
                label="per 10,000 words with copies",
            ),
            Column(
                "count_once",
                "integer",
                "occurrences outside of copied passages",
                "occurrences",
                label="without",
            ),
            Column(
                "per_10k_once",
                "number",
                "rate outside of copied passages",
                "per 10,000 words",
                label="without",
            ),
            Column(
                "set_aside", "integer", "occurrences in copied passages", "occurrences", label="set aside"
            ),
            Column("rank", "integer", "place by count, 1 the most frequent"),
            Column(
                "rank_once",
                "integer",
                "place by count_once; missing where all its occurrences are copies",
                own_dtype="Int64",
            ),
        ),
        ("term",),
        page_columns=("term", "count", "count_once", "set_aside", "per_10k", "per_10k_once"),
    ),
)
