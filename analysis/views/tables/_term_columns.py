"""What are the columns of the tables of terms called on a page?"""

from __future__ import annotations

CORPUS_COLUMNS = {
    "doc_id": "article",
    "title": "title",
    "outlet": "outlet",
    "published": "published",
    "words": "words",
    "terms": "terms counted",
    "distinct_terms": "different ones",
}
TERM_COLUMNS = {
    "term": "term",
    "count": "occurrences",
    "per_10k": "per 10,000 words",
    "ci_low": "95 % from",
    "ci_high": "to",
    "articles": "articles",
    "dispersion": "dispersion (DP)",
}
KEYNESS_COLUMNS = {
    "group": "part",
    "term": "term",
    "count_target": "here",
    "count_reference": "elsewhere",
    "log_likelihood": "log-likelihood",
    "p_adjusted": "p adjusted",
    "log_ratio": "log ratio",
    "ci_low": "95 % from",
    "ci_high": "to",
    "percent_diff": "%DIFF",
    "log_odds_z": "log-odds z",
}
CONTEXT_COLUMNS = {
    "pattern": "term",
    "doc_id": "article",
    "left": "before",
    "keyword": "keyword",
    "right": "after",
}
COLLOCATION_COLUMNS = {
    "node": "term",
    "collocate": "collocate",
    "relation": "relation",
    "count": "together",
    "left": "before",
    "right": "after",
    "articles": "articles",
    "log_likelihood": "log-likelihood",
    "log_dice": "logDice",
    "pmi3": "PMI³",
    "t_score": "t",
}
VOCABULARY_COLUMNS = {
    "doc_id": "article",
    "words": "words",
    "types": "different words",
    "mattr": "MATTR (50 words)",
    "mtld": "MTLD",
    "hapaxes": "words that occur once",
    "hapax_share": "share of them",
    "note": "note",
}
COPY_COLUMNS = {
    "term": "term",
    "count": "with copies",
    "count_once": "without",
    "set_aside": "set aside",
    "per_10k": "per 10,000 words with copies",
    "per_10k_once": "without",
}
SET_ASIDE_COLUMNS = {
    "doc_id": "article",
    "words": "words",
    "set_aside": "of them set aside",
    "share": "share",
}
UNIT_COLUMNS = {
    "term": "term",
    "kind": "kind",
    "count": "occurrences",
    "per_10k": "per 10,000 words",
    "articles": "articles",
}
TIMELINE_COLUMNS = {
    "term": "term",
    "period": "period",
    "articles": "articles",
    "words": "words",
    "count": "occurrences",
    "per_10k": "per 10,000 words",
    "ci_low": "95 % from",
    "ci_high": "to",
    "ci_note": "why no interval",
}
