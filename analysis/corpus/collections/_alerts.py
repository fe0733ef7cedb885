"""Split mails of Google Alerts, which have title, outlet and first words of each article that was found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import parse_qs, urlparse

from analysis.corpus.collections._database import load_database
from analysis.corpus.collections._lines import Collection, Draft, Export, Line, Record

_ADDRESS = re.compile(r"<?(https?://[^\s>]+)>?")


def split_alert(export: Export) -> Collection | None:
    """Return the results that a mail lists, or None where it is no alert."""
    database = load_database("alerts")
    start = next((p for p, line in enumerate(export.lines) if database.start.fullmatch(line.text)), None)
    if start is None:
        return None
    records: list[Record] = []
    result: list[Line] = []
    for line in export.lines[start + 1 :]:
        if address := _ADDRESS.fullmatch(line.text):
            if len(result) > 1:
                records.append(_read_result(export, [*result, line], address[1]))
            result = []
        elif not database.foot.fullmatch(line.text) and not database.start.fullmatch(line.text):
            result.append(line)
    if not records:
        return None
    doubt = "an alert holds only the first words of an article, so its counts and quotations are not the article's"
    return Collection(database.name, tuple(records), (doubt,))


def _read_result(export: Export, lines: Sequence[Line], address: str) -> Record:
    draft = Draft(lines)
    draft.set_fact("database", load_database("alerts").name)
    draft.mark("title", 0)
    draft.mark("header", len(lines) - 1)
    draft.set_fact("title", lines[0].text)
    # Between title and first words stands the outlet; a single line is the words.
    if len(lines) > 3:
        draft.mark("header", 1)
        draft.set_fact("outlet", lines[1].text)
    # The alert's own address leads on to the article's.
    draft.set_fact("url", *parse_qs(urlparse(address).query).get("url", [address])[:1])
    return draft.finish(export, "the alert gives no words of it")
