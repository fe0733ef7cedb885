"""Read gold annotation of attributions: PolNeAR's, relations such as GUM's, and this project's own.

PolNeAR (Newell, Margolin & Ruths 2018, "An Attribution Relations Corpus for Political News", LREC) is a folder
with ``text/<name>.txt`` and ``attributions/<name>_<annotator>.ann``, in the brat standoff format: a line
``T<n>``, tab, ``<Role> <start> <end>[;<start> <end> …]``, tab, the words, for each span, and a line ``E<n>``,
tab, ``<Type>:T<n> <Role>:T<n> …`` for each attribution, its roles ``Source``, ``Cue`` and ``Content``, numbered
from the second on (``Content2``). Offsets are Unicode code points into the text file.

GUM (Zeldes 2017, "The GUM Corpus", Language Resources and Evaluation 51) has attributions as relations between
clauses. Taken out of it, they are a folder with ``text/<doc_id>.txt`` and ``gold.json``: its ``corpus`` begins with the
gold's name, and its list ``documents`` has for each text ``doc_id``, ``genre`` and ``attributions``, each with
``content``, ``cue`` and ``source``, lists of [start, end] in code points into the text file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.corpus import Article, Corpus, Section, find_paragraphs
from analysis.errors import DatelineError
from analysis.quotes._attribution import Attribution
from analysis.schema import TABLES

if TYPE_CHECKING:
    from analysis.quotes._attribution import Kind
    from analysis.text import Spans

#: File of relations, beside the folder of their texts.
RELATIONS = "gold.json"

_SPAN_LINE = re.compile(r"(T\d+)\t\w+ ([\d ;]+)(?:\t|$)")
_ROLE = re.compile(r"([A-Za-z-]+?)\d*:(T\d+)")
_DOUBLE_MARK = re.compile(r'["“”]')


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article's text with the attributions that an annotator marked; their confidence is 1.

    `news` is the outlet or genre that the article comes from; empty where nothing says so.
    """

    doc_id: str
    text: str
    attributions: tuple[Attribution, ...]
    news: str = ""


def read_polnear(folder: str | Path) -> dict[str, GoldArticle]:
    """Return the gold of a part of PolNeAR (its `train`, `dev` or `test` folder), by `doc_id`, the text's stem.

    Of several annotators of an article, the first by file name is the gold. Articles without annotation and
    attributions without content are left out.

    Raises:
        DatelineError: The folder has no `text` and `attributions` in it.
    """
    texts, annotations = Path(folder) / "text", Path(folder) / "attributions"
    if not texts.is_dir() or not annotations.is_dir():
        raise DatelineError(
            f"{folder} is not a part of PolNeAR: it must hold the folders text and attributions."
        )
    gold = {}
    for path in sorted(texts.iterdir()):
        files = sorted(annotations.glob(f"{_escaped(path.stem)}_????.ann"))
        if files:
            text = path.read_bytes().decode("utf-8")
            attributions = parse_standoff(text, files[0].read_bytes().decode("utf-8"))
            outlet = path.stem.partition("_")[0]
            gold[path.stem] = GoldArticle(path.stem, text, tuple(attributions), outlet)
    return gold


def read_relations(folder: Path) -> dict[str, GoldArticle]:
    """Return the gold of a folder of relations, by `doc_id`.

    Raises:
        DatelineError: `gold.json` does not have the fields that the module names, or a text is missing.
    """
    gold = {}
    try:
        relations = json.loads((folder / RELATIONS).read_text(encoding="utf-8"))
        name = relations["corpus"].split()[0]
        for document in relations["documents"]:
            doc_id = document["doc_id"]
            text = (folder / "text" / f"{doc_id}.txt").read_bytes().decode("utf-8")
            attributions = tuple(_relation(text, relation) for relation in document["attributions"])
            gold[doc_id] = GoldArticle(doc_id, text, attributions, f"{name} {document['genre']}")
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise DatelineError(
            f"{folder / RELATIONS} is no gold of relations ({error!r}): see what it must hold in "
            "analysis/quotes/evaluation/README.md."
        ) from error
    return gold


def _relation(text: str, relation: Mapping[str, Any]) -> Attribution:
    content, cue, source = (
        tuple((int(start), int(end)) for start, end in relation[role])
        for role in ("content", "cue", "source")
    )
    return Attribution(content, cue, source, marked_kind(text, content), 1.0)


def group_by_news(gold: Mapping[str, GoldArticle]) -> dict[str, dict[str, GoldArticle]]:
    """Return the gold of each outlet or genre, in alphabetical order, by `doc_id`."""
    groups: dict[str, dict[str, GoldArticle]] = {name: {} for name in sorted({a.news for a in gold.values()})}
    for doc_id, article in gold.items():
        groups[article.news][doc_id] = article
    return groups


def _escaped(stem: str) -> str:
    return re.sub(r"([\[\]*?])", r"[\1]", stem)


def parse_standoff(text: str, standoff: str) -> list[Attribution]:
    """Return the attributions of one standoff file, in its order."""
    spans: dict[str, Spans] = {}
    events = []
    for line in standoff.split("\n"):
        if match := _SPAN_LINE.match(line):
            parts = (part.split() for part in match[2].split(";"))
            spans[match[1]] = tuple((int(start), int(end)) for start, end in parts)
        elif re.match(r"E\d+\t", line):
            events.append(line.split("\t")[1])
    attributions = []
    for event in events:
        roles: dict[str, Spans] = {"Source": (), "Cue": (), "Content": ()}
        for role, key in _ROLE.findall(event):
            if role in roles:
                roles[role] += spans[key]
        if roles["Content"]:
            kind = marked_kind(text, roles["Content"])
            attributions.append(Attribution(roles["Content"], roles["Cue"], roles["Source"], kind, 1.0))
    return attributions


def read_gold_lines(path: str | Path, corpus: Corpus) -> dict[str, GoldArticle]:
    """Return the gold of a file in this project's own format (``evaluation/README.md``) for a corpus's articles.

    Raises:
        DatelineError: A line of the file is not in that format.
    """
    gold: dict[str, list[Attribution]] = {article.doc_id: [] for article in corpus}
    for number, line in enumerate(Path(path).read_bytes().splitlines(), start=1):
        try:
            record = json.loads(line)
            content, cue, source = (
                tuple((int(start), int(end)) for start, end in record[role])
                for role in ("content", "cue", "source")
            )
            doc_id, kind = record["doc_id"], record["kind"]
        except (ValueError, KeyError, TypeError):
            raise DatelineError(
                f"The gold {str(path)!r} is not in the format of gold at line {number}: see what it must hold in "
                "analysis/quotes/evaluation/README.md."
            ) from None
        if doc_id in gold:
            gold[doc_id].append(Attribution(content, cue, source, kind, 1.0))
    return {
        doc_id: GoldArticle(doc_id, corpus[doc_id].text, tuple(attributions), corpus[doc_id].outlet or "")
        for doc_id, attributions in gold.items()
    }


def gold_corpus(gold: Mapping[str, GoldArticle]) -> Corpus:
    """Return the gold's articles as a corpus whose whole text is body."""
    articles = []
    for doc_id in sorted(gold):
        text = gold[doc_id].text
        sections = tuple(Section(start, end, "body") for start, end in find_paragraphs(text))
        articles.append(Article(doc_id=doc_id, text=text, sections=sections))
    return Corpus(tuple(articles), TABLES["rejected"].frame([]), TABLES["warnings"].frame([]))


def marked_kind(text: str, content: Spans) -> Kind:
    """Return a content's kind by the double marks at its edges, as for scores by kind on PolNeAR.

    Indirect: no mark within the content or two characters of it; direct: a mark at either end; else mixed.
    """
    start, end = content[0][0], content[-1][1]
    if not _DOUBLE_MARK.search(text, max(0, start - 2), end + 2):
        return "indirect"
    opens = _DOUBLE_MARK.search(text, max(0, start - 1), start + 1)
    closes = _DOUBLE_MARK.search(text, max(0, end - 2), end + 2)
    return "direct" if opens and closes else "mixed"
