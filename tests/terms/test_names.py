"""Names kept together: found over the whole corpus, joined wherever they stand, rates unchanged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from analysis.annotation import AnnotatedCorpus
from analysis.language import ENGLISH
from analysis.terms import NameSet, collocations, count_terms, keyword_in_context, recognise_names
from analysis.terms.tokens._multiword_names import NameCandidate, _name_forms, choose_names

Make = Callable[..., AnnotatedCorpus]


def test_names_of_the_seeds(annotated: AnnotatedCorpus) -> None:
    """The names of the coverage are there without articles or possessives; what is found once is not."""
    names = set(recognise_names(annotated).terms.values())
    assert {"North Korea", "South Korea", "United States", "White House", "Kim Jong Un"} <= names
    assert not {name for name in names if name.startswith("the ") or name.endswith(("'s", "’s"))}
    assert len(recognise_names(annotated, min_count=1)) > len(names)


def test_a_name_is_one_term_wherever_it_stands(annotated: AnnotatedCorpus) -> None:
    """The United States lead the lemmas, under all their names; words apart are what is left; running words stay."""
    apart = count_terms(annotated, names_together=False)
    joined = count_terms(annotated)
    before = dict(zip(apart.terms, apart.totals.tolist(), strict=True))
    after = dict(zip(joined.terms, joined.totals.tolist(), strict=True))
    assert apart.words.tolist() == joined.words.tolist()
    assert "United States" == max(after, key=lambda term: after[term])
    parts = ("U.S.", "US", "United")
    assert (
        sum(before[part] for part in parts)
        == sum(after.get(part, 0) for part in (*parts, "United States")) + 2
    )
    assert not {"U.S.", "US"} & after.keys()
    assert before["North"] == after["North"] + after["North Korea"] + after["North Korean"]
    assert (
        before["Korea"] == after.get("Korea", 0) + after["North Korea"] + after["South Korea"] - before["ROK"]
    )


def test_as_many_lines_of_context_as_counted(annotated: AnnotatedCorpus) -> None:
    """A name has a line for each time it is counted, and collocates of its own."""
    counts = count_terms(annotated)
    total = int(counts.totals[counts.terms.index("North Korea")])
    lines = keyword_in_context(annotated, "North Korea", unit="lemma", ignore_case=False)
    company = collocations(annotated, "North Korea")
    assert total == len(lines) == company["count_node"].iloc[0]
    assert {"North Korea"} == {" ".join(keyword.split()) for keyword in lines["keyword"]}


def test_longest_name_first_and_only_with_its_capitals(make_annotated: Make) -> None:
    """Of names that begin alike the longest; other capitals, or a stop between, are no name."""
    annotated = make_annotated(
        a="The White House Office met. The white house. A White, House paint. White House."
    )
    names = NameSet({("White", "House"): "White House", ("White", "House", "Office"): "White House Office"})
    terms = count_terms(annotated, unit="word", names_together=names).terms
    assert {"White House Office", "White House"} <= set(terms)
    assert {"white", "White", "House"} <= set(terms)


def test_peoples_are_counted_under_one_form(make_annotated: Make) -> None:
    """South Koreans are counted with South Korean where lemmas are counted."""
    text = (
        "South Koreans voted. Many South Koreans waited. The South Korean president spoke to South Koreans."
    )
    annotated = make_annotated(a=text, b="South Korean voters came, and South Korean ministers.")
    names = recognise_names(annotated, min_count=1)
    counts = count_terms(annotated, names_together=names)
    assert 6 == counts.totals[counts.terms.index("South Korean")]


def candidate(*forms: str, plural: bool = False) -> NameCandidate:
    """Return a name that was recognised."""
    return NameCandidate(forms, plural)


def test_a_name_is_one_that_was_recognised_often_enough() -> None:
    """Twice by default, whether in the plural or not; a people is one of many only if most are plural."""
    counts = Counter(
        {
            candidate("North", "Koreans", plural=True): 2,
            candidate("North", "Koreans"): 1,
            candidate("South", "Koreans", plural=True): 1,
            candidate("South", "Koreans"): 1,
            candidate("Anna", "Berg"): 1,
        }
    )
    names = choose_names(counts, ENGLISH)
    assert {("North", "Koreans"): "North Korean", ("South", "Koreans"): "South Koreans"} == names.terms
    assert {("Anna", "Berg")} == choose_names(counts, ENGLISH, min_count=1).terms.keys() - names.terms.keys()
    assert {("North", "Koreans")} == choose_names(counts, ENGLISH, min_count=3).terms.keys()


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("the White House", ("White", "House")),
        ("Anna Berg", ("Anna", "Berg")),
        ("Anna Berg's", ("Anna", "Berg")),
        ("Berg", ()),
        ("the House", ()),
        ("A B C D E F", ("B", "C", "D", "E", "F")),
        ("One Two Three Four Five Six", ("One", "Two", "Three", "Four", "Five", "Six")),
        ("One Two Three Four Five Six Seven", ()),
        ("anna Berg", ()),
        ("Anna berg", ()),
        ("Bank of England", ("Bank", "of", "England")),
        ("", ()),
    ],
)
def test_forms_of_a_name(text: str, forms: tuple[str, ...]) -> None:
    """Two to six words that begin and end with a capital, without an article before them."""
    assert forms == _name_forms(text, ENGLISH)
