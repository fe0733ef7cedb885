"""Find speech that the layout attributes rather than a verb: interview transcripts, signed quotations, tweets.

A transcript is a run of paragraphs "NAME: …", a signed quotation has "— Name" or a name alone after it, and a
tweet ends with its author's name, handle and date.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from analysis.language import ENGLISH
from analysis.quotes.rules._extents import trim
from analysis.quotes.rules._quotation_cues import Speech

if TYPE_CHECKING:
    from analysis.quotes.marks._pairing import Quotation
    from analysis.text import Span

# The bounds keep a search linear in the length of a paragraph; without them nothing changes on PolNeAR.
#: "WALLACE:", "Q:", "Chris Wallace:", "Sen. Ted Cruz (R-Texas):", "@potus:".
_LABEL = (
    r"(?:(?P<name>{question}|@\w+|[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|{particle}))*)"
    r"(?: \((?P<aside>[^()\n]{{1,40}})\))?)\s?(?P<cue>:)\s+(?=\S)"
)
#: "— Name", "- Name, a nurse" as the last words of a paragraph, or all of one.
_SIGNATURE = re.compile(r"(?P<cue>--|[—–―-])\s?(?P<name>[A-Z][^\n—–―:;!?“”\"]{1,70}?)\.?$")
#: "Name Surname, a nurse" as a paragraph below a quotation, without a dash and without a full stop.
_NAME_BELOW = re.compile(
    r"(?P<cue>)(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3})(?P<role>, [^\n.!?:;“”\"]{2,70})?(?<!\.)$"
)
#: "— Name (@handle) November 3, 2016".
_TWEET = re.compile(
    r"(?P<cue>--|[—–―-])\s?(?P<name>[^\n—–―()]{1,60}? ?\(@\w+\)),?(?: ·)?"
    r"(?: [A-Z][a-z]{2,8}\.? \d{1,2},? \d{4})?\.?$"
)
#: Maximum number of paragraphs without a label between two turns, set by hand. At 0 the rules find 25 more
#: attributions of PolNeAR's labelled training articles and lose one; without a maximum they lose one and add four wrong
#: ones.
_MAX_GAP = 3


def read_dialogue(text: str, paragraphs: Sequence[Span], quotations: Sequence[Quotation]) -> list[Speech]:
    """Return the speech that the layout attributes, in text order."""
    transcripts, tweets = _transcripts(text, paragraphs), _tweets(text, paragraphs)
    return sorted(
        (*transcripts, *_signed(text, paragraphs, quotations), *tweets), key=lambda speech: speech.content
    )


@cache
def _label() -> re.Pattern[str]:
    cues = ENGLISH.cues
    question, particle = "|".join(sorted(cues.turn_labels)), "|".join(sorted(cues.turn_particles))
    return re.compile(_LABEL.format(question=question, particle=particle))


def _labels(text: str, paragraphs: Sequence[Span]) -> dict[int, re.Match[str]]:
    """Return the paragraphs that begin with a label, by their number."""
    labels = {}
    for number, (start, end) in enumerate(paragraphs):
        match = _label().match(text, start, end)
        if match and match["name"].strip(".").lower() not in ENGLISH.cues.page_labels:
            labels[number] = match
    return labels


def _transcripts(text: str, paragraphs: Sequence[Span]) -> Iterator[Speech]:
    labels = _labels(text, paragraphs)
    for run in _runs(sorted(labels)):
        if not _is_conversation([labels[number]["name"] for number in run]):
            continue
        for number, following in zip(run, [*run[1:], run[-1] + 1], strict=True):
            match = labels[number]
            content = [trim(text, match.end(), paragraphs[number][1])]
            content += [trim(text, *paragraphs[n]) for n in range(number + 1, following)]
            content = [(start, _with_stop(text, end)) for start, end in content if start < end]
            if content:
                yield Speech(content, (match.span("cue"),), (match.span("name"),), "transcript")


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number - runs[-1][-1] <= _MAX_GAP + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _is_conversation(names: Sequence[str]) -> bool:
    """Return whether the labels are those of a conversation: names in capitals, or names that recur."""
    recurs = max(Counter(name.split()[-1].lower() for name in names).values()) > 1
    capitals = all(name.isupper() for name in names)
    return (capitals and (recurs or len(set(names)) > 1)) or (recurs and len(set(names)) > 1)


def _with_stop(text: str, end: int) -> int:
    """Return the end with the full stop after it, since all of a turn is speech."""
    return end + 1 if text[end : end + 1] == "." else end


def _signed(text: str, paragraphs: Sequence[Span], quotations: Sequence[Quotation]) -> Iterator[Speech]:
    """Yield quotations that fill a paragraph and are signed at its end or in the next paragraph."""
    for number, (start, end) in enumerate(paragraphs):
        inside = [q for q in quotations if start <= q.start < end and not q.level]
        if not inside or inside[0].start != start:
            continue
        rest = inside[-1].end
        match = _SIGNATURE.match(text, _skip(text, rest, end), end)
        if match is None and not text[rest:end].strip(" .") and number + 1 < len(paragraphs):
            below = paragraphs[number + 1]
            match = _SIGNATURE.match(text, *below) or (_name_below(text, below) if len(inside) == 1 else None)
        if match:
            name = match["name"].split(",")[0].rstrip()
            source = match.start("name"), match.start("name") + len(name)
            content = [q.span for q in inside]
            cue = (match.span("cue"),) if match["cue"] else ()
            yield Speech(content, cue, (source,), "signed", None, inside)


def _name_below(text: str, paragraph: Span) -> re.Match[str] | None:
    """Return a name with a role, or one that begins with a given name, where it is all of a paragraph."""
    match = _NAME_BELOW.match(text, *paragraph)
    given = match is not None and match["name"].split()[0].lower() in ENGLISH.names.given_names
    return match if match is not None and (match["role"] or given) else None


def _skip(text: str, start: int, end: int) -> int:
    while start < end and text[start] in " \u00a0":
        start += 1
    return start


def _tweets(text: str, paragraphs: Sequence[Span]) -> Iterator[Speech]:
    """Yield tweets by their signature; where it is a paragraph of its own, the previous paragraph is the tweet."""
    for number, (start, end) in enumerate(paragraphs):
        match = _TWEET.search(text, start, end)
        if match is None:
            continue
        content = trim(text, start, match.start())
        if content[0] >= content[1] and number:
            content = paragraphs[number - 1]
        if content[0] < content[1]:
            whole = content[0], _with_stop(text, content[1])
            yield Speech([whole], (match.span("cue"),), (match.span("name"),), "tweet")
