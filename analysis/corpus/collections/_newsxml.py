"""Read articles from XML of news agencies (NITF, NewsML-G2) and of databases (Factiva, ProQuest TDM)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.corpus._model import Section
from analysis.corpus.collections._lines import Collection, Record
from analysis.corpus.readers._bounds import check_markup
from analysis.corpus.readers._decode import Document, UnreadableError
from analysis.corpus.readers.documents._page_text import read_page_text

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

#: Elements of an agency's file, which may hold some thousands of articles.
_MOST_TAGS = 4_000_000

#: A day without marks, as databases write it.
_PLAIN_DAY = re.compile(r"((?:17|18|19|20)\d\d)(\d\d)(\d\d)(?:T.*)?")

#: Markup within a text that is markup itself.
_MARKUP = re.compile(r"<(?:p|br|html|div|body)\b[^>]*>", re.IGNORECASE)

#: Facts of an article, by their names in the data file.
_FACTS = tuple("title byline published outlet section page length dateline database_id database_url".split())


@cache
def _kinds() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads((Path(__file__).parent / "newsxml.toml").read_text(encoding="utf-8"))


def read_newsxml(raw: bytes) -> Collection:
    """Return the articles of a file of XML: title and paragraphs with a blank line between them.

    Raises:
        UnreadableError: It is no XML, or none of the kinds that are read.
    """
    from lxml import etree

    check_markup(raw, _MOST_TAGS)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        tree = etree.fromstring(raw.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(f"not XML that can be read ({str(error).partition(', line')[0]})") from None
    for element in tree.iter(etree.Element):
        element.tag = etree.QName(element).localname
    for name, kind in _kinds().items():
        items = [tree] if tree.tag == kind["item"] else tree.findall(f".//{kind['item']}")
        records = [_read_item(name, kind, item) for item in items]
        if any(record.reason is None for record in records):
            return Collection(name, tuple(records))
    raise UnreadableError(
        f"XML of a kind that is not read (<{tree.tag}>); {', '.join(_kinds())} are. Save its texts as .txt"
    )


def _read_item(name: str, kind: Mapping[str, Any], item: Element) -> Record:
    facts = {fact: value for fact in _FACTS if (value := _first(item, kind.get(fact, [])))}
    if match := _PLAIN_DAY.fullmatch(facts.get("published", "")):
        facts["published"] = "-".join(match.groups())
    facts["database"] = name
    paragraphs = next((found for path in kind["text"] if (found := list(_paragraphs(item.xpath(path))))), [])
    title = facts.get("title")
    blocks = [*([title] if title else []), *paragraphs]
    sections, place = [], 0
    for number, block in enumerate(blocks):
        sections.append(Section(place, place + len(block), "title" if title and number == 0 else "body"))
        place += len(block) + 2
    document = Document(
        "\n\n".join(blocks), facts=facts, sections=tuple(sections), doc_id=facts.get("database_id")
    )
    return Record(document, None if paragraphs else "no text in it")


def _first(item: Element, paths: list[str]) -> str:
    """Return the words at the first of some places that has any."""
    for path in paths:
        texts = [
            str(node) if isinstance(node, str) else "".join(node.itertext()) for node in item.xpath(path)
        ]
        words = "; ".join(" ".join(text.split()) for text in texts if text.strip())
        if words:
            return words
    return ""


def _paragraphs(elements: list[Element]) -> Iterator[str]:
    """Yield paragraphs: an element each, or the blocks of the markup that an element holds as text."""
    for element in elements:
        text = "".join(element.itertext())
        if _MARKUP.search(text):
            text = read_page_text(text)[0]
        elif len(elements) == 1 and any(child.tag == "p" for child in element.iter()):
            text = "\n".join("".join(child.itertext()) for child in element.iter("p"))
        for line in text.split("\n") if len(elements) == 1 else [text]:
            if words := " ".join(line.split()):
                yield words
