"""Written names: their parts, spellings of one name, and names that stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.entities.names._organisation_names import (
    is_short_form,
    organisation_key,
    same_organisation,
    same_written_name,
)
from analysis.entities.names._person_names import (
    could_be_short_for,
    gender_of_name,
    parse_name,
    same_person,
    spelled_alike,
)


@pytest.mark.parametrize(
    ("name", "given", "family"),
    [
        ("Kim Jong Un", ("jong", "un"), "kim"),
        ("Jeong Yeon-doo", ("yeon", "doo"), "jeong"),
        ("Shin Beomchul", ("beomchul",), "shin"),
        ("Wi Sung-lac", ("sung", "lac"), "wi"),
        ("Xi Jinping", ("jinping",), "xi"),
        ("Leung Kwok-hung", ("kwok", "hung"), "leung"),
        ("Lee Zeldin", ("lee",), "zeldin"),
        ("Donald Trump-led", ("donald",), "trump-led"),
        ("Kevin Kim", ("kevin",), "kim"),
        ("Donald J. Trump Jr.", ("donald", "j"), "trump"),
        ("Pompeo", (), "pompeo"),
    ],
)
def test_family_names_stand_first_or_last(name: str, given: tuple[str, ...], family: str) -> None:
    """Korean and Chinese names put the family name first; suffixes are no names."""
    parsed = parse_name(name)

    assert (given, family) == (parsed.given, parsed.family)


@pytest.mark.parametrize(
    ("name_a", "name_b", "same"),
    [
        ("Donald Trump", "Donald J. Trump", True),
        ("Mike Pompeo", "Michael Pompeo", True),
        ("Kim Jong Un", "Kim Jong-un", True),
        ("Donald Trump", "Eric Trump", False),
        ("Kim Jong Un", "Kevin Kim", False),
        ("Jeong Dong-young", "Jeong Yeon-doo", False),
        ("Chung Dong-young", "Jeong Dong-young", False),
        ("Gabby Berg", "Gabrielle Berg", True),
        ("Patrick Berg", "Patricia Berg", False),
        ("Last Berg", "One Berg", False),
    ],
)
def test_same_person(name_a: str, name_b: str, same: bool) -> None:
    """Initials, short forms and hyphens vary; other given names are other people."""
    assert same is same_person(name_a, name_b)
    assert same is same_person(name_b, name_a)


@pytest.mark.parametrize(
    ("name_a", "name_b", "alike"),
    [
        ("Madeleine Albright", "Madeline Albright", True),
        ("Kirsten Berg", "Kristen Berg", True),
        ("Jeong Yeon-doo", "Jeong Yon-doo", True),
        ("Karolos Papoulias", "Karolos Papandreou", False),
        ("Tim Berg", "Tom Berg", False),
        ("Mark Berg", "Mary Berg", False),
        ("George H. Bush", "George W. Bush", False),
    ],
)
def test_spellings_of_one_name(name_a: str, name_b: str, alike: bool) -> None:
    """A letter more, less or elsewhere in a long given name, but not a name of the other sex."""
    assert alike is spelled_alike(name_a, name_b)


def test_short_forms() -> None:
    """A word of a name is short for it, by family or given name."""
    assert "family" == could_be_short_for("Trump", "Donald Trump")
    assert "family" == could_be_short_for("Kim", "Kim Jong Un")
    assert "given" == could_be_short_for("Hillary", "Hillary Clinton")
    assert could_be_short_for("Clinton", "Donald Trump") is None


@given(st.text(max_size=40), st.text(max_size=40))
def test_comparisons_are_symmetric_and_never_raise(name_a: str, name_b: str) -> None:
    """Any two strings compare without an error, and in either order alike."""
    assert same_person(name_a, name_b) == same_person(name_b, name_a)
    assert spelled_alike(name_a, name_b) == spelled_alike(name_b, name_a)
    assert same_written_name(name_a, name_b) == same_written_name(name_b, name_a)
    could_be_short_for(name_a, name_b)
    gender_of_name(name_a)


@pytest.mark.parametrize(
    ("name_a", "name_b", "same"),
    [
        ("Unification Ministry", "the Ministry of Unification", True),
        ("South Korea's Foreign Ministry", "foreign ministry", True),
        ("U.S. Department of State", "State Department", True),
        ("U.S. Defense Department", "Chinese Defense Department", False),
        ("Foreign Ministry", "Unification Ministry", False),
        ("FBI", "Federal Bureau of Investigation", True),
        ("University of Washington", "Washington University", False),
    ],
)
def test_same_organisation(name_a: str, name_b: str, same: bool) -> None:
    """Word order and owner vary; two owners are two organisations."""
    assert same is same_organisation(organisation_key(name_a), organisation_key(name_b))


def test_short_forms_of_organisations() -> None:
    """Acronyms and beginnings are short forms."""
    assert is_short_form("nsc", "national security council")
    assert is_short_form("asan institute", "asan institute for policy studies")
    assert not is_short_form("asan institute", "asan institutes")
