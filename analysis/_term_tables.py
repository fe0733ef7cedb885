"""Which tables does the report of term frequencies write, and what is in each of their columns?"""

from __future__ import annotations

from analysis._tables import _DOC, _END, _FACTS, _POINTS, _START, Column, Table

_TERM = Column("term", "string", "the term counted, in the unit chosen by the parameter `unit`")
_POS = Column("pos", "string", "its commonest part of speech (Universal Dependencies)")
_KIND_OF_NAME = Column("kind", "string", "of a named entity: its commonest kind")
_COUNT = Column("count", "integer", "how often it stands in the bodies of the articles", "occurrences")
_PER_10K = Column("per_10k", "number", "count per 10,000 running words", "per 10,000 words")

_COLLOCATION = (
    Column("node", "string", "the word whose company is counted"),
    Column("relation", "string", "window (near each other), or the grammatical relation"),
    Column("collocate", "string", "the word that stands near it or depends on it"),
    _POS,
    Column("count", "integer", "how often the two stand together", "occurrences"),
    Column("count_node", "integer", "occurrences of the node", "occurrences"),
    Column("count_collocate", "integer", "occurrences of the collocate", "occurrences"),
    Column("left", "integer", "of count, those where the collocate stands before", "occurrences"),
    Column("right", "integer", "of count, those where it stands after", "occurrences"),
    Column("articles", "integer", "articles in which they stand together", "articles"),
    Column("expected", "number", "count to expect of words with nothing to do with each other"),
    Column("log_likelihood", "number", "G2 of the two words' contingency table"),
    Column("p_value", "number", "chance of a G2 this large without association", "probability"),
    Column("p_adjusted", "number", "p_value after Benjamini and Hochberg", "probability"),
    Column("pmi", "number", "pointwise mutual information", "bits"),
    Column("pmi3", "number", "PMI with the count cubed", "bits"),
    Column("log_dice", "number", "logDice: at most 14; one more is twice as strong"),
    Column("t_score", "number", "t-score"),
)

_OF_NETWORK = {"node", "collocate", "count", "articles", "log_likelihood", "pmi3", "log_dice", "t_score"}

TERM_TABLES = (
    Table(
        "words_by_article",
        "an article and how much of it is counted",
        (
            _DOC,
            *_FACTS,
            Column("words", "integer", "running words of the body", "words"),
            Column("terms", "integer", "occurrences of terms that are counted", "occurrences"),
            Column("distinct_terms", "integer", "different terms among them", "terms"),
        ),
        ("doc_id",),
    ),
    Table(
        "term_frequencies",
        "a term of the whole corpus",
        (
            _TERM,
            _POS,
            _KIND_OF_NAME,
            _COUNT,
            _PER_10K,
            Column("articles", "integer", "articles in which the term stands", "articles"),
            Column("dispersion", "number", "Gries's DP: 0 as even as can be, towards 1 all in one article"),
            Column(
                "dispersion_norm", "number", "DP as a share of the largest it can be in this corpus", "share"
            ),
            Column("juilland_d", "number", "Juilland's D: 1 even, 0 clumped"),
            Column(
                "ci_low",
                "number",
                "lower end of the interval of per_10k (bootstrap of articles)",
                "per 10,000 words",
            ),
            Column("ci_high", "number", "upper end of that interval", "per 10,000 words"),
            Column("ci_note", "string", "why the interval is missing, where it is"),
        ),
        ("term",),
    ),
    Table(
        "term_frequencies_by_article",
        "a term in an article",
        (_DOC, _TERM, _COUNT, _PER_10K),
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
            ),
            _TERM,
            _POS,
            _KIND_OF_NAME,
            Column("count_target", "integer", "occurrences in the part", "occurrences"),
            Column("count_reference", "integer", "occurrences in the rest", "occurrences"),
            Column("per_10k_target", "number", "rate in the part", "per 10,000 words"),
            Column("per_10k_reference", "number", "rate in the rest", "per 10,000 words"),
            Column("articles_target", "integer", "articles of the target that have the term", "articles"),
            Column("articles_reference", "integer", "articles of the rest that have the term", "articles"),
            Column("log_likelihood", "number", "G2 of the two counts given the two sizes"),
            Column("p_value", "number", "chance of a G2 this large were the two rates equal", "probability"),
            Column(
                "p_adjusted", "number", "p_value after Benjamini and Hochberg, over all terms", "probability"
            ),
            Column("log_ratio", "number", "binary logarithm of the ratio of the rates", "doublings"),
            Column("ci_low", "number", "lower end of the 95 % interval of log_ratio", "doublings"),
            Column("ci_high", "number", "upper end of the 95 % interval of log_ratio", "doublings"),
            Column("percent_diff", "number", "%DIFF: by how much the rate is higher", "per cent"),
            Column("log_odds", "number", "log odds ratio under an informative Dirichlet prior", "nats"),
            Column("log_odds_z", "number", "its z-score", "standard errors"),
        ),
        ("group", "term"),
    ),
    Table(
        "keywords_in_context",
        "a place where a keyword stands",
        (
            Column("pattern", "string", "the keyword looked for"),
            _DOC,
            _START,
            _END,
            Column("left", "string", "the words before it"),
            Column("keyword", "string", "the words found, as they stand in the text"),
            Column("right", "string", "the words after it"),
            Column("left_start", "integer", "where the words before it begin", _POINTS),
            Column("right_end", "integer", "where the words after it end (exclusive)", _POINTS),
        ),
        ("pattern", "doc_id", "start", "end"),
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
            Column("articles", "integer", "articles in which the term stands", "articles"),
        ),
        ("unit", "term"),
    ),
    Table(
        "collocations",
        "a word that stands near another more often than by chance",
        _COLLOCATION,
        ("node", "relation", "collocate"),
    ),
    Table(
        "dependencies",
        "a word that stands in a grammatical relation with another",
        _COLLOCATION,
        ("node", "relation", "collocate"),
    ),
    Table(
        "collocation_network",
        "two words of the network around a word",
        (
            Column("step", "integer", "1 from the word in the middle, 2 from its collocates"),
            *(column for column in _COLLOCATION if column.name in _OF_NETWORK),
        ),
        ("step", "node", "collocate"),
    ),
    Table(
        "timeline",
        "a term in a period of time",
        (
            _TERM,
            Column("period", "string", "the day, week, month or year, or undated"),
            Column("start", "date", "its first day", "date"),
            Column("articles", "integer", "articles published in it", "articles"),
            Column("words", "integer", "their running words", "words"),
            _COUNT,
            _PER_10K,
            Column("ci_low", "number", "lower end of the interval of per_10k", "per 10,000 words"),
            Column("ci_high", "number", "upper end of that interval", "per 10,000 words"),
            Column("ci_note", "string", "why the interval is missing, where it is"),
        ),
        ("term", "period"),
    ),
    Table(
        "vocabulary",
        "an article and the richness of its vocabulary",
        (
            _DOC,
            Column("words", "integer", "running words of the body", "words"),
            Column("types", "integer", "different words", "words"),
            Column("ttr", "number", "different words per word", "share"),
            Column("mattr", "number", "moving-average type-token ratio, over 50 words", "share"),
            Column("mtld", "number", "measure of textual lexical diversity", "words"),
            Column("hapaxes", "integer", "words that occur once", "words"),
            Column("hapax_share", "number", "their share of the different words", "share"),
            Column("note", "string", "why a measure is missing, where it is"),
        ),
        ("doc_id",),
    ),
    Table(
        "words_set_aside",
        "an article and how many of its words are copies of an earlier article's",
        (
            _DOC,
            Column("words", "integer", "running words of the body", "words"),
            Column("set_aside", "integer", "of them, words in copied passages", "words"),
            Column("share", "number", "their share", "share"),
        ),
        ("doc_id",),
    ),
    Table(
        "terms_without_copies",
        "a term counted with copied passages and without",
        (
            _TERM,
            _COUNT,
            _PER_10K,
            Column("count_once", "integer", "occurrences outside of copied passages", "occurrences"),
            Column("per_10k_once", "number", "rate outside of copied passages", "per 10,000 words"),
            Column("set_aside", "integer", "occurrences in copied passages", "occurrences"),
            Column("rank", "integer", "place by count, 1 the most frequent"),
            Column("rank_once", "integer", "place by count_once"),
        ),
        ("term",),
    ),
)
