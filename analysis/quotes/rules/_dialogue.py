"""Find speech that the layout attributes rather than a verb: transcripts, signed quotations, block quotations, tweets.

A transcript is a run of paragraphs "NAME: …", with or without quotation marks around, a signed quotation has "— Name"
or a name alone after it, a block quotation has "> " before its lines and "— Name, an office" below them, and a tweet
ends or begins with its author's name, handle and date.
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
#: "Mill worker, night shift" as the last words of a paragraph, without a dash and without a full stop.
_LINE = re.compile(r"(?P<cue>)(?P<name>[A-Z][^\n.!?:;,“”\"]{2,60})(?:, [^\n!?:;]{2,70})?(?<![.,])$")
#: A paragraph without marks that ends with "Name Surname, a nurse".
_PULLED = re.compile(
    r"(?P<said>[^\n“”\"]+[.!?…])\s(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3}), [^\n!?:;“”\"]{2,70}(?<!\.)$"
)
#: "— Name, a nurse" as a paragraph below one without marks. Only an office or a place tells it from an item of a list.
_CITE_BELOW = re.compile(
    r"(?P<cue>--|[—–―])\s?(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,4}), [^\n—–―:;!?“”\"]{2,70}$"
)
#: "November 3, 2016", "3 Nov 2016".
_DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?"
#: "— Name (@handle) November 3, 2016".
_TWEET = re.compile(
    rf"(?P<cue>--|[—–―-])\s?(?P<name>[^\n—–―()@]{{1,60}}? ?\(@\w+\)),?(?: ·)?(?: {_DAY})?\.?$"
)
#: "Name (@handle) · November 3, 2016" as a paragraph above a tweet.
_TWEET_HEAD = re.compile(rf"(?P<cue>)(?P<name>[^\n—–―()@·]{{1,60}}? \(?@\w+\)?)(?: [·—–-] | ?, | ){_DAY}$")
_WORD = re.compile(r"\w+")
#: A pull quote begins and ends with so many words of a quotation.
_SAME_WORDS = 5
#: The marks before the label of a turn.
_OPENING = ("“", '"')
#: The sign of a line of a block quotation.
_QUOTED_LINE = re.compile(r"(?:>\s*)+")
#: Maximum number of paragraphs without a label between two turns, set by hand. At 0 the rules find 25 more
#: attributions of PolNeAR's labelled training articles and lose one; without a maximum they lose one and add four wrong
#: ones.
_MAX_GAP = 3


def read_dialogue(text: str, paragraphs: Sequence[Span], quotations: Sequence[Quotation]) -> list[Speech]:
    """Return the speech that the layout attributes, in text order."""
    cited = read_citations(text, paragraphs, quotations)
    labels = {speech.source for speech in cited}
    turns = [turn for turn in _transcripts(text, paragraphs) if turn.source not in labels]
    return sorted((*turns, *cited), key=lambda speech: speech.content)


def read_citations(text: str, paragraphs: Sequence[Span], quotations: Sequence[Quotation]) -> list[Speech]:
    """Return the speech that its layout alone cites, in text order.

    It is signed and block quotations, tweets, and transcripts in quotation marks.
    """
    turns = _transcripts(text, paragraphs)
    marked = (turn for turn in turns if text[: turn.source[0][0]].endswith(_OPENING))
    signed, blocks = _signed(text, paragraphs, quotations), _blocks(text, paragraphs)
    pulled = _pulled(text, paragraphs, quotations)
    cited = (*marked, *signed, *blocks, *pulled, *_tweets(text, paragraphs))
    return sorted(cited, key=lambda speech: speech.content)


@cache
def _label() -> re.Pattern[str]:
    cues = ENGLISH.cues
    question, particle = "|".join(sorted(cues.turn_labels)), "|".join(sorted(cues.turn_particles))
    return re.compile(_LABEL.format(question=question, particle=particle))


def _labels(text: str, paragraphs: Sequence[Span]) -> dict[int, re.Match[str]]:
    """Return the paragraphs that begin with a label, by their number."""
    labels = {}
    for number, (start, end) in enumerate(paragraphs):
        match = _label().match(text, start + (text[start] in _OPENING), end)
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
            content = [(start, end - _closes_only(text[start:end])) for start, end in content]
            content = [(start, _with_stop(text, end)) for start, end in content if start < end]
            if content:
                yield Speech(content, (match.span("cue"),), (match.span("name"),), "transcript")


def _closes_only(words: str) -> bool:
    """Return whether words end with a quotation mark that opened before them, as around a whole transcript."""
    return (words.endswith("”") and "“" not in words) or (words.endswith('"') and words.count('"') == 1)


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
        if match is None:
            inside = _side_by_side(text, inside)
            match = _line_behind(text, inside[-1], end)
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


def _side_by_side(text: str, quotations: Sequence[Quotation]) -> list[Quotation]:
    """Return the first quotations, up to words between two of them."""
    run = [quotations[0]]
    for quotation in quotations[1:]:
        if text[run[-1].end : quotation.start].strip():
            break
        run.append(quotation)
    return run


def _line_behind(text: str, quotation: Quotation, end: int) -> re.Match[str] | None:
    """Return who signs a quoted sentence in the same paragraph, without a dash ("“…” Mill worker, night shift")."""
    if text[quotation.start : quotation.inner_end][-1:] not in (".", "!", "?", "…"):
        return None
    match = _LINE.match(text, _skip(text, quotation.end, end), end)
    return match if match and match["name"].split()[0].lower() not in ENGLISH.people.pronouns else None


def _pulled(text: str, paragraphs: Sequence[Span], quotations: Sequence[Quotation]) -> Iterator[Speech]:
    """Yield pull quotes without marks: signed in their paragraph or below, and quoted elsewhere in the article."""
    quoted = {run for quotation in quotations for run in _runs_of_words(text[slice(*quotation.span)])}
    for number, (start, end) in enumerate(paragraphs):
        match = _PULLED.match(text, start, end)
        said = match.span("said") if match else (start, end)
        if match is None and number + 1 < len(paragraphs) and _is_unmarked_statement(text, (start, end)):
            match = _NAME_BELOW.match(text, *paragraphs[number + 1])
            match = match if match and match["role"] else None
        runs = _runs_of_words(text[slice(*said)]) if match else []
        if match and runs and runs[0] in quoted and runs[-1] in quoted:
            yield Speech([said], (), (match.span("name"),), "signed")


def _runs_of_words(words: str) -> list[tuple[str, ...]]:
    """Return each so many words in a row."""
    plain = _WORD.findall(words.casefold())
    return list(zip(*(plain[n:] for n in range(_SAME_WORDS)), strict=False))


def _skip(text: str, start: int, end: int) -> int:
    while start < end and text[start] in " \u00a0":
        start += 1
    return start


def _blocks(text: str, paragraphs: Sequence[Span]) -> Iterator[Speech]:
    """Yield quotations without marks that are cited below them: lines after ">", or one paragraph."""
    for number, (start, end) in enumerate(paragraphs):
        line = _QUOTED_LINE.match(text, start, end)
        match = _CITE_BELOW.match(text, line.end() if line else start, end)
        # The last words of an article are signed by who wrote it.
        if match is None or not number or (line is None and number + 1 == len(paragraphs)):
            continue
        content = _quoted_lines(text, paragraphs[:number])
        if not content and line is None and _is_unmarked_statement(text, paragraphs[number - 1]):
            content = [paragraphs[number - 1]]
        if content:
            yield Speech(content, (match.span("cue"),), (match.span("name"),), "signed")


def _quoted_lines(text: str, paragraphs: Sequence[Span]) -> list[Span]:
    """Return the lines of the block quotation that ends the paragraphs, without their signs."""
    lines: list[Span] = []
    for start, end in reversed(paragraphs):
        sign = _QUOTED_LINE.match(text, start, end)
        if sign is None:
            break
        if sign.end() < end:
            lines.insert(0, (sign.end(), end))
    return lines


def _is_unmarked_statement(text: str, paragraph: Span) -> bool:
    """Return whether a paragraph ends as a sentence does and has no quotation of its own."""
    words = text[slice(*paragraph)]
    return words.endswith((".", "!", "?", "…")) and not any(mark in words for mark in '“”"')


def _tweets(text: str, paragraphs: Sequence[Span]) -> Iterator[Speech]:
    """Yield tweets by the line that names their author: the end of their paragraph, the next or the previous one."""
    cited: set[Span] = set()
    for number, (start, end) in enumerate(paragraphs):
        match = _TWEET.search(text, start, end)
        content = trim(text, start, match.start()) if match else (start, start)
        if match and content[0] >= content[1] and number:
            content = paragraphs[number - 1]
        head = _TWEET_HEAD.match(text, start, end) if match is None else None
        if head and number + 1 < len(paragraphs):
            match, content = head, paragraphs[number + 1]
        if match and content[0] < content[1] and content not in cited:
            cited.add(content)
            whole = content[0], _with_stop(text, content[1])
            cue = (match.span("cue"),) if match["cue"] else ()
            yield Speech([whole], cue, (match.span("name"),), "tweet")
