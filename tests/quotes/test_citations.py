"""Speech that a line beside it cites, and what speakers are called, in the default finder."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.annotation import annotate
from analysis.corpus import load_corpus
from analysis.quotes import find_quotes
from analysis.quotes.rules._finder import find_citations
from tests.quotes.making import make_article

#: Name of the form: what the article says; then (speaker, content) of what must be found in it.
CITED: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "tweet": (
        "The agency closes at noon on Friday, and we have told the staff so. — Jane Doe (@janedoe) May 1, 2020",
        [("Jane Doe", "The agency closes at noon on Friday, and we have told the staff so.")],
    ),
    "tweet_with_its_line_below": (
        "The ferry will sail again on Monday.\n\n— Mayor Ines Falk (@MayorFalk) June 3, 2023",
        [("Ines Falk", "The ferry will sail again on Monday.")],
    ),
    "tweet_with_its_line_above": (
        "Maria Keller (@mkeller) · Mar 4, 2022\n\nWe walk out at noon. Bring your own sandwiches.",
        [("Maria Keller", "We walk out at noon. Bring your own sandwiches.")],
    ),
    "block_quotation": (
        "> The harbour was unsafe and the board knew it.\n>\n> Nobody warned us.\n>\n> — Peter Novak, inspector",
        [("Peter Novak", "The harbour was unsafe and the board knew it. … Nobody warned us.")],
    ),
    "paragraph_with_name_and_office": (
        "The tax is unfair and the mayor knows that it is unfair.\n\n— Hans Berg, baker from Port Ellen",
        [("Hans Berg", "The tax is unfair and the mayor knows that it is unfair.")],
    ),
    "name_behind": (
        "“The boats were never late. We lived by them.” Tom Berg, a carpenter from Port Ellen",
        [("Tom Berg", "“The boats were never late. We lived by them.”")],
    ),
    "line_behind": (
        "“I will stand at this gate until the snow is gone.” Mill worker, night shift",
        [("Mill worker", "“I will stand at this gate until the snow is gone.”")],
    ),
    "pull_quote": (
        (
            "“We drank rain for a year, and nobody at the town hall answered our letters,” said Ole Dahl.\n\n"
            "Nobody at the town hall answered our letters. Ole Dahl, farmer\n\nThe well is deep."
        ),
        [("Ole Dahl", "Nobody at the town hall answered our letters.")],
    ),
    "pull_quote_with_its_line_below": (
        (
            "Nobody at the town hall answered our letters.\n\nOle Dahl, farmer\n\nThe well is deep.\n\n"
            "“We drank rain for a year, and nobody at the town hall answered our letters,” said Ole Dahl."
        ),
        [("Ole Dahl", "Nobody at the town hall answered our letters.")],
    ),
    "caption_with_a_name": (
        "The engine of 1911 stands in the yard of the works.\n\nBerta Holm, photographer",
        [],
    ),
    "transcript_in_marks": (
        "“KELLER: Did you read it?\n\n“FALK: I did.\n\n“I said so.\n\n“KELLER: And the tax?\n\n“FALK: A mistake.”",
        [("KELLER", "And the tax?"), ("FALK", "I did. … “I said so."), ("FALK", "A mistake.")],
    ),
    "items_of_a_list": (
        "Items for Monday:\n\n— Bridge repairs, second reading\n\n— Roads, first reading",
        [],
    ),
}


def _find(tmp_path_factory: pytest.TempPathFactory, texts: dict[str, str]) -> pd.DataFrame:
    folder = tmp_path_factory.mktemp("cited")
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return find_quotes(annotate(load_corpus(folder, language=None), cache=tmp_path_factory.mktemp("cache")))


@pytest.fixture(scope="module")
def quotes(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    """The attributions of the articles with cited speech."""
    texts = {
        name: f"Port Ellen today\n\nThe council met on Monday.\n\n{text}\n\nThe pier is shut for the winter.\n"
        for name, (text, _) in CITED.items()
    }
    return _find(tmp_path_factory, texts)


@pytest.mark.parametrize("name", CITED)
def test_the_cited_person_speaks(quotes: pd.DataFrame, name: str) -> None:
    """The person whom the line names says all of the content, which holds neither the line nor its signs."""
    own = quotes[quotes["doc_id"] == name]
    assert set(CITED[name][1]) <= set(zip(own["speaker"], own["content"], strict=True))
    assert len(own) > 0 or not CITED[name][1]
    assert len(own) == 0 or CITED[name][1]
    assert not own["content"].str.contains("—|KELLER|FALK").any()


@pytest.mark.parametrize("behind", ["She showed her papers", "said a worker", "Mill worker, night shift."])
def test_a_sentence_behind_a_quotation_is_no_signature(behind: str) -> None:
    """A pronoun, a verb or a full stop tells a sentence from the line of who speaks."""
    assert not find_citations(make_article(f"“I will stand at this gate until the snow is gone.” {behind}"))


def test_first_person_of_a_tweet_is_its_author(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Who says "I said" in a tweet is who wrote it."""
    text = "I never called the film bad. I said the popcorn was bad. — Jane Doe (@janedoe) May 1, 2020"
    found = _find(
        tmp_path_factory, {"a": f"Actor reacts\n\nShe answered on Friday.\n\n{text}\n\nMore to come.\n"}
    )
    assert set(found["speaker"]) == {"Jane Doe"}


def test_case_makes_no_two_speakers(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A body and a described speaker are one speaker in any case, within an article and across articles."""
    texts = {
        "a": "Talks\n\nThe summit follow-up talks showed that nobody agreed, the envoy wrote on Monday.\n\n"
        "On Friday, the summit follow-up talks showed that no date was set.\n",
        "b": "Talks\n\nThe Unification Ministry said that the border was open. The unification ministry added that "
        "trucks would pass.\n",
        "c": "Border\n\nOn Friday the unification ministry said that aid was on its way.\n",
        "d": "Hotel\n\nA SENIOR OFFICIAL said the hotel was shut. A senior official said it would open in May.\n",
    }
    found = _find(tmp_path_factory, texts)
    by_article = found[found["speaker"].notna()].groupby("doc_id")["speaker_identity"].unique()
    assert by_article["b"].tolist() == by_article["c"].tolist() == ["Unification Ministry"]
    assert [identity.casefold() for identity in by_article["d"]] == ["a senior official (d)"]
    talks = [identity for identity in by_article["a"] if "talks" in identity]
    assert len(talks) == 1


def test_first_person_of_an_answer_is_who_is_interviewed(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Behind the letter of an answer, "I" is the person interviewed and never the letter."""
    text = (
        "Chef opens kitchen\n\nNora Blum runs the only kitchen on the island. The paper met her on Friday.\n\n"
        "Q: Why did you come here?\n\nA: I came for the sea, and I said that I would stay a year.\n\n"
        "Q: And now?\n\nA: I think the island needs a school. I told the council so.\n"
    )
    found = _find(tmp_path_factory, {"a": text})
    assert {"I", "A"} <= set(found["source"])
    assert set(found["speaker"]) == {"Nora Blum"}
