"""Compare the numbers that two articles give for the same thing, in sentences that report the same."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from analysis.language import Language
from analysis.overlap.differences._verdicts import Verdict
from analysis.overlap.paraphrase._sentences import is_in_ratio, share_after
from analysis.schema import TABLES, returns

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from analysis.annotation import AnnotatedCorpus
    from analysis.language import Numbers

# Sentences of one pattern can count different things ("delegates" of two states, two polls). Different numbers
# contradict each other only if both sentences name this many of the same people, organisations and days, or share
# most words, and the articles are close in time. Chosen on contradictions planted in 840 articles of political news
# (numbers_bench.py), of which 80 of 91 are told, and one pair of the articles as they stand.
#: With 3 half of the contradictions of short articles are missed; with 0 or 1 two more of 31 planted ones are told, and
#: no more of what stands there.
_MIN_NAMES = 2
#: Minimum share of words in common; flat between 0.6 and 0.8, without it half of the contradictions are missed.
_MIN_SAME_WORDS = 0.8
#: Maximum days between the articles; at 3 one contradiction of 17 is missed, at 30 what changed in weeks is told as one
#: (4 pairs of the articles as they stand).
_MAX_DAYS = 7
#: Half-width of the interval of "about", as a share of the number; flat between 0 and 0.3.
_SLACK = 0.1


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and its span: what is counted (a lemma), the value, and the interval that its hedge allows."""

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
    counts one noun several times, equal values are paired first, and the rest only if one is left on each side.

    Args:
        annotated: The articles with their parses.
        counts: From `align_counts`; `align_paraphrases` hardly returns sentences with different numbers.

    Returns:
        One row a number, by `doc_a`, `doc_b` and place. The words are the number with its hedge and noun (the bare
        noun where one article gives no number). The verdict is "agree" for one value, "cannot tell" where the hedges
        ("more than 30", "about 40") allow both or the sentences may be about different things, else "differ";
        "only one says" where the other names the thing without a number.
    """
    get_article = lru_cache(maxsize=64)(annotated.get)
    rows = []
    ordered = counts.sort_values(["doc_a", "doc_b", "start_a", "start_b"])
    for row in ordered.to_dict("records"):
        sides, dates = [], []
        for side in "ab":
            article, doc = get_article(row[f"doc_{side}"])
            tokens = _tokens(doc, row[f"start_{side}"], row[f"end_{side}"])
            sides.append((article.doc_id, article.text, tokens, list(_amounts(tokens, annotated.language))))
            dates.append(article.published)
        sentences = [tokens for _, _, tokens, _ in sides]
        same_thing = _count_one_thing(row["shared"], dates, sentences, row["same_words"], annotated.language)
        (doc_a, text_a, tokens_a, amounts_a), (doc_b, text_b, tokens_b, amounts_b) = sides
        for amount_a, amount_b, verdict in _compare_amounts(amounts_a, amounts_b, tokens_a, tokens_b):
            span_a, span_b = (amount_a.start, amount_a.end), (amount_b.start, amount_b.end)
            if verdict == "differ" and not same_thing:
                verdict = "cannot tell"
            rows.append(
                (
                    doc_a,
                    *span_a,
                    doc_b,
                    *span_b,
                    text_a[slice(*span_a)],
                    text_b[slice(*span_b)],
                    amount_a.counted,
                    verdict,
                    row["score"],
                )
            )
    return TABLES["numbers"].frame(rows)


def _count_one_thing(
    shared: Sequence[str],
    dates: Sequence[date | None],
    sentences: Sequence[Sequence[Token]],
    same_words: float,
    language: Language,
) -> bool:
    """Return whether two sentences surely count the same thing, at one time, and as a fact.

    They name enough in common or share their wording. A standing ("150 delegates short") changes with the days, so
    the articles are close in time or, where a date is missing, both sentences name the same weekday or month. What
    would, could or might be is no count, unless the wording is shared.
    """
    numbers, calendar = language.numbers, language.calendar
    names = [
        key for key in shared if numbers.value_of(key) is None and key.lower() not in language.places.states
    ]
    known_dates = [day for day in dates if day is not None]
    words = [{token.lower_ for token in sentence} for sentence in sentences]
    # With its capital: "may" and "march" are no months.
    capitalised = [{token.lower_ for token in sentence if token.text[:1].isupper()} for sentence in sentences]
    if len(known_dates) == 2:
        is_near = abs((known_dates[0] - known_dates[1]).days) <= _MAX_DAYS
    else:
        days = {*calendar.weekdays, *calendar.months}
        is_near = not capitalised[0].isdisjoint(capitalised[1] & days)
    if same_words >= _MIN_SAME_WORDS:
        return is_near
    return is_near and len(names) >= _MIN_NAMES and not any(map(numbers.supposed.intersection, words))


def _tokens(doc: Doc, start: int, end: int) -> list[Token]:
    starts = [token.idx for token in doc]
    return list(doc[bisect_left(starts, start) : bisect_left(starts, end)])


def _compare_amounts(
    amounts_a: list[Amount], amounts_b: list[Amount], tokens_a: list[Token], tokens_b: list[Token]
) -> Iterator[tuple[Amount, Amount, Verdict]]:
    """Yield the pairs of numbers that count the same thing, sorted by what is counted."""
    for counted in sorted({amount.counted for amount in (*amounts_a, *amounts_b)}):
        left = [amount for amount in amounts_a if amount.counted == counted]
        right = [amount for amount in amounts_b if amount.counted == counted]
        if not left or not right:
            yield from _compare_with_bare_noun(left, right, counted, tokens_a, tokens_b)
            continue
        for amount in tuple(left):
            equal = next((amount_b for amount_b in right if amount_b.value == amount.value), None)
            if equal is not None:
                left.remove(amount)
                right.remove(equal)
                yield amount, equal, "agree"
        if len(left) == len(right) == 1:
            yield left[0], right[0], "cannot tell" if _intervals_meet(left[0], right[0]) else "differ"


def _compare_with_bare_noun(
    left: list[Amount], right: list[Amount], counted: str, tokens_a: list[Token], tokens_b: list[Token]
) -> Iterator[tuple[Amount, Amount, Verdict]]:
    """Yield a number that only one sentence gives, paired with the bare noun in the other."""
    if len(left) + len(right) != 1:
        return
    for token in tokens_b if left else tokens_a:
        if token.lemma_.lower() == counted and token.pos_ in {"NOUN", "PROPN"}:
            bare = Amount(token.idx, token.idx + len(token), counted, 0.0, 0.0, 0.0)
            yield (left[0], bare, "only one says") if left else (bare, right[0], "only one says")
            return


def _intervals_meet(left: Amount, right: Amount) -> bool:
    return max(left.low, right.low) <= min(left.high, right.high)


def _amounts(tokens: list[Token], language: Language) -> Iterator[Amount]:
    """Yield the numbers of a sentence with what they count, without years, days and house numbers."""
    numbers, scales = language.numbers, language.numbers.scales
    words = [token.lower_ for token in tokens]
    for index, token in enumerate(tokens):
        parsed = numbers.value_at(words, index)
        if (
            parsed is None
            or token.tag_ not in language.grammar.number_tags
            or words[index] in scales
            or is_in_ratio(words, index, parsed[1], language)
        ):
            continue
        if _is_range_end(words, index, parsed[1], numbers):
            continue
        number, last = float(parsed[0]), parsed[1]
        if last + 1 < len(tokens) and words[last + 1] in scales:
            number, last = number * scales[words[last + 1]], last + 1
        counted_noun = _find_counted(tokens, index, parsed[1], last, language)
        if counted_noun is None or (index and words[index - 1] in numbers.stretches):
            continue
        if last + 1 < len(words) and words[last + 1] in numbers.others:  # "Berg and three other delegates"
            continue
        counted, end = counted_noun
        first, low, high = _hedge(tokens, index, number, numbers)
        last_token = (
            tokens[max(last, end - tokens[0].i)] if tokens[0].i <= end <= tokens[-1].i else tokens[last]
        )
        yield Amount(tokens[first].idx, last_token.idx + len(last_token), counted, number, low, high)


def _is_range_end(words: list[str], first: int, last: int, numbers: Numbers) -> bool:
    """Return whether a number is an end of a range: "20 to 30", "between 20 and 30", "20 or 30"."""
    before = first > 1 and words[first - 1] in numbers.ranges
    after = last + 2 < len(words) and words[last + 1] in numbers.ranges
    return (before and numbers.value_of(words[first - 2]) is not None) or (
        after and numbers.value_at(words, last + 2) is not None
    )


def _find_counted(
    tokens: list[Token], first: int, end: int, last: int, language: Language
) -> tuple[str, int] | None:
    """Return what a number counts (a noun, a share of something, or a currency) and the index of its last token.

    The number goes from `first` to `end`, and with its multiplier to `last`.
    """
    numbers, grammar = language.numbers, language.grammar
    if first and tokens[first - 1].text in numbers.currencies:
        return tokens[first - 1].text, tokens[last].i
    share = share_after([token.lower_ for token in tokens], last, language)
    if share:
        of_index = last + share + 1
        if of_index >= len(tokens) or tokens[of_index].lower_ not in numbers.share_of:
            return numbers.share_name, tokens[last + share].i
        preposition = tokens[of_index]
        objects = (c for c in preposition.children if c.dep_ in grammar.prepositional_objects)
        base = next(objects, None)
        if base is None or base.i > tokens[-1].i:
            return numbers.share_name, tokens[last + share].i
        return f"{numbers.share_name} {preposition.lower_} {base.lemma_.lower()}", base.i
    noun = tokens[end].head
    while noun.lower_ in numbers.scales and noun.head is not noun:
        noun = noun.head
    month = noun.lower_ in language.calendar.months
    if noun.tag_ not in grammar.plural_nouns or noun.i <= tokens[end].i or month:
        return None
    return noun.lemma_.lower(), noun.i


def _hedge(
    tokens: list[Token], number_index: int, number: float, numbers: Numbers
) -> tuple[int, float, float]:
    """Return the index of the first token of a number with its hedge, and the interval that the hedge allows."""
    end = number_index
    if end and tokens[end - 1].text in numbers.currencies:
        end -= 1
    for first in range(
        max(end - numbers.hedge_words, 0), end
    ):  # the longest first: "no more than" has "more than"
        hedge = " ".join(token.lower_ for token in tokens[first:end])
        if hedge in numbers.least:
            return first, number, float("inf")
        if hedge in numbers.most:
            return first, float("-inf"), number
        if hedge in numbers.about:
            return first, number * (1 - _SLACK), number * (1 + _SLACK)
    return end, number, number
