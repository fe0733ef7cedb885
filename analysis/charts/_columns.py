"""What are the columns called on a page? Readers' names for the tables' columns, in the order shown."""

from __future__ import annotations

SPEAKER_COLUMNS = {
    "name": "speaker",
    "kind": "kind",
    "quotes": "attributions",
    "words": "words",
    "share": "share of all attributed words",
    "articles": "articles",
    "variants": "named as",
}
SPEECH_COLUMNS = {
    "doc_id": "article",
    "attributions": "attributions",
    "words": "words",
    "speakers": "speakers",
    "anonymous": "from anonymous people",
    "unattributed": "from nobody",
    "leader": "most words",
    "leader_share": "their share",
}
SPEAKER_ARTICLE_COLUMNS = {
    "doc_id": "article",
    "speaker": "speaker",
    "speaker_kind": "kind",
    "quotes": "attributions",
    "words": "words",
    "share": "share of the article's attributed words",
}
KIND_COLUMNS = {
    "doc_id": "article",
    "direct": "direct",
    "mixed": "mixed",
    "indirect": "indirect",
    "all": "all",
}
SPEAKER_KIND_COLUMNS = {
    "speaker_kind": "speaker",
    "attributions": "attributions",
    "share": "share",
    "words": "words",
    "share_of_words": "share of words",
    "articles": "articles",
}
CUE_COLUMNS = {
    "cue": "cue",
    "tone": "tone",
    "count": "attributions",
    "articles": "articles",
    "forms": "as written",
}
ACCURACY_COLUMNS = {
    "kind": "kind",
    "right": "right, of 100 shown",
    "right_source": "with the right source",
    "found": "found, of 100 there are",
    "people": "found by a second person",
    "measured": "attributions measured on",
}
CUT_COLUMNS = {
    "min_confidence": "min_confidence",
    "right": "right, of 100 shown",
    "right_source": "with the right source",
    "found": "found, of 100 there are",
    "kept": "kept, of 100",
}
SCORE_COLUMNS = {
    "class": "attributions",
    "finder": "found by",
    "precision": "precision, %",
    "recall": "recall, %",
    "f1": "F1, %",
    "right": "right",
    "predicted": "found",
    "gold": "in the gold",
}
ROLE_COLUMNS = {"role": "what"} | {name: label for name, label in SCORE_COLUMNS.items() if name != "class"}
RELIABILITY_COLUMNS = {
    "finder": "found by",
    "low": "confidence from",
    "high": "to",
    "attributions": "attributions",
    "mean_confidence": "mean confidence",
    "share_right": "share right",
    "ci_low": "95 % from",
    "ci_high": "to",
}
ARTICLE_SCORE_COLUMNS = {"doc_id": "article"} | {
    name: label for name, label in SCORE_COLUMNS.items() if name != "class"
}
MARKED_COLUMNS = {"doc_id": "article", "text": "term"}
PAIR_COLUMNS = {
    "doc_a": "article",
    "doc_b": "and",
    "similarity": "vocabulary (0 to 1)",
    "shared_entities": "shared names",
    "shared_speakers": "shared speakers",
    "shared_quotations": "shared quotations",
    "shared_passages": "shared passages",
    "longest_shared_run": "longest shared run (words)",
}
SOURCE_COLUMNS = {
    "doc_id": "article",
    "speakers": "sources quoted by name",
    "shared": "quoted by others too",
    "share": "share",
    "names": "which",
    "others": "articles that quote them",
}
PHRASE_COLUMNS = {"phrase": "phrase", "words": "words", "articles": "articles"}
IDENTITY_COLUMNS = {
    "name": "name",
    "kind": "kind",
    "articles": "articles",
    "mentions": "mentions",
    "variants": "written as",
}
