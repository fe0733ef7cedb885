"""Nouns for events, and words that date, place and count them."""

from __future__ import annotations

#: Families of event nouns: nouns of one line may stand for one and the same event.
EVENT_FAMILIES: dict[str, str] = {
    noun: line.split()[0]
    for line in (
        "meeting talk consultation discussion session dialogue negotiation gathering conversation",
        "summit",
        "conference convention forum congress symposium",
        "attack strike bombing shooting raid assault ambush airstrike massacre stabbing",
        "election vote referendum ballot primary caucus runoff",
        "debate",
        "rally protest demonstration march strike-action riot unrest",
        "hearing trial inquest proceeding",
        "ceremony inauguration funeral wedding parade celebration",
        "visit trip tour",
        "exercise drill manoeuvre maneuver",
        "storm hurricane typhoon cyclone tornado flood earthquake tsunami wildfire blaze eruption",
        "crash collision accident derailment explosion fire",
        "war battle offensive invasion siege",
        "launch test liftoff",
        "match game final tournament race",
        "concert festival show premiere exhibition",
    )
    for noun in line.split()
}

#: Nouns for buildings and grounds, where an event takes place.
VENUE_NOUNS: frozenset[str] = frozenset(
    """
    headquarters building complex hotel hall house palace center centre office embassy stadium arena church
    mosque school university campus square park street airport base compound residence villa resort courthouse
    court room chamber theater theatre museum village
    """.split()
)

#: Verbs by which people hold an event; their subjects take part in it.
HOLDING_VERBS: frozenset[str] = frozenset(
    "hold launch begin start open convene host conduct stage attend join resume conclude end lead have plan".split()
)

WEEKDAYS: tuple[str, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

#: Month names and their abbreviations → number.
MONTHS: dict[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sep sept", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip

#: Units of time and money: their numbers measure, they do not count.
TIME_UNITS: frozenset[str] = frozenset(
    "year month week day hour minute second decade century time percent dollar euro pound won point".split()
)

#: Words of a verb that tell what will be, prepositions of what is to come, and verbs before "to" that plan it.
FUTURE_WORDS: frozenset[str] = frozenset({"will", "’ll", "'ll", "wo", "shall"})
BEFORE_WORDS: frozenset[str] = frozenset({"before", "ahead"})
PLANNING_VERBS: frozenset[str] = frozenset(
    "plan expect schedule set intend hope prepare slate due aim vow promise go".split()
)

#: Numbers in words → their value.
NUMBER_WORDS: dict[str, int] = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "dozen": 12,
}
