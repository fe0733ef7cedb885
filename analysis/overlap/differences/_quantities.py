"""Which numbers do two articles give for the same thing? Read from sentences that report the same."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import pandas as pd

from analysis.entities import number_at, number_value
from analysis.language import ENGLISH
from analysis.overlap.paraphrase._sentences import in_a_ratio, share_after
from analysis.schema import TABLES, returns

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from analysis.annotation import AnnotatedCorpus

_GRAMMAR, _NUMBERS = ENGLISH.grammar, ENGLISH.numbers

Verdict = Literal["agree", "differ", "cannot tell", "only one says"]

# Sentences of one pattern can count other things ("delegates" of two states, two polls): only where both name so many
# of the same persons, bodies and days, or are the same but for some words, and the articles are not so many days
# apart, do other numbers contradict.
_NAMED = 2
_WORDED = 0.8  # share of words in common
_DAYS = 7
_HEDGE = 3  # words of the longest hedge ("no fewer than")
_SLACK = 0.1  # what "about" leaves open, as a share of the number


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in its place: what is counted (a lemma), the value, and the interval that its hedge leaves open."""

    start: int
    end: int
    counted: str
    value: float
    low: float
    high: float


@returns(TABLES["numbers"])
def compare_numbers(annotated: AnnotatedCorpus, counts: pd.DataFrame) -> pd.DataFrame:
    """Compare the numbers that two sentences give for the same thing: people, money, shares, whatever is counted.

    Only sentences that report the same are compared, so that the same noun means the same thing. Where a sentence
    counts one noun several times, equal values are set side by side and what is left only if one is left on either
    side.

    Args:
        annotated: The articles with their parses.
        counts: From `align_counts`; from `align_paraphrases`, sentences with other numbers are hardly among them.

    Returns:
        One row a number, by `doc_a`, `doc_b` and place. The words are the number with its hedge and noun (the bare
        noun, where one article gives no number). The verdict is "agree" for one value, "cannot tell" where the hedges
        ("more than 30", "about 40") leave room for both or the sentences are not surely of one thing, else "differ";
        "only one says" where the other names the thing without a number.
    """
    read = lru_cache(maxsize=64)(annotated.get)
    rows = []
    ordered = counts.sort_values(["doc_a", "doc_b", "start_a", "start_b"])
    for row in ordered.to_dict("records"):
        sides, dates = [], []
        for side in "ab":
            article, doc = read(row[f"doc_{side}"])
            tokens = _tokens(doc, row[f"start_{side}"], row[f"end_{side}"])
            sides.append((article.doc_id, article.text, tokens, list(_amounts(tokens))))
            dates.append(article.published)
        sure = _of_one_thing(row["shared"], dates, [tokens for _, _, tokens, _ in sides], row["same_words"])
        (doc_a, text_a, tokens_a, amounts_a), (doc_b, text_b, tokens_b, amounts_b) = sides
        for one, other, verdict in _compared(amounts_a, amounts_b, tokens_a, tokens_b):
            a, b = (one.start, one.end), (other.start, other.end)
            if verdict == "differ" and not sure:
                verdict = "cannot tell"
            rows.append(
                (
                    doc_a,
                    *a,
                    doc_b,
                    *b,
                    text_a[slice(*a)],
                    text_b[slice(*b)],
                    one.counted,
                    verdict,
                    row["score"],
                )
            )
    return TABLES["numbers"].frame(rows)


def _of_one_thing(
    shared: Sequence[str],
    dates: Sequence[date | None],
    sentences: Sequence[Sequence[Token]],
    same_words: float,
) -> bool:
    """Tell whether two sentences name enough in common, at one time, to count the same thing, and as a fact.

    A standing ("150 delegates short") changes with the days: the articles are near each other, or, where that is not
    known, both sentences name the same weekday or month. What would, could or might be is no count, unless said in
    one wording.
    """
    named = [one for one in shared if number_value(one) is None and one.lower() not in ENGLISH.places.states]
    known = [day for day in dates if day is not None]
    words = [{token.lower_ for token in sentence} for sentence in sentences]
    # With its capital: "may" and "march" are no months.
    names = [{token.lower_ for token in sentence if token.text[:1].isupper()} for sentence in sentences]
    if len(known) == 2:
        near = abs((known[0] - known[1]).days) <= _DAYS
    else:
        days = {*ENGLISH.calendar.weekdays, *ENGLISH.calendar.months}
        near = not names[0].isdisjoint(names[1] & days)
    if same_words >= _WORDED:
        return near
    return near and len(named) >= _NAMED and not any(map(_NUMBERS.supposed.intersection, words))


def _tokens(doc: Doc, start: int, end: int) -> list[Token]:
    starts = [token.idx for token in doc]
    return list(doc[bisect_left(starts, start) : bisect_left(starts, end)])


def _compared(
    one: list[Amount], other: list[Amount], tokens: list[Token], others: list[Token]
) -> Iterator[tuple[Amount, Amount, Verdict]]:
    """Yield the numbers of two sentences that count the same thing, in the order of what is counted."""
    for counted in sorted({amount.counted for amount in (*one, *other)}):
        left = [amount for amount in one if amount.counted == counted]
        right = [amount for amount in other if amount.counted == counted]
        if not left or not right:
            yield from _single(left, right, counted, tokens, others)
            continue
        for amount in tuple(left):
            twin = next((each for each in right if each.value == amount.value), None)
            if twin is not None:
                left.remove(amount)
                right.remove(twin)
                yield amount, twin, "agree"
        if len(left) == len(right) == 1:
            yield left[0], right[0], "cannot tell" if _overlap(left[0], right[0]) else "differ"


def _single(
    left: list[Amount], right: list[Amount], counted: str, tokens: list[Token], others: list[Token]
) -> Iterator[tuple[Amount, Amount, Verdict]]:
    """Yield a number that one sentence alone gives, beside the noun that the other has without one."""
    if len(left) + len(right) != 1:
        return
    for token in others if left else tokens:
        if token.lemma_.lower() == counted and token.pos_ in {"NOUN", "PROPN"}:
            bare = Amount(token.idx, token.idx + len(token), counted, 0.0, 0.0, 0.0)
            yield (left[0], bare, "only one says") if left else (bare, right[0], "only one says")
            return


def _overlap(one: Amount, other: Amount) -> bool:
    return max(one.low, other.low) <= min(one.high, other.high)


def _amounts(tokens: list[Token]) -> Iterator[Amount]:
    """Yield the numbers of a sentence with what they count; years, days and house numbers count nothing."""
    words, scales = [token.lower_ for token in tokens], _NUMBERS.scales
    for at, token in enumerate(tokens):
        told = number_at(words, at)
        if (
            told is None
            or token.tag_ not in _GRAMMAR.number_tags
            or words[at] in scales
            or in_a_ratio(words, at, told[1])
        ):
            continue
        if _in_a_range(words, at, told[1]):
            continue
        number, last = float(told[0]), told[1]
        if last + 1 < len(tokens) and words[last + 1] in scales:
            number, last = number * scales[words[last + 1]], last + 1
        noun = _counted(tokens, at, told[1], last)
        if (
            noun is None
            or (at and tokens[at - 1].lower_ in _NUMBERS.stretches)
            or _counts_the_rest(tokens, last)
        ):
            continue
        counted, end = noun
        first, low, high = _hedge(tokens, at, number)
        final = tokens[max(last, end - tokens[0].i)] if tokens[0].i <= end <= tokens[-1].i else tokens[last]
        yield Amount(tokens[first].idx, final.idx + len(final), counted, number, low, high)


def _counts_the_rest(tokens: list[Token], last: int) -> bool:
    """Tell whether a number leaves out some that were named before: "Berg and three other delegates"."""
    return last + 1 < len(tokens) and tokens[last + 1].lower_ in _NUMBERS.others


def _in_a_range(words: list[str], at: int, last: int) -> bool:
    """Tell whether a number is an end of "20 to 30", "between 20 and 30", "20 or 30": neither is how many."""
    before = at > 1 and words[at - 1] in _NUMBERS.ranges and number_value(words[at - 2]) is not None
    after = (
        last + 2 < len(words)
        and words[last + 1] in _NUMBERS.ranges
        and number_at(words, last + 2) is not None
    )
    return before or after


def _counted(tokens: list[Token], at: int, end: int, last: int) -> tuple[str, int] | None:
    """Return what a number counts, and the last token of it: a noun, a share of something, or a currency.

    The number goes from `at` to `end`, with what multiplies it to `last`.
    """
    if at and tokens[at - 1].text in _NUMBERS.currencies:
        return tokens[at - 1].text, tokens[last].i
    share = share_after([token.lower_ for token in tokens], last)
    if share:
        of = last + share + 1
        if of >= len(tokens) or tokens[of].lower_ not in _NUMBERS.share_of:
            return "percent", tokens[last + share].i
        objects = (c for c in tokens[of].children if c.dep_ in _GRAMMAR.prepositional_objects)
        whole = next(objects, None)
        if whole is None or whole.i > tokens[-1].i:
            return "percent", tokens[last + share].i
        return f"percent of {whole.lemma_.lower()}", whole.i
    noun = tokens[end].head
    while noun.lower_ in _NUMBERS.scales and noun.head is not noun:
        noun = noun.head
    month = noun.lower_ in ENGLISH.calendar.months
    if noun.tag_ not in _GRAMMAR.plural_nouns or noun.i <= tokens[end].i or month:
        return None
    return noun.lemma_.lower(), noun.i


def _hedge(tokens: list[Token], at: int, number: float) -> tuple[int, float, float]:
    """Return the first token of a number with its hedge, and the interval that the two leave open."""
    before = at - 1
    if before >= 0 and tokens[before].text in _NUMBERS.currencies:
        before -= 1
    for size in range(min(_HEDGE, before + 1), 0, -1):
        first = before - size + 1
        said = " ".join(token.lower_ for token in tokens[first : before + 1])
        if said in _NUMBERS.least:
            return first, number, float("inf")
        if said in _NUMBERS.most:
            return first, float("-inf"), number
        if said in _NUMBERS.about:
            return first, number * (1 - _SLACK), number * (1 + _SLACK)
    return before + 1, number, number
