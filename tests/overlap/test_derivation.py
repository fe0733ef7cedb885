"""Derivation: which article took from the other, and when that stays open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from analysis.corpus import Article, Corpus, find_sections, load_corpus
from analysis.language import ENGLISH
from analysis.overlap import find_passages, infer_derivation
from analysis.overlap.provenance._credits import agencies_of
from analysis.overlap.provenance._outlet_names import outlet_pattern
from analysis.overlap.provenance._wording_evidence import _lone_names

COPIED = (
    "The harbour was closed before dawn, when the last of the pilots walked off the jetty and left eleven ships "
    "waiting in the fog outside the breakwater with nobody to bring them in. By noon the queue was out of sight "
    "of the lighthouse, and the fish market had nothing left to sell but what the night boats had landed."
)


@pytest.fixture
def copied(seeds: Corpus, tmp_path: Any) -> list[Article]:
    """Three of the seeds with one passage in common."""
    for number, article in enumerate(list(seeds)[:3]):
        lines = article.text.rstrip().split("\n")
        (tmp_path / f"{'abc'[number]}.txt").write_text(
            "\n".join([*lines[:-1], COPIED, lines[-1]]), encoding="utf-8"
        )
    return [replace(article, published=None) for article in load_corpus(tmp_path)]


def derived(seeds: Corpus, articles: list[Article]) -> Any:
    """The table of derivation of some articles."""
    corpus = Corpus(tuple(articles), seeds.rejected, seeds.warnings)
    return infer_derivation(corpus, find_passages(corpus))


def test_without_date_or_credit(seeds: Corpus, copied: list[Article]) -> None:
    """Shared prose alone gives no direction."""
    table = derived(seeds, copied)
    assert table["direction"].tolist() == ["cannot tell"] * 3
    assert table["group"].tolist() == [1, 1, 1]
    assert table["containment_a"].between(0.05, 0.2).all()


def test_the_later_took_from_the_earlier(seeds: Corpus, copied: list[Article]) -> None:
    """Two days apart, the order of the days decides."""
    a, b = replace(copied[0], published=date(2025, 3, 4)), replace(copied[1], published=date(2025, 3, 2))
    row = derived(seeds, [a, b]).iloc[0]
    assert row["direction"] == "a from b"
    assert row["evidence"][-1] == f"With {row['words']} words in common, the dates decide."


def test_a_day_between_two_outlets_does_not_decide(seeds: Corpus, copied: list[Article]) -> None:
    """A printed page is dated the day after the web's; within one outlet a day is a day."""
    a = replace(copied[0], published=date(2025, 3, 3), outlet="Harbour Times")
    b = replace(copied[1], published=date(2025, 3, 2), outlet="Jetty Post")
    row = derived(seeds, [a, b]).iloc[0]
    assert row["direction"] == "cannot tell"
    assert row["evidence"][-1] == "A gap of less than 2 days proves nothing."
    assert derived(seeds, [a, replace(b, outlet=a.outlet)])["direction"].tolist() == ["a from b"]


def test_a_credit_decides_before_the_date_is_asked(seeds: Corpus, copied: list[Article]) -> None:
    """An article that names the other's outlet took from it; a date against it leaves the question open."""
    a = replace(copied[0], outlet="Seoul", published=date(2025, 3, 2))
    b = replace(copied[1], outlet="Harbour Times", published=date(2025, 3, 2))
    assert "Seoul" in b.text
    assert derived(seeds, [a, b])["direction"].tolist() == ["b from a"]
    assert derived(seeds, [replace(a, published=date(2025, 3, 3)), b])["direction"].tolist() == [
        "cannot tell"
    ]


def told(corpus: Corpus, texts: dict[str, tuple[str, str, date | None]], folder: Any) -> Any:
    """The row of derivation of two articles, each a text, its outlet and its day."""
    folder.mkdir(parents=True)
    for name, (text, _, _) in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    loaded = [
        replace(article, outlet=texts[article.doc_id][1], published=texts[article.doc_id][2])
        for article in load_corpus(folder)
    ]
    row = derived(corpus, loaded).iloc[0]
    for name, start, end in row["places"]:
        shown = " ".join({each.doc_id: each for each in loaded}[name].text[start:end].split())
        assert any(f"“{shown}”" in sentence for sentence in row["evidence"])
    return row


def test_an_attribution_beside_the_prose_decides(seeds: Corpus, tmp_path: Any) -> None:
    """An article that credits the other's outlet, or its code, beside the prose took it."""
    own = "The council met on Monday.\n\n" + COPIED
    taken = (
        COPIED[:-1].replace(", when the last", ", the Washington Post reported, when the last")
        + ".\n\nMore soon."
    )
    row = told(seeds, {"a": (taken, "daily", None), "b": (own, "wash-post", None)}, tmp_path / "beside")
    assert row["direction"] == "a from b"
    assert row["evidence"] == ["a says “Washington Post reported” beside the prose they share."]
    far = f"The Washington Post reported on trade. It was a long report. Nobody read it.\n\n{COPIED}"
    row = told(seeds, {"a": (far, "daily", None), "b": (own, "wash-post", None)}, tmp_path / "far")
    assert row["evidence"] == ["a names wash-post."]


@pytest.mark.parametrize(
    ("outlet", "text", "named"),
    [
        ("harb-times", "as the Harbour Times wrote", "Harbour Times"),
        ("Harbour Times", "in the HARBOUR TIMES of Monday", "HARBOUR TIMES"),
        ("harb-times", "on HarbTimes", "HarbTimes"),
        ("L.A. Times", "LA Times", "LA Times"),
        ("nbt", "told the North Bay Telegraph on Monday", "North Bay Telegraph"),
        ("North Bay Telegraph", "the NBT wrote", "NBT"),
        ("Time", "for the first time at Times Square", None),
        ("The Hill", "on Capitol Hill, up the hill", None),
        ("The Hill", "told the Hill", "the Hill"),
        ("Post", "a post at Postal Hall", None),
        ("—", "a — b", "—"),
    ],
)
def test_forms_of_an_outlet(outlet: str, text: str, named: str | None) -> None:
    """Cut or joined words, capitals and initials name an outlet; common words and longer ones do not."""
    found = outlet_pattern(outlet, ENGLISH).search(text)
    assert named == (found and found[0])


@pytest.mark.parametrize(
    ("day", "direction", "last"),
    [
        (9, "cannot tell", "Wording and dates contradict each other."),
        (3, "a from b", "The dates point the other way, but by no more than outlets differ in dating."),
    ],
)
def test_wording_against_dates(seeds: Corpus, tmp_path: Any, day: int, direction: str, last: str) -> None:
    """A credit against the dates leaves the direction open if days apart, and decides if one day apart."""
    credit = f"According to the Jetty Post, {COPIED[0].lower()}{COPIED[1:]}"
    sides = {
        "a": (credit, "Harbour Times", date(2025, 3, 2)),
        "b": (COPIED + "\n\nMore.", "Jetty Post", date(2025, 3, day)),
    }
    row = told(seeds, sides, tmp_path / "days")
    assert row["direction"] == direction
    assert row["evidence"][0] == "a says “According to the Jetty Post” beside the prose they share."
    assert row["evidence"][-1] == last


def test_few_words_could_have_come_by_a_third_text(seeds: Corpus, tmp_path: Any) -> None:
    """A single sentence in articles weeks apart gives no direction, and the table says why."""
    sentence = COPIED.split(". ")[0].partition(", when")[2] + "."
    sides = {
        name: (f"{opening} on the quay when{sentence}\n\nEnd.", name, date(2025, day, 2))
        for name, opening, day in (("a", "Fog lay", 3), ("b", "Nobody was", 5))
    }
    row = told(seeds, sides, tmp_path / "few")
    assert row["direction"] == "cannot tell"
    assert row["evidence"][-1] == "So few words could come from a third text."


def test_both_directions_in_the_wording(seeds: Corpus, tmp_path: Any) -> None:
    """Two articles that each credit the other decide nothing."""
    sides = {
        "a": (f"As reported by the Jetty Post, {COPIED}", "Harbour Times", None),
        "b": (f"As reported by the Harbour Times, {COPIED}", "Jetty Post", None),
    }
    row = told(seeds, sides, tmp_path / "both")
    assert row["direction"] == "cannot tell"
    assert row["evidence"][-1] == "The wording points both ways."


def test_a_paper_that_looks_back_at_itself(seeds: Corpus, tmp_path: Any) -> None:
    """Of two articles of one outlet, the one that says the paper wrote this is the later; where both do, neither."""
    filler = "\n\n".join(article.text for article in list(seeds)[:2])
    looking_back = f"In December, The New York Times wrote about this. {COPIED}\n\nNothing has changed."
    plain = f"Fog lay on the sea.\n\n{COPIED}\n\nRain fell."
    a = (f"{looking_back}\n\n{filler[:2500]}", "nyt", None)
    b = (f"{plain}\n\n{filler[3000:5500]}", "nyt", None)
    b_too = (f"The fog stayed. As the NYT reported, {COPIED}\n\n{filler[3000:5500]}", "nyt", None)

    assert told(seeds, {"a": a, "b": b}, tmp_path / "back")["direction"] == "a from b"
    assert (
        told(seeds, {"a": (f"{plain}\n\n{filler[:2500]}", "nyt", None), "b": b_too}, tmp_path / "b back")[
            "direction"
        ]
        == "b from a"
    )
    row = told(seeds, {"a": a, "b": b_too}, tmp_path / "both back")
    assert (row["direction"], row["places"]) == ("cannot tell", [])


_MINISTER = (
    "In the afternoon Mr. Halloran told the pilots that nobody would lose a day's pay over the fog, and that the "
    "breakwater would be raised by two metres before the winter, whatever the harbour board had to say about it."
)


def test_a_style_that_is_the_others(seeds: Corpus, tmp_path: Any) -> None:
    """Honorifics in the shared prose alone come from the paper that uses them throughout."""
    styled = f"Mr. Brand spoke first. Ms. Okafor did not.\n\nPeter Halloran came late.\n\n{_MINISTER}"
    plain = (
        f"Halloran, a minister, is liked. Few know Paul Halloran well.\n\n{_MINISTER}\n\nBrand spoke first."
    )
    row = told(seeds, {"a": (plain, "Post", None), "b": (styled, "Times", None)}, tmp_path / "style")
    assert row["direction"] == "a from b"
    assert row["evidence"] == [
        "a writes “Mr. Halloran” only in the prose they share, as b does throughout (“Mr. Brand”)."
    ]
    both = plain.replace("Brand spoke", "Mr. Brand spoke")
    assert (
        told(seeds, {"a": (both, "Post", None), "b": (styled, "Times", None)}, tmp_path / "own")["direction"]
        == "cannot tell"
    )


def test_a_person_whose_introduction_was_cut(seeds: Corpus, tmp_path: Any) -> None:
    """A copy without the introduction of a person was taken from the article that has it."""
    prose = _MINISTER.replace("Mr. ", "").replace("In the afternoon", "By then")
    whole = f"The minister of ports is Peter Halloran, a former pilot.\n\nHe was late.\n\n{prose}"
    row = told(seeds, {"a": (f"Fog.\n\n{prose}", "P", None), "b": (whole, "T", None)}, tmp_path / "cut")
    assert row["direction"] == "a from b"
    assert "“Peter Halloran”" in row["evidence"][0]
    known = f"Fog.\n\n{prose}\n\nEverybody knows Halloran here."
    assert (
        told(seeds, {"a": (known, "P", None), "b": (whole, "T", None)}, tmp_path / "known")["direction"]
        == "cannot tell"
    )


def test_a_capital_of_a_headline_introduces_nobody(seeds: Corpus, tmp_path: Any) -> None:
    """A capitalised word of a headline is not taken for a surname."""
    shared = COPIED.replace("and the fish market", "and With them the fish market")
    sides = {"a": (shared + "\n\nEnd.", "P", None), "b": ("Ryan With Trump Again\n\n" + shared, "T", None)}
    row = told(seeds, sides, tmp_path / "headline")
    assert row["direction"] == "cannot tell"
    assert row["evidence"] == []


def test_names_behind_a_capitalised_word_of_a_headline_are_read() -> None:
    """A word that is in no name is passed over; the surname behind it stands alone all the same."""
    text = "Fog And sleet came early, and then Keller went home."
    assert (("Keller", (text.index("Keller"), text.index("Keller") + 6)),) == _lone_names(
        text, (0, len(text)), ENGLISH
    )


def test_a_shorter_text_alone_tells_nothing(seeds: Corpus, tmp_path: Any) -> None:
    """A shorter text alone gives no direction: words may have been added or cut."""
    short = COPIED.replace(" in the fog outside the breakwater", "").replace(
        " out of sight of the lighthouse", " long"
    )
    sides = {"a": (short + "\n\nEnd.", "P", None), "b": (COPIED + "\n\nMore of it.", "T", None)}
    assert told(seeds, sides, tmp_path / "short")["direction"] == "cannot tell"


def test_one_agency_behind_both(seeds: Corpus, copied: list[Article]) -> None:
    """Two articles that credit one agency took from it, whichever was first."""
    a, b = (
        replace(each, text=each.text.replace("The harbour", "REUTERS - The harbour")) for each in copied[:2]
    )
    a, b = (replace(each, text=each.text.replace("REUTERS -", "Reuters: ")) for each in (a, b))
    table = derived(seeds, [a, replace(b, published=date(2025, 3, 2))])
    assert table["direction"].tolist() == ["common source"]
    assert table["evidence"].tolist() == [["Both credit Reuters."]]


@pytest.mark.parametrize(
    ("text", "credited"),
    [
        ("SEOUL, Dec. 16 (Yonhap) -- Talks began.", {"Yonhap"}),
        ("(Reuters) Talks began.", {"Reuters"}),
        ("Reuters: Talks began.", {"Reuters"}),
        ("Talks began.\n\nThe Associated Press", {"Associated Press"}),
        ("By Ann Berg, Associated Press\n\nTalks began.", {"Associated Press"}),
        ("Talks began.\n\nAssociated Press writers Ann Berg and Tom Dorn contributed.", {"Associated Press"}),
        ("Talks began. Ann Berg of Reuters contributed to this report.", {"Reuters"}),
        ("Talks began.\n\nSource: Reuters", {"Reuters"}),
        ("Talks began.\n\n(with files from Reuters)", {"Reuters"}),
        ("A Reuters/Ipsos poll found that 41 percent approved.", set()),
        ("He leads, according to an Associated Press count of delegates.", set()),
        ("In an interview with the Associated Press he laughed.", set()),
        ("Photo: a harbour (AP Photo/Ann Berg).", set()),
        ("A Reuters poll found that trade contributed to the loss of jobs.", set()),
        ("He told Associated Press reporters that he would stay.", set()),
        ("A Reuters correspondent was detained.", set()),
        ("By contrast, Reuters put the number at nine.", set()),
        ("Toomey (PA) - yes", set()),
    ],
)
def test_an_agency_spoken_of_is_not_credited(text: str, credited: set[str]) -> None:
    """Datelines, bylines and lines of thanks credit an agency; its polls and counts, or a talk with it, do not."""
    assert credited == agencies_of(Article("a", text, find_sections(text)))


def test_an_agency_beside_shared_prose_is_credited() -> None:
    """An agency said to report in or before the shared prose is credited; its poll is not."""
    told, polled = (
        f"The pilots told Reuters. {COPIED}",
        f"According to a survey by Reuters, few agree. {COPIED}",
    )
    assert {"Reuters"} == agencies_of(article := Article("a", told, find_sections(told)), [(25, len(told))])
    assert not agencies_of(article, [])
    far = f"The pilots told Reuters. Rain fell. {COPIED}"
    assert not agencies_of(Article("a", far, find_sections(far)), [(35, len(far))])
    assert not agencies_of(Article("a", polled, find_sections(polled)), [(45, len(polled))])


def test_versions_of_an_agencys_text_say_so(seeds: Corpus, tmp_path: Any) -> None:
    """Two states of one outlet's article that both carry an agency's dateline: the agency is named."""
    text = "\n\n".join(paragraph for article in list(seeds)[:2] for paragraph in article.text.split("\n\n"))
    sides = {name: (f"SEOUL (Reuters) - {text}\n\n{name}.", "Post", date(2025, 3, 2)) for name in "ab"}
    row = told(seeds, sides, tmp_path / "states")
    assert row["direction"] == "versions"
    assert "Both credit Reuters." in row["evidence"]


def test_groups_do_not_chain(seeds: Corpus, copied: list[Article], tmp_path: Any) -> None:
    """An article that shares one passage with a second and another with a third does not make one group of them."""
    other = seeds["004_9892b62eb0ea1784"].text.split("\n")[2]
    texts = {
        "x": COPIED + "\n\nFirst.",
        "y": f"{COPIED}\n\nBetween the two.\n\n{other}",
        "z": f"Third.\n\n{other}",
    }
    folder = tmp_path / "chain"
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    table = derived(seeds, list(load_corpus(folder)))
    assert [(a, b) for a, b in zip(table["doc_a"], table["doc_b"], strict=True)] == [("x", "y"), ("y", "z")]
    assert table["group"].nunique() == 2
    assert copied


def test_nothing_copied(seeds: Corpus) -> None:
    """Without copied prose the table is empty."""
    assert infer_derivation(seeds, find_passages(seeds)).empty
