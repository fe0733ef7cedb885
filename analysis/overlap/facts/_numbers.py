"""Read the numbers of a sentence and what they count: people, money, shares, tolls, whatever has a plural."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.entities import ParsedArticle
from analysis.language import Language
from analysis.overlap.facts._model import Amount

#: Half-width of the interval of "about", as a share of the number; flat between 0 and 0.3.
_SLACK = 0.1
_THOUSANDS = 3  # figures behind the comma of a number that a blank has cut in two ("21, 000")
_MAX_WHOLE = 1_000  # of a ratio ("4 in 10"); a greater number is a year ("$62 million in 2019")
_AROUND = 3  # tokens behind a number in which "dead" or "missing" says what it counts


def read_amounts(parse: ParsedArticle, first: int, end: int) -> Iterator[Amount]:
    """Yield the numbers in the tokens [first, end) with what they count, without years, days and house numbers."""
    numbers = parse.article.language.numbers
    words = parse.lowers[first:end]
    index = 0
    while index < len(words):
        part = numbers.part_at(words, index)
        number = None if part is not None else numbers.value_at(words, index)
        if part is not None:
            yield _share(parse, first + index, first + part[1], end, part[0])
            index = part[1] + 1
            continue
        if words[index] in numbers.vague and not numbers.share_of.isdisjoint(words[index + 1 : index + 2]):
            amount = _amount(
                parse, first + index, first + index, end, numbers.vague[words[index]], is_vague=True
            )
            if amount is not None:
                yield amount
        elif number is not None:
            is_number = (
                any(
                    parse.tags[first + token] in parse.article.language.grammar.number_tags
                    for token in range(index, number[1] + 1)
                )
                or number[1] > index
            )
            last = first + number[1]
            if is_number and not _counts_nothing(words, index, number[1], parse.article.language):
                amount = _amount(parse, first + index, last, end, float(number[0]))
                if amount is not None:
                    yield amount
            index = number[1]
        index += 1


def _counts_nothing(words: Sequence[str], first: int, last: int, language: Language) -> bool:
    """Return whether a number is part of a ratio, an end of a range, a stretch of a row, or leaves some out."""
    numbers = language.numbers
    return (
        is_in_ratio(words, first, last, language)
        or _is_range_end(words, first, last, language)
        or (first > 0 and words[first - 1] in numbers.stretches)
        or _is_cut(words[max(first - 2, 0) : first + 1])
        or _is_cut(words[last : last + 3])
        or (last + 1 < len(words) and words[last + 1] in numbers.others)  # "Berg and three other delegates"
    )


def _is_cut(words: Sequence[str]) -> bool:
    """Return whether words are a number that a blank has cut in two: "21, 000"."""
    if len(words) < 3 or words[1] != "," or not (words[0] + words[2]).isdecimal():
        return False
    return len(words[0]) <= _THOUSANDS == len(words[2])


def is_in_ratio(words: Sequence[str], first: int, last: int, language: Language) -> bool:
    """Return whether a number is part of a ratio such as "4 in 10", which counts neither four nor ten."""
    numbers = language.numbers
    before = first > 1 and words[first - 1] in numbers.ratio_words
    if before and numbers.value_of(words[first - 2]) is not None:
        return True
    after = last + 2 < len(words) and words[last + 1] in numbers.ratio_words
    whole = numbers.value_of(words[last + 2]) if after else None
    return whole is not None and float(whole) <= _MAX_WHOLE


def share_after(words: Sequence[str], last: int, language: Language) -> int:
    """Return the number of words after a number that mark it as a share ("percent", "per cent"); 0 for none."""
    phrases = (" ".join(words[last + 1 : last + 1 + size]) for size in (1, 2))
    return next((size for size, phrase in enumerate(phrases, 1) if phrase in language.numbers.shares), 0)


def _is_range_end(words: Sequence[str], first: int, last: int, language: Language) -> bool:
    """Return whether a number is an end of a range: "20 to 30", "between 20 and 30", "20 or 30"."""
    numbers = language.numbers
    before = first > 1 and words[first - 1] in numbers.ranges
    after = last + 2 < len(words) and words[last + 1] in numbers.ranges
    return (before and numbers.value_of(words[first - 2]) is not None) or (
        after and numbers.value_at(words, last + 2) is not None
    )


def _amount(
    parse: ParsedArticle, first: int, last: int, end: int, value: float, *, is_vague: bool = False
) -> Amount | None:
    """Return the amount of the number of tokens `first` to `last`; None where it counts nothing that is known."""
    language = parse.article.language
    numbers = language.numbers
    share = share_after(parse.lowers[:end], last, language)
    if share:
        return _share(parse, first, last + share, end, value)
    sign = parse.words[first - 1] if first else ""
    if sign in numbers.currencies:
        return _hedged(parse, first - 1, last, numbers.money.get(sign, sign), value)
    behind = parse.lowers[last + 1] if last + 1 < end else ""
    if behind in numbers.money:
        return _hedged(parse, first, last + 1, numbers.money[behind], value)
    noun = _counted_noun(parse, first, last, end, is_vague=is_vague)
    toll = _toll(parse, first, last, noun, end)
    if toll is not None:
        reach = noun if noun is not None else last
        lemma = parse.lemmas[noun].lower() if noun is not None else ""
        base = "" if lemma in numbers.anybody else lemma
        return _hedged(parse, first, reach, toll, value, is_toll=True, is_vague=is_vague, base=base)
    if noun is None:
        return None
    return _hedged(parse, first, noun, parse.lemmas[noun].lower(), value, is_vague=is_vague)


def _counted_noun(parse: ParsedArticle, first: int, last: int, end: int, *, is_vague: bool) -> int | None:
    """Return the plural noun that a number counts, behind it in its sentence."""
    language = parse.article.language
    grammar, numbers = language.grammar, language.numbers
    if is_vague:  # "dozens of people"
        of = next((child for child in parse.children[last] if parse.lowers[child] in numbers.share_of), None)
        noun = parse.child(of, grammar.prepositional_objects) if of is not None else None
    else:
        noun = parse.heads[last]
        while first <= noun <= last and parse.heads[noun] != noun:
            noun = parse.heads[noun]
    if noun is None or not last < noun < end or parse.lowers[noun] in language.calendar.months:
        return None
    return noun if parse.tags[noun] in grammar.plural_nouns else None


def _toll(parse: ParsedArticle, first: int, last: int, noun: int | None, end: int) -> str | None:
    """Return what became of those whom a number counts ("killed", "injured"); None where nothing is said of it."""
    language = parse.article.language
    tolls, grammar = language.numbers.tolls, language.grammar
    head = noun if noun is not None else last
    if noun is not None and parse.lemmas[noun].lower() in language.numbers.time_units:
        return None
    if noun is not None and parse.lemmas[noun].lower() in tolls:
        return tolls[parse.lemmas[noun].lower()]
    governor, relation = parse.heads[head], parse.deps[head]
    verb = parse.lemmas[governor].lower()
    is_subject = relation in grammar.noun_subjects
    suffers = relation in grammar.direct_objects | grammar.passive_subjects or (
        is_subject and (verb in language.numbers.suffered_verbs or _is_passive(parse, governor))
    )
    if suffers and verb in tolls:
        return tolls[verb]
    for child in parse.children[head]:  # "43 people killed in the blast"
        if (
            child > last
            and parse.deps[child] in grammar.noun_clauses
            and parse.lemmas[child].lower() in tolls
        ):
            return tolls[parse.lemmas[child].lower()]
    if (
        parse.poses[governor] == "VERB" and governor != head
    ):  # "shot dead 14 people", "22 people lost their lives"
        beside = [
            child for child in parse.children[governor] if child != head and abs(child - governor) <= _AROUND
        ]
        for child in beside:
            is_state = parse.poses[child] in {"ADJ", "ADV"} and suffers
            is_loss = is_subject and parse.deps[child] in grammar.direct_objects
            lemma = parse.lowers[child] if is_state else parse.lemmas[child].lower()
            if (is_state or is_loss) and lemma in tolls:
                return tolls[lemma]
    return _state_behind(parse, head, end) or (_toll_noun(parse, first) if noun is None else None)


def _state_behind(parse: ParsedArticle, head: int, end: int) -> str | None:
    """Return what the words behind a number and its noun say: "left 43 people dead", "43 injured"."""
    grammar, tolls = parse.article.language.grammar, parse.article.language.numbers.tolls
    for token in range(head + 1, min(head + 1 + _AROUND, end)):
        if parse.poses[token] in {"ADJ", "NOUN", "VERB"}:
            is_state = parse.lowers[token] in tolls or parse.tags[token] in grammar.past_participles
            return (
                tolls.get(parse.lowers[token], tolls.get(parse.lemmas[token].lower())) if is_state else None
            )
        if parse.poses[token] not in {"ADV", "AUX", "NUM"}:
            return None
    return None


def _is_passive(parse: ParsedArticle, verb: int) -> bool:
    return parse.child(verb, parse.article.language.grammar.passive_auxiliaries) is not None


def _toll_noun(parse: ParsedArticle, first: int) -> str | None:
    """Return what a toll counts: "the death toll has risen to 43", "the number of people killed rose to 43"."""
    language = parse.article.language
    numbers = language.numbers
    governor = parse.heads[first]
    if parse.lowers[governor] not in numbers.toll_prepositions:
        return None
    for token in (parse.heads[governor], *parse.children[parse.heads[governor]]):
        if parse.lemmas[token].lower() not in numbers.toll_nouns:
            continue
        below, seen = list(parse.children[token]), []
        while below:
            child = below.pop()
            seen.append(parse.lemmas[child].lower())
            below += parse.children[child]
        kinds = {numbers.tolls[lemma] for lemma in seen if lemma in numbers.tolls}
        return next(iter(kinds)) if len(kinds) == 1 else None
    return None


def _share(parse: ParsedArticle, first: int, last: int, end: int, value: float) -> Amount:
    """Return a share of something, in percent, of the tokens `first` to `last`."""
    language = parse.article.language
    numbers, grammar = language.numbers, language.grammar
    of = last + 1
    base = None
    if of < end and parse.lowers[of] in numbers.share_of:
        base = parse.child(of, grammar.prepositional_objects)
    named = base is not None and base < end and parse.poses[base] in {"NOUN", "PROPN"}
    lemma = parse.lemmas[base].lower() if named and base is not None else ""
    reach = base if named and base is not None else last
    return _hedged(parse, first, reach, numbers.share_name, value, base=lemma)


def _hedged(
    parse: ParsedArticle,
    first: int,
    last: int,
    counted: str,
    value: float,
    *,
    is_toll: bool = False,
    is_vague: bool = False,
    base: str = "",
) -> Amount:
    """Return an amount with the hedge before it, and the interval that this allows."""
    numbers = parse.article.language.numbers
    low, high, begin = (value, float("inf"), first) if is_vague else (value, value, first)
    for start in range(max(first - numbers.hedge_words, 0), first):  # the longest first: "no more than"
        hedge = " ".join(parse.lowers[start:first])
        if hedge in numbers.least:
            low, high, begin = value, float("inf"), start
        elif hedge in numbers.most:
            low, high, begin = float("-inf"), value, start
        elif hedge in numbers.about:
            low, high, begin = value * (1 - _SLACK), value * (1 + _SLACK), start
        else:
            continue
        break
    start_of_first, end_of_last = parse.span(begin, last)
    return Amount(start_of_first, end_of_last, counted, value, low, high, is_toll, base)
