"""Which people, bodies, places and events does a corpus name, and where? The tables of mentions and identities."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import pandas as pd

from analysis.entities._article import ArticleEntities
from analysis.entities._identities import LocalIdentity, local_identities, unify

if TYPE_CHECKING:
    from analysis.annotation import AnnotatedCorpus

MENTION_COLUMNS = ("doc_id", "start", "end", "text", "kind", "name", "rule")
IDENTITY_COLUMNS = ("name", "kind", "variants", "articles", "mentions", "doc_ids")


def mentions(annotated: AnnotatedCorpus) -> pd.DataFrame:
    """Return every mention of an entity in the articles' bodies, by `doc_id`, then by place.

    Columns: `doc_id`; `start`, `end`, code points into the article's text; `text`, the words there; `kind`
    (person, organisation, place, event, group, anonymous, document); `name`, the identity's canonical name
    across the corpus, or for what is only described its first description in the article; `rule`, how the
    mention was linked. Pronouns that answer to nobody are left out.
    """
    rows: list[tuple[object, ...]] = []
    records: list[LocalIdentity] = []
    for article, doc in annotated:
        entities = ArticleEntities(article, doc)
        records.extend(local_identities(entities))
        for m in sorted(entities.mentions, key=lambda m: (m.start, m.end)):
            if m.entity < 0 or not article.in_body(m.start, m.end):
                continue
            entity = entities.entities[m.entity]
            text = article.text[m.start : m.end]
            rows.append((article.doc_id, m.start, m.end, text, entity.kind, entity.name, m.rule, m.entity))
    frame = pd.DataFrame(rows, columns=[*MENTION_COLUMNS, "entity"])
    names = unify(records)
    keys = zip(frame["doc_id"], frame["entity"], frame["name"], strict=True)
    frame["name"] = [names.get((doc_id, entity), name) for doc_id, entity, name in keys]
    return frame[list(MENTION_COLUMNS)]


def identities(annotated: AnnotatedCorpus) -> pd.DataFrame:
    """Return the people, organisations, places and events a corpus names, those in most articles first.

    Columns: `name`, the canonical name, which is the identity's stable identifier within its kind; `kind`
    (person, organisation, place, event, document); `variants`, a list of the names as written, most used
    first; `articles`, in how many articles; `mentions`, how many mentions in their bodies, pronouns and
    descriptions included; `doc_ids`, the articles, in order.
    """
    records: list[LocalIdentity] = []
    counts: Counter[tuple[str, int]] = Counter()
    forms: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    for article, doc in annotated:
        entities = ArticleEntities(article, doc)
        records.extend(local_identities(entities))
        for m in entities.mentions:
            if m.entity >= 0 and article.in_body(m.start, m.end):
                key = article.doc_id, m.entity
                counts[key] += 1
                if m.form == "name":
                    forms[key][" ".join(article.text[m.start : m.end].split())] += 1
    names = unify(records)
    merged: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for record in records:
        key = record.doc_id, record.entity
        if key in names and counts[key]:
            merged[record.kind, names[key]].append(key)
    rows = [_identity_row(kind, name, keys, counts, forms) for (kind, name), keys in merged.items()]
    frame = pd.DataFrame(rows, columns=list(IDENTITY_COLUMNS))
    order = ["articles", "mentions", "kind", "name"]
    return frame.sort_values(order, ascending=[False, False, True, True], ignore_index=True)


def _identity_row(
    kind: str,
    name: str,
    keys: list[tuple[str, int]],
    counts: Counter[tuple[str, int]],
    forms: dict[tuple[str, int], Counter[str]],
) -> tuple[object, ...]:
    variants: Counter[str] = Counter()
    for key in keys:
        variants.update(forms.get(key, Counter()))
    ordered = sorted(variants, key=lambda form: (-variants[form], form)) or [name]
    doc_ids = sorted({doc_id for doc_id, _ in keys})
    return name, kind, ordered, len(doc_ids), sum(counts[key] for key in keys), doc_ids
