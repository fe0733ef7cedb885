"""Read from the parse when and where a clause says that an event takes place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from analysis.entities._parsed_article import ParsedArticle
from analysis.entities.mentions._roles import phrase_end
from analysis.language import ENGLISH

_EVENTS, _GRAMMAR = ENGLISH.events, ENGLISH.grammar

#: Tokens that may stand between a place or day and the event that it hangs on.
_STEPS = 5


@dataclass(frozen=True, slots=True)
class Day:
    """When: the words' tokens, the weekday (0 is Monday) if told, month and day if told, the date if known."""

    first: int
    last: int
    weekday: int | None = None
    month: int | None = None
    day: int | None = None
    known: date | None = None

    @property
    def value(self) -> str:
        """What can be compared: "weekday/month-day/date", each part empty where unknown."""
        weekday = self.known.weekday() if self.known else self.weekday
        calendar = f"{self.month}-{self.day}" if self.month else ""
        calendar = f"{self.known.month}-{self.known.day}" if self.known else calendar
        return f"{'' if weekday is None else weekday}/{calendar}/{self.known or ''}"


def find_days(parse: ParsedArticle) -> list[Day]:
    """Return the weekdays and month-and-day dates of an article; with its date of publication, as dates.

    A weekday alone is the last such day up to publication, as news writes it; after "next", or with what will be, the
    next one from publication on.
    """
    published = parse.article.published
    weekdays, months = ENGLISH.calendar.weekdays, ENGLISH.calendar.months
    found = []
    for token, lower in enumerate(parse.lowers):
        if lower in weekdays:
            weekday = weekdays.index(lower)
            known = _nearest(parse, token, published, weekday) if published else None
            found.append(Day(token, token, weekday=weekday, known=known))
        elif lower.rstrip(".") in months and token + 1 < len(parse) and parse.words[token + 1].isdigit():
            number, month = int(parse.words[token + 1]), months[lower.rstrip(".")]
            if 1 <= number <= 31:
                known = _dated(published, month, number)
                found.append(Day(token, token + 1, month=month, day=number, known=known))
    return found


def _nearest(parse: ParsedArticle, token: int, published: date, weekday: int) -> date:
    """The last such day up to publication, or the next one from it on; "last" and "next" do not mean the day itself."""
    ago = (published.weekday() - weekday) % 7
    before = parse.lowers[token - 1] if token else ""
    if before in _EVENTS.next_words:
        return published + timedelta(7 - ago)
    if before in _EVENTS.last_words:
        return published - timedelta(ago or 7)
    return published + timedelta((7 - ago) % 7) if _is_to_come(parse, token) else published - timedelta(ago)


def _is_to_come(parse: ParsedArticle, token: int) -> bool:
    """Tell whether an article looks forward to a weekday: "will meet on Monday", "before Monday's vote"."""
    verb = token
    while parse.heads[verb] != verb and parse.poses[verb] != "VERB":
        verb = parse.heads[verb]
        if parse.lowers[verb] in _EVENTS.before_words:  # "before Monday's vote"
            return True
    if parse.poses[verb] != "VERB":
        return False
    helpers = _GRAMMAR.auxiliaries | _GRAMMAR.passive_auxiliaries
    before = {parse.lowers[child] for child in parse.children[verb] if parse.deps[child] in helpers}
    governor = parse.lemmas[parse.heads[verb]].lower()
    planned = before & _EVENTS.infinitive_marks and governor in _EVENTS.planning_verbs
    # "said they would meet on Monday"
    reported = before & _EVENTS.reported_future and parse.deps[verb] in _GRAMMAR.finite_clauses
    return bool(before & _EVENTS.future_words or planned or reported)


def _dated(published: date | None, month: int, day: int) -> date | None:
    """The day of that month nearest to publication; None where undated or impossible."""
    if published is None:
        return None
    days = []
    for year in (published.year - 1, published.year, published.year + 1):
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue
    return min(days, key=lambda one: abs((one - published).days), default=None)


def hangs_on(parse: ParsedArticle, token: int, anchors: set[int]) -> bool:
    """Tell whether a token hangs on one of the anchors by prepositions, adverbials and nouns alone."""
    at = token
    for _ in range(_STEPS):
        if at in anchors:
            return True
        if parse.heads[at] == at or parse.deps[at] in _GRAMMAR.other_clauses:
            return False
        at = parse.heads[at]
    return at in anchors


def find_places(parse: ParsedArticle, place_heads: set[int]) -> list[tuple[int, int, int]]:
    """Return (preposition, first, last) tokens of "at …" and "in …" with a venue or a named place."""
    found = []
    for token, lower in enumerate(parse.lowers):
        governed = parse.deps[token] in _GRAMMAR.prepositional_objects
        if not governed or parse.lowers[parse.heads[token]] not in _EVENTS.place_prepositions:
            continue
        venue = parse.noun(token) in _EVENTS.venues or lower in _EVENTS.venues
        if venue or token in place_heads:
            first = parse.left_edge(token)
            while first < token and parse.lowers[first] in ENGLISH.words.articles:
                first += 1
            last = phrase_end(parse, token) if venue else token
            found.append((parse.heads[token], first, last))
    return found
