"""Titles of one person agree, differ, or may both hold: pairs from news, and laws."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.language import ENGLISH
from analysis.overlap.differences._titles import read_title, relate_titles

_WORDS = st.sampled_from(
    [
        *sorted(ENGLISH.offices.offices),
        *sorted(ENGLISH.offices.ranks),
        *sorted(ENGLISH.offices.times),
        *sorted(ENGLISH.offices.parties),
        "of",
        "for",
        "Ohio",
        "U.S.",
        "Sen.",
        "FBI",
        "Clinton",
    ]
)
_TITLES = st.lists(_WORDS, max_size=6).map(" ".join)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("F.B.I. director", "director of the Federal Bureau of Investigation"),
        ("FBI Director", "bureau's FBI director"),
        ("Sen.", "senator from Vermont"),
        ("upstart Sen.", "Vermont senator"),
        ("former Fla. Gov.", "former governor of Florida"),
        ("spokesman for Mrs. Clinton", "Clinton press secretary"),
        ("spokeswoman for the Clinton campaign", "Clinton spokesman"),
        ("Secretary", "former secretary of state"),
        ("Alabama Sen.", "US Senator"),
        ("acting US ambassador", "acting U.S. ambassador to Chile"),
        ("RNC Chairman", "chairman of the Republican National Committee"),
        ("chargé d’affaires", "Charge d'Affaires at the U.S. Embassy"),
        ("Rep.", "three-term congresswoman"),
        ("deputy chief of staff to the secretary of state", "Deputy Chief of Staff"),
        ("Chief Executive Officer", "CEO of Exelon"),
        ("governor of New York", "former N.Y. Gov."),
    ],
)
def test_one_office_in_other_words(one: str, other: str) -> None:
    """Abbreviations, acronyms, states and word order change nothing."""
    assert "agree" == relate_titles(one, other, ENGLISH)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("acting director", "director"),
        ("Deputy Chief of Staff", "chief of staff"),
        (
            "vice minister for strategy at the foreign ministry",
            "director general for strategy at the Foreign Ministry",
        ),
        ("acting US ambassador", "chargé d’affaires at the U.S. Embassy in Seoul"),
        ("Sen.", "Rep."),
        ("governor of Ohio", "Indiana Gov."),
        ("governor of New York", "governor of Ohio"),
        ("ambassador to New Zealand", "ambassador to Chile"),
        ("Ohio state senator", "senator from Ohio"),
        ("Republican senator", "Democratic senator"),
        ("prime minister", "president"),
    ],
)
def test_what_nobody_is_at_once(one: str, other: str) -> None:
    """Titles with another rank, state or party, or of one line of offices, differ."""
    assert "differ" == relate_titles(one, other, ENGLISH)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("billionaire", "GOP nominee"),
        ("Sen.", "rival"),
        ("deputy mayor", "police chief"),
        ("former congressman", "Sen."),
        ("president of the lawyers association", "chapter vice president"),
        ("party chairman", "Oversight Committee Chairman"),
        ("father of two", "Mayor"),
        ("professor from Yale", "professor from Harvard"),
        ("former Republican governor of Florida", "Democratic aide"),
        ("economic adviser to Republicans", "former adviser to President George W. Bush"),
    ],
)
def test_what_may_both_hold(one: str, other: str) -> None:
    """Two professions, a past office, and one noun of two organisations may both hold."""
    assert "cannot tell" == relate_titles(one, other, ENGLISH)


#: A title, then its office, the line of that, its rank, what else it says, its parties, and whether it is held now.
READ: dict[str, tuple[str, str, set[str], set[str], set[str], bool]] = {
    "acting U.S. ambassador to Chile": (
        "ambassador",
        "diplomat",
        {"acting"},
        {"chile", "united states"},
        set(),
        True,
    ),
    "F.B.I. director": ("director", "", set(), {"fbi"}, set(), True),
    "former Gov.": ("governor", "region", set(), set(), set(), False),
    "governor-elect of New York": ("governor", "region", set(), {"new york"}, set(), False),
    "ex-president": ("president", "state", set(), set(), set(), False),
    "former vice-chancellor": ("chancellor", "state", {"vice"}, set(), set(), False),
    "vice president for sales": ("vice president", "state", set(), {"sales"}, set(), True),
    "deputy chief of staff": ("chief of staff", "", {"deputy"}, set(), set(), True),
    "minister of transport": ("minister", "ministry", set(), {"transport"}, set(), True),
    "North Dakota attorney general": ("attorney general", "ministry", set(), {"north dakota"}, set(), True),
    "Democratic congresswoman": ("representative", "legislator", set(), set(), {"Democrat"}, True),
    "British prime minister": ("prime minister", "state", set(), {"united kingdom"}, set(), True),
    "two-time champion": ("champion", "", set(), {"two-time"}, set(), True),
    "the mayor's deputy": ("deputy", "", set(), {"mayor"}, set(), True),
    "lawyer": ("attorney", "", set(), set(), set(), True),
    "Ms.": ("", "", set(), set(), set(), True),
}


@pytest.mark.parametrize("text", READ)
def test_a_title_is_an_office_with_its_qualifiers(text: str) -> None:
    """Of its words one is the office, some its rank, party, place or field, and some say that it is not held now."""
    title = read_title(text, ENGLISH)
    assert READ[text] == (title.office, title.line, title.rank, title.about, title.parties, title.now)


@given(_TITLES, _TITLES)
def test_neither_comes_first(one: str, other: str) -> None:
    """The relation is symmetric, ignores case, and each title agrees with itself."""
    assert relate_titles(one, other, ENGLISH) == relate_titles(other, one, ENGLISH)
    assert read_title(one, ENGLISH).office == read_title(one.upper(), ENGLISH).office
    assert relate_titles(one, one, ENGLISH) == "agree"


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_words(one: str, other: str) -> None:
    """Any text is accepted, with a symmetric result."""
    assert relate_titles(one, other, ENGLISH) == relate_titles(other, one, ENGLISH)
