"""The numbers, days, names and foundings that a sentence gives, each as it is read before anything is compared."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from spacy.language import Language

from analysis.annotation._pipeline import load_pipeline, read_article
from analysis.entities import ArticleEntities, entities_of
from analysis.language import ENGLISH
from analysis.overlap.facts._days import read_days
from analysis.overlap.facts._foundings import read_foundings
from analysis.overlap.facts._names import read_names
from analysis.overlap.facts._numbers import read_amounts
from analysis.overlap.paraphrase._sentences import read_sentences
from tests.quotes.making import make_article

ANY = float("inf")


@pytest.fixture(scope="module")
def pipeline() -> Language:
    """The language model, loaded once."""
    return load_pipeline(ENGLISH.pipeline)


def read(pipeline: Language, text: str, published: date | None = None) -> ArticleEntities:
    """Return a text as an article that was published on a day, parsed."""
    article = replace(make_article(text), published=published)
    return entities_of(article, read_article(pipeline, article))


#: A sentence, then its numbers: the words, what they count, value, least and most.
AMOUNTS: dict[str, list[tuple[str, str, float, float, float]]] = {
    "Rescuers pulled 39 victims out of the river.": [("39 victims", "victim", 39, 39, 39)],
    "About 40 boats and at least 12 ships left the harbour.": [
        ("About 40 boats", "boat", 40, 36, 44),
        ("at least 12 ships", "ship", 12, 12, ANY),
    ],
    "More than 600 homes were destroyed.": [("More than 600 homes", "home", 600, 600, ANY)],
    "Nearly 1,200 workers at the plant walked out.": [
        ("Nearly 1,200 workers", "worker", 1200, -ANY, 1200),
    ],
    "Dozens of soldiers left the camp.": [("Dozens of soldiers", "soldier", 24, 24, ANY)],
    "A dozen eggs cost 3 dollars.": [("A dozen eggs", "egg", 12, 12, 12), ("3 dollars", "dollar", 3, 3, 3)],
    "The bank paid $21 million for the tower.": [("$21 million", "dollar", 21e6, 21e6, 21e6)],
    "The firm owed 20 million pounds to the state.": [("20 million pounds", "pound", 20e6, 20e6, 20e6)],
    "The law has $62 million in 2019 for schools.": [("$62 million", "dollar", 62e6, 62e6, 62e6)],
    "Sales fell 4 percent last year.": [("4 percent", "percent", 4, 4, 4)],
    "Twenty-four men and two women signed the letter.": [
        ("Twenty-four men", "man", 24, 24, 24),
        ("two women", "woman", 2, 2, 2),
    ],
    "The ticket cost 300 rubles": [("300 rubles", "rouble", 300, 300, 300)],
    "In March 2019, 300 members voted.": [("300 members", "member", 300, 300, 300)],
    "He waited for 12 hours.": [("12 hours", "hour", 12, 12, 12)],
    "Of the crews, 30 boats returned.": [("30 boats", "boat", 30, 30, 30)],
    # What counts nothing: ratios, ends of ranges, stretches, some of more, numbers cut in two, days and years.
    "Four in 10 farmers have left the valley.": [],
    "Of the farmers, 4 in ten voters left.": [],
    "The council met 20 to 30 farmers.": [],
    "Between 20 and 30 farmers came.": [],
    "The first 12 pages are missing.": [],
    "The last three kings were deposed.": [],
    "Berg and three other delegates left the hall.": [],
    "He ran 21, 000 metres in the rain.": [],
    "The village on 17 March was empty.": [],
    "He has three.": [],
}

#: A sentence, then the words of its tolls, what became of how many, and of whom where it says.
TOLLS: dict[str, list[tuple[str, str, float, str]]] = {
    "The storm killed no more than 50 people in Genoa.": [("no more than 50 people", "killed", 50, "")],
    "The blast left 43 people dead.": [("43 people", "killed", 43, "")],
    "The blast left 43 injured.": [("43", "injured", 43, "")],
    "Some 43 people were killed in the blast.": [("Some 43 people", "killed", 43, "")],
    "Gunmen shot dead 14 people in the market.": [("14 people", "killed", 14, "")],
    "At least 22 people lost their lives in the fire.": [("At least 22 people", "killed", 22, "")],
    "Five miners died underground.": [("Five miners", "killed", 5, "miner")],
    "The death toll rose to 43 on Friday.": [("43", "killed", 43, "")],
    "The number of people injured rose to 17.": [("17", "injured", 17, "")],
    "There were 43 deaths in the province.": [("43 deaths", "killed", 43, "")],
    "Some 12 villagers are missing.": [("Some 12 villagers", "missing", 12, "villager")],
    "Police wounded two protesters and arrested 30 students.": [
        ("two protesters", "injured", 2, "protester"),
        ("30 students", "arrested", 30, "student"),
    ],
    "He waited for 12 hours and 30 people died of thirst.": [("30 people", "killed", 30, "")],
    "The miners dug 30 graves.": [],
}

#: A sentence, then the words of its shares, in per cent, and of what.
SHARES: dict[str, list[tuple[str, float, str]]] = {
    "Thirty per cent of voters backed the treaty.": [("Thirty per cent of voters", 30, "voter")],
    "Half of the farmers have left the valley.": [("Half of the farmers", 50, "farmer")],
    "Three quarters of the crop was lost.": [("Three quarters of the crop", 75, "crop")],
    "Sales fell 4 percent last year.": [("4 percent", 4, "")],
}


@pytest.mark.parametrize("text", AMOUNTS)
def test_amounts(pipeline: Language, text: str) -> None:
    """A number counts a plural noun, money or a share, within the bounds that its hedge allows; some count nothing."""
    parse = read(pipeline, text).parse
    amounts = list(read_amounts(parse, 0, len(parse)))
    assert AMOUNTS[text] == [(text[a.start : a.end], a.counted, a.value, a.low, a.high) for a in amounts]
    assert not any(amount.is_toll for amount in amounts)


@pytest.mark.parametrize("text", TOLLS)
def test_tolls(pipeline: Language, text: str) -> None:
    """What became of those who are counted is what counts, however it is said."""
    parse = read(pipeline, text).parse
    tolls = [amount for amount in read_amounts(parse, 0, len(parse)) if amount.is_toll]
    assert TOLLS[text] == [(text[a.start : a.end], a.counted, a.value, a.base) for a in tolls]


@pytest.mark.parametrize("text", SHARES)
def test_shares(pipeline: Language, text: str) -> None:
    """A share counts per cent of the noun behind it."""
    parse = read(pipeline, text).parse
    shares = [amount for amount in read_amounts(parse, 0, len(parse)) if amount.counted == "percent"]
    assert SHARES[text] == [(text[a.start : a.end], a.value, a.base) for a in shares]


WEDNESDAY = date(2025, 12, 17)

#: A sentence published on a Wednesday, then its days, the dates they are, and whether somebody spoke on them.
DAYS: dict[str, list[tuple[str, date | None, bool]]] = {
    "The council met on Monday.": [("Monday", date(2025, 12, 15), False)],
    "The council met on Wednesday.": [("Wednesday", WEDNESDAY, False)],
    "The council will meet on Friday.": [("Friday", date(2025, 12, 19), False)],
    "The council will meet on Wednesday.": [("Wednesday", WEDNESDAY, False)],
    "The council met last Wednesday.": [("Wednesday", date(2025, 12, 10), False)],
    "Next Wednesday the council meets.": [("Wednesday", date(2025, 12, 24), False)],
    "The council meets next Tuesday.": [("Tuesday", date(2025, 12, 23), False)],
    "The mayor plans to open the bridge on Saturday.": [("Saturday", date(2025, 12, 20), False)],
    "The mayor said she would open the bridge on Saturday.": [("Saturday", date(2025, 12, 20), False)],
    "The council met on Monday, Dec. 15, in Marle.": [("Monday, Dec. 15", date(2025, 12, 15), False)],
    "On Friday 3rd May the fair began.": [("Friday 3rd May", date(2026, 5, 3), False)],
    "They met Friday, the 20th of June 2020, in a bar.": [
        ("Friday", date(2025, 12, 12), False),
        ("20th of June", date(2020, 6, 20), False),
    ],
    "It opened on Wednesday 4 March and closed on Thursday 5 March.": [
        ("Wednesday 4 March", date(2026, 3, 4), False),
        ("Thursday 5 March", date(2026, 3, 5), False),
    ],
    "The council met on Tuesday, and again on Wednesday.": [
        ("Tuesday", date(2025, 12, 16), False),
        ("Wednesday", WEDNESDAY, False),
    ],
    "The council met on December 15, 2024.": [("December 15", date(2024, 12, 15), False)],
    "The council met on 15 December 2024 in Marle.": [("15 December", date(2024, 12, 15), False)],
    "The council met on the third of March.": [("third of March", date(2026, 3, 3), False)],
    "The fair begins on 31 February 2025.": [("31 February", None, False)],
    "Khan said on Monday that the dam broke on Sunday.": [
        ("Monday", date(2025, 12, 15), True),
        ("Sunday", date(2025, 12, 14), False),
    ],
    "Khan said nothing on Monday.": [("Monday", date(2025, 12, 15), False)],
    "The bridge opened on Tuesday": [("Tuesday", date(2025, 12, 16), False)],
    "The bridge opened on March 3": [("March 3", date(2026, 3, 3), False)],
    "The council met on May 3 (Tuesday) in Marle.": [("May 3", date(2026, 5, 3), False)],
    # No days: in brackets, of a noun, a word that is no month here, no day of a month.
    "The council met (on Thursday) in Marle.": [],
    "Tuesday's debate was long.": [],
    "The debate was as long as Tuesday's": [],
    "The dam may break, and 3 may drown.": [],
    "On 40 March the council met.": [],
}


@pytest.mark.parametrize("text", DAYS)
def test_days(pipeline: Language, text: str) -> None:
    """A weekday is the last one or, of what is planned, the next; a day of a month the nearest, or of its year."""
    parse = read(pipeline, text, WEDNESDAY).parse
    days = list(read_days(parse, 0, len(parse)))
    assert DAYS[text] == [(day.text, day.known, day.is_of_speech) for day in days]
    assert [day.text for day in days] == [text[day.start : day.end] for day in days]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The council met on Monday.", (0, None, None, None, None)),
        ("The council met on Monday, Dec. 15.", (0, 12, 15, None, None)),
        ("The council met on 15 December 2024.", (None, 12, 15, 2024, date(2024, 12, 15))),
    ],
)
def test_days_of_an_undated_article(pipeline: Language, text: str, expected: tuple[object, ...]) -> None:
    """Without a date of publication a day is known where its year is given."""
    parse = read(pipeline, text).parse
    (day,) = read_days(parse, 0, len(parse))
    assert expected == (day.weekday, day.month, day.day, day.year, day.known)


@pytest.mark.parametrize("published", [date(2023, 8, 31), date(2024, 2, 1), date(2022, 9, 30)])
def test_a_day_of_a_month_is_the_nearest(pipeline: Language, published: date) -> None:
    """Where publication lies half way between two years' days, the day is past, as what news tells mostly is."""
    parse = read(pipeline, "The council met on March 1 in Marle.", published).parse
    (day,) = read_days(parse, 0, len(parse))
    assert {date(2023, 8, 31): 2023, date(2024, 2, 1): 2024, date(2022, 9, 30): 2023}[published] == getattr(
        day.known, "year", None
    )


#: A sentence, then the bodies that it says were founded: the clause, the name, and whether that is denied.
FOUNDINGS: dict[str, list[tuple[str, str, bool]]] = {
    "The ministry set up a new council in May.": [("set up a new council", "new council", False)],
    "The ministry set up no new council in May.": [("set up no new council", "new council", True)],
    "The ministry did not set up a new council.": [("did not set up a new council", "new council", True)],
    "A new advisory council was founded in May.": [
        ("A new advisory council was founded", "new advisory council", False)
    ],
    "The farmers had established an independent expert panel.": [
        ("had established an independent expert panel", "independent expert panel", False)
    ],
    "It was a council founded by farmers.": [("was a council founded", "council", False)],
    "They held the first meeting of a new working group.": [
        ("held the first meeting of a new working group", "new working group", False)
    ],
    "A new council met in Marle.": [("A new council", "new council", False)],
    "The new council met in Marle.": [],
    "No new council met in Marle.": [],
}


@pytest.mark.parametrize("text", FOUNDINGS)
def test_foundings(pipeline: Language, text: str) -> None:
    """A body is founded where a verb of founding has it for its object, or where it is called new."""
    parse = read(pipeline, text).parse
    found = list(read_foundings(parse, 0, len(parse)))
    assert FOUNDINGS[text] == [(text[f.start : f.end], f.name, f.is_denied) for f in found]


#: A sentence, then its names, their kinds, and the words or relations that they follow.
NAMES: dict[str, list[tuple[str, str, str]]] = {
    "Anna Berg flew from Paris to Rome on Monday.": [
        ("Anna Berg", "person", "nsubj"),
        ("Paris", "place", "from"),
        ("Rome", "place", "to"),
    ],
    "Anna Berg of the Marle Institute met Piet Oss in Ghent.": [
        ("Anna Berg", "person", "nsubj"),
        ("Marle Institute", "organisation", "of"),
        ("Piet Oss", "person", "dobj"),
        ("Ghent", "place", "in"),
    ],
    "She met him in Kelsey.": [("Kelsey", "place", "in")],
    "They left in March.": [],
}


@pytest.mark.parametrize("text", NAMES)
def test_names(pipeline: Language, text: str) -> None:
    """Names that the recogniser misses are read too: what stands behind "in" is a place, whatever it was taken for."""
    entities = read(pipeline, text)
    names = read_names(entities, 0, len(entities.parse))
    assert NAMES[text] == [(text[name.start : name.end], name.kind, name.slot) for name in names]


def test_sentences_are_keys_of_what_they_name(pipeline: Language) -> None:
    """Names are entities; states, days, numbers and content words are units; ratios and pronouns are none."""
    text = (
        "Mayor Anna Berg of Marle met French farmers on Monday, and 4 in 10 went home with twelve carts.\n\n"
        "She sang. The mayor said that she would visit the old mill again in March.\n\n"
        " They left the United States on May 3, 2024."
    )
    entities = read(pipeline, text)
    found = [
        (
            text[sentence.start : sentence.end].partition(" ")[0],
            [entities.entities[entity].name for entity in sentence.entities],
            [unit for unit in sentence.units if unit[0] != "w"],
            [unit[1:] for unit in sentence.units if unit[0] == "w"],
        )
        for sentence in read_sentences(entities)
    ]
    assert [
        (
            "Mayor",
            ["Anna Berg", "Marle"],
            ["sFrance", "dmonday", "#12"],
            ["mayor", "meet", "farmer", "go", "home", "cart"],
        ),
        ("The", ["Anna Berg"], ["d3-"], ["mayor", "say", "visit", "old", "mill"]),
        ("They", ["United States"], ["d5-3", "#3", "#2024"], ["leave"]),
    ] == found


@pytest.mark.parametrize(
    ("text", "day"),
    [("They left Marle for Ghent in March", "d3-"), ("They left Marle for Ghent on March 4", "d3-4")],
)
def test_a_month_may_end_a_text(pipeline: Language, text: str, day: str) -> None:
    """A day of the month is what stands behind it, if anything does."""
    (sentence,) = read_sentences(read(pipeline, text))
    assert [day] == [unit for unit in sentence.units if unit[0] == "d"]
