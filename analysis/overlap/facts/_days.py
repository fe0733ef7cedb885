"""Read the days that an article gives: weekdays and days of months, resolved by its date of publication."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from analysis.entities import ParsedArticle
from analysis.overlap.facts._model import Day

_DAYS_OF_MONTH = range(1, 32)


def read_days(parse: ParsedArticle, first: int, end: int) -> Iterator[Day]:
    """Yield the weekdays and days of months in the tokens [first, end), "Monday, Dec. 15" as one.

    Not those in brackets, which often are of another time zone, nor those of a noun ("Tuesday's debate").

    A weekday alone is the last one up to publication, as is usual in news; after "next", or with a future verb, the
    next one from publication on.
    """
    calendar = parse.article.language.calendar
    token = first
    depth = 0  # of brackets
    weekday_before: tuple[int, int] | None = None  # the weekday that a date may follow: its token and number
    while token < end:
        dated = _day_of_month(parse, token, end) if not depth else None
        if dated is not None:
            last, month, number, year = dated
            start = token
            weekday = None
            if weekday_before is not None and token - weekday_before[0] <= 2:
                start, weekday = weekday_before
            yield _day(parse, start, last, weekday, month, number, year)
            weekday_before, token = None, last + 1
            continue
        if weekday_before is not None and token - weekday_before[0] > 1:
            yield _day(parse, weekday_before[0], weekday_before[0], weekday_before[1])
            weekday_before = None
        lower = parse.lowers[token]
        depth = max(depth + (lower == "(") - (lower == ")"), 0)
        if lower in calendar.weekdays and not depth and not _is_possessive(parse, token, end):
            if weekday_before is not None:
                yield _day(parse, weekday_before[0], weekday_before[0], weekday_before[1])
            weekday_before = token, calendar.weekdays.index(lower)
        token += 1
    if weekday_before is not None:
        yield _day(parse, weekday_before[0], weekday_before[0], weekday_before[1])


def _is_possessive(parse: ParsedArticle, token: int, end: int) -> bool:
    """Return whether a day belongs to a noun ("Tuesday's debate"), which may be of any other time."""
    return token + 1 < end and parse.tags[token + 1] in parse.article.language.grammar.possessive_marks


def _day_of_month(parse: ParsedArticle, token: int, end: int) -> tuple[int, int, int, int | None] | None:
    """Return the last token, month, day and year of a date that begins at a token: "March 3", "the third of March"."""
    month = _month(parse, token)
    if month is not None:
        number = _number(parse, token + 1, end)
        if number is None:
            return None
        last = token + 1
        year = _year(parse, last + 1, end)
        return last, month, number, year
    number = _number(parse, token, end)
    if number is None:
        return None
    last = token + 1
    if last < end and parse.lowers[last] in parse.article.language.calendar.day_links:
        last += 1
    month = _month(parse, last) if last < end else None
    return (last, month, number, _year(parse, last + 1, end)) if month is not None else None


def _month(parse: ParsedArticle, token: int) -> int | None:
    """Return the month that a capitalised word names."""
    lower = parse.lowers[token].rstrip(".")
    return parse.article.language.calendar.months.get(lower) if parse.words[token][:1].isupper() else None


def _number(parse: ParsedArticle, token: int, end: int) -> int | None:
    """Return the day of a month that a word gives: "3", "3rd", "third"."""
    if token >= end:
        return None
    calendar, lower = parse.article.language.calendar, parse.lowers[token]
    ending = next((ending for ending in calendar.day_endings if lower.endswith(ending)), "")
    bare = lower.removesuffix(ending)
    number = int(bare) if bare.isdecimal() and len(bare) <= 2 else calendar.ordinals.get(lower)
    return int(number) if number is not None and int(number) in _DAYS_OF_MONTH else None


def _year(parse: ParsedArticle, token: int, end: int) -> int | None:
    """Return the year that follows a date, with or without a comma."""
    if token < end and parse.words[token] == ",":
        token += 1
    written = parse.words[token] if token < end else ""
    return int(written) if written.isdecimal() and len(written) == 4 else None


def _day(
    parse: ParsedArticle,
    first: int,
    last: int,
    weekday: int | None,
    month: int | None = None,
    number: int | None = None,
    year: int | None = None,
) -> Day:
    """Return a day of the tokens `first` to `last`, resolved."""
    published = parse.article.published
    known = None
    if month is not None and number is not None:
        known = _nearest_date(published, month, number, year)
    elif published is not None and weekday is not None:
        known = _resolve_weekday(parse, first, published, weekday)
    start, end = parse.span(first, last)
    return Day(
        start, end, parse.text[start:end], weekday, month, number, year, known, _is_of_speech(parse, first)
    )


def _is_of_speech(parse: ParsedArticle, token: int) -> bool:
    """Return whether a day belongs to a verb of saying: "Khan said on Monday"."""
    language = parse.article.language
    governor = parse.heads[token]
    if parse.deps[token] in language.grammar.prepositional_objects:
        governor = parse.heads[governor]
    reports = parse.child(governor, language.grammar.finite_clauses) is not None
    return reports and parse.lemmas[governor].lower() in language.people.reporting_verbs


def _resolve_weekday(parse: ParsedArticle, token: int, published: date, weekday: int) -> date:
    """Return the last such day up to publication, or the next from it on; "last" and "next" exclude the day itself."""
    calendar = parse.article.language.calendar
    ago = (published.weekday() - weekday) % 7
    before = parse.lowers[token - 1] if token else ""
    if before in calendar.next_words:
        return published + timedelta(7 - ago)
    if before in calendar.last_words:
        return published - timedelta(ago or 7)
    return published + timedelta((7 - ago) % 7) if _is_future(parse, token) else published - timedelta(ago)


def _is_future(parse: ParsedArticle, token: int) -> bool:
    """Return whether a weekday is in the future: "will meet on Monday", "before Monday's vote"."""
    calendar, grammar = parse.article.language.calendar, parse.article.language.grammar
    verb = token
    while parse.heads[verb] != verb and parse.poses[verb] != "VERB":
        verb = parse.heads[verb]
        if parse.lowers[verb] in calendar.before_words:  # "before Monday's vote"
            return True
    if parse.poses[verb] != "VERB":
        return False
    helpers = grammar.auxiliaries | grammar.passive_auxiliaries
    before = {parse.lowers[child] for child in parse.children[verb] if parse.deps[child] in helpers}
    governor = parse.lemmas[parse.heads[verb]].lower()
    planned = before & calendar.infinitive_marks and governor in calendar.planning_verbs
    # "said they would meet on Monday"
    reported = before & calendar.reported_future and parse.deps[verb] in grammar.finite_clauses
    return bool(before & calendar.future_words or planned or reported)


def _nearest_date(published: date | None, month: int, day: int, year: int | None) -> date | None:
    """Return the date of a day and month in its year, or nearest to publication; None if unknown or impossible."""
    if year is not None:
        years = [year]
    elif published is not None:
        years = [published.year + step for step in (-1, 0, 1)]
    else:
        return None
    dates = []
    for candidate in years:
        try:
            dates.append(date(candidate, month, day))
        except ValueError:
            continue
    return min(dates, key=lambda day: abs((day - published).days) if published else 0, default=None)
