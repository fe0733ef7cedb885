"""Compare the numbers that two articles on one story give for the same thing, in sentences that report the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.language import Language
from analysis.overlap.differences._common_names import have_a_name_in_common
from analysis.overlap.differences._verdicts import Verdict
from analysis.overlap.facts._model import Amount
from analysis.overlap.paraphrase._pair_features import read_corpus
from analysis.overlap.paraphrase._sentences import DAY, Sentence
from analysis.overlap.stories._groups import story_of_articles
from analysis.schema import TABLES, returns

if TYPE_CHECKING:
    from analysis.annotation import AnnotatedCorpus

#: Share of words in common from which two sentences count the same thing without a name in common; flat between 0.6 and
#: 0.8.
_MIN_SAME_WORDS = 0.8
#: Maximum days between the articles; at 3 one planted contradiction of 17 is missed, at 30 what changed in weeks is
#: told as one.
_MAX_DAYS = 7

#: Scores of two sentences from which they count the same thing without a name in common, and whatever they suppose.
_LIKELY, _SURE = 0.5, 0.8
#: Score, and lead over the next best pair as a share of it, from which a name in common is enough.
_POSSIBLE, _LEAD = 0.3, 0.4


class _Values:
    """The articles that give each number for each thing counted, by story."""

    def __init__(self, annotated: AnnotatedCorpus, sentences: Iterable[Sentence]) -> None:
        self.story = story_of_articles(annotated)
        self.articles: dict[tuple[int, str, float], set[str]] = defaultdict(set)
        for sentence in sentences:
            for amount in sentence.amounts:
                self.articles[self.story[sentence.doc_id], amount.counted, amount.value].add(sentence.doc_id)

    def are_in_one(self, doc_id: str, a: Amount, b: Amount) -> bool:
        """Return whether an article of the story gives both numbers: it contradicts nobody."""
        story = self.story[doc_id]
        give_a, give_b = (self.articles[story, a.counted, amount.value] for amount in (a, b))
        return not give_a.isdisjoint(give_b)


@returns(TABLES["numbers"])
def compare_numbers(annotated: AnnotatedCorpus, counts: pd.DataFrame) -> pd.DataFrame:
    """Compare the numbers that two sentences give for the same thing: people, money, shares, whatever is counted.

    Only sentences that report the same are compared, so that the same noun means the same thing. Where a sentence
    counts one noun several times, equal values are paired first, and the rest only if one is left on each side. Two
    numbers do not differ where an article of the story gives both. A toll that a later article gives higher, or that
    one article gives twice, is an update.

    Args:
        annotated: The articles with their parses.
        counts: From `align_counts`; `align_paraphrases` hardly returns sentences with different numbers.

    Returns:
        One row a number, by `doc_a`, `doc_b` and place. The words are the number with its hedge and noun. The verdict
        is "agree" for one value, "cannot tell" where the hedges ("more than 30", "about 40") allow both or the
        sentences may be about different things, "update" for a toll that was counted anew, else "differ".
    """
    sentences = {(s.doc_id, s.start): s for s in read_corpus(annotated).sentences}
    values = _Values(annotated, sentences.values())
    texts = {article.doc_id: article.text for article in annotated.corpus}
    numbers = annotated.language.numbers
    measures = numbers.time_units - set(numbers.money.values())  # "six points", "10 percent" of many things
    rows = []
    for row in counts.sort_values(["doc_a", "doc_b", "start_a", "start_b"]).to_dict("records"):
        pair = [sentences[row[f"doc_{side}"], row[f"start_{side}"]] for side in "ab"]
        same_thing = _count_one_thing(row, pair, texts, annotated.language)
        for amount_a, amount_b in _pair_amounts(pair[0].amounts, pair[1].amounts):
            is_sure = same_thing and (amount_a.counted not in measures or row["score"] >= _SURE)
            verdict = _judge(amount_a, amount_b, pair, values, same_thing=is_sure)
            places, words = [], []
            for sentence, amount in zip(pair, (amount_a, amount_b), strict=True):
                places += [sentence.doc_id, *amount.span]
                words.append(texts[sentence.doc_id][slice(*amount.span)])
            days = [sentence.published for sentence in pair]
            rows.append((*places, *words, amount_a.counted, verdict, row["score"], *days))
    return TABLES["numbers"].frame(rows)


def _judge(a: Amount, b: Amount, pair: Sequence[Sentence], values: _Values, *, same_thing: bool) -> Verdict:
    """Return the verdict on two numbers of one thing."""
    if a.value == b.value:
        return "agree"
    if max(a.low, b.low) <= min(a.high, b.high):
        return "cannot tell"
    other_base = bool(a.base and b.base and a.base != b.base)
    if not same_thing or other_base:
        return "cannot tell"
    in_one = values.are_in_one(pair[0].doc_id, a, b)
    if a.is_toll and (in_one or _has_risen(a, b, pair)):
        return "update"
    return "cannot tell" if in_one else "differ"


def _has_risen(a: Amount, b: Amount, pair: Sequence[Sentence]) -> bool:
    """Return whether the article that was published on a later day has the higher number."""
    (day_a, value_a), (day_b, value_b) = (
        (sentence.published, amount.value) for sentence, amount in zip(pair, (a, b), strict=True)
    )
    return (
        day_a is not None
        and day_b is not None
        and ((day_a < day_b and value_a < value_b) or (day_b < day_a and value_b < value_a))
    )


def _count_one_thing(
    row: Mapping[Hashable, Any], pair: Sequence[Sentence], texts: Mapping[str, str], language: Language
) -> bool:
    """Return whether two sentences surely count the same thing, at one time, and as a fact.

    They have names or much else in common. A standing ("150 delegates short") changes with the days, so the articles
    are close in time or, where a date is missing, both sentences name one day or month. What would, could or might be
    is no count, unless most of what they say is the same.
    """
    dates: list[date | None] = [sentence.published for sentence in pair]
    if None in dates:
        days = [{unit for unit in sentence.units if unit[0] == DAY} for sentence in pair]
        if days[0].isdisjoint(days[1]):
            return False
    elif abs((dates[0] - dates[1]).days) > _MAX_DAYS:  # type: ignore[operator]
        return False
    if row["same_words"] >= _MIN_SAME_WORDS or row["score"] >= _SURE:
        return True
    has_names = have_a_name_in_common(row, pair, texts, language)
    words = [set(texts[s.doc_id][s.start : s.end].lower().split()) for s in pair]
    leads = row["score"] >= _POSSIBLE and row["lead"] >= _LEAD * row["score"]
    is_likely = row["score"] >= _LIKELY or (has_names and leads)
    return is_likely and not any(map(language.numbers.supposed.intersection, words))


def _pair_amounts(
    amounts_a: Sequence[Amount], amounts_b: Sequence[Amount]
) -> Iterator[tuple[Amount, Amount]]:
    """Yield the pairs of numbers that count the same thing, sorted by what is counted."""
    for counted in sorted({a.counted for a in amounts_a} & {b.counted for b in amounts_b}):
        left = [amount for amount in amounts_a if amount.counted == counted]
        right = [amount for amount in amounts_b if amount.counted == counted]
        for amount in tuple(left):
            equal = next((amount_b for amount_b in right if amount_b.value == amount.value), None)
            if equal is not None:
                left.remove(amount)
                right.remove(equal)
                yield amount, equal
        if len(left) == len(right) == 1:
            yield left[0], right[0]
