"""Headlines that end as sentences do: told over a corpus, and never at the price of a word of the text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus import Article, Corpus, find_sections, load_corpus
from analysis.corpus.inference._facts import infer_facts

HEADLINES = (
    "Pier to close for eleven weeks.",
    "Valley says no to dam, governor listens.",
    "Longer lunch for pupils ‘a matter of health.’",
    "Will trams run all night?",
    "Bears cross the pass into the U.S.",
    "Council agrees budget;",
)
_LEADS = (
    "The harbour authority will close the north pier from Monday and send its ferries to the old quay, it said.",
    "Voters in the valley rejected the dam proposal by a margin of nine points on Tuesday, after a long campaign.",
    "The school board approved a longer lunch break on Thursday after a meeting of three hours in the town hall.",
    "The tram to the harbour will run all night from June because the last one was so full, the city said then.",
    "Two bears crossed the pass in April and stayed near the lake until the rangers shut the upper trail for them.",
    "The council agreed a budget of two million for roads and schools on Monday after the mayor had left the hall.",
)

#: Paragraphs as long as papers print them.
STORIES = tuple(
    f"{lead} It was the first time in nine years that anyone had asked for such a thing." for lead in _LEADS
)
ENDING = (
    "Nobody knows yet what comes after it, since the office that plans such things in the district is closed."
)


def write(folder: Path, texts: Sequence[str], names: Sequence[str] = ()) -> Corpus:
    """Return a corpus of text files."""
    folder.mkdir(exist_ok=True)
    for number, text in enumerate(texts):
        name = names[number] if names else f"n{number}"
        (folder / f"{name}.txt").write_text(text)
    return load_corpus(folder)


def articles(*heads: Sequence[str]) -> list[str]:
    """Return texts that begin with paragraphs of their own and go on with a story."""
    return ["\n\n".join([*head, story, ENDING]) for head, story in zip(heads, STORIES, strict=False)]


def kinds(article: Article) -> list[str]:
    """Return what each paragraph is."""
    return [section.kind for section in article.sections]


def test_first_lines_that_are_alike_are_headlines(tmp_path: Path) -> None:
    """Short first lines, each its own and far shorter than what follows, are titles without their full stop."""
    corpus = write(tmp_path / "a", articles(*([line] for line in HEADLINES)))
    assert [
        "Pier to close for eleven weeks",
        "Valley says no to dam, governor listens",
        "Longer lunch for pupils ‘a matter of health’",
        "Will trams run all night?",
        "Bears cross the pass into the U.S.",
        "Council agrees budget",
    ] == [article.title for article in corpus]
    assert ["text"] * 6 == corpus.to_frame()["title_from"].tolist()
    assert all(article.text.startswith(line) for article, line in zip(corpus, HEADLINES, strict=True))
    assert ["title", "body", "body"] == kinds(corpus.articles[0])


@pytest.mark.parametrize(
    "heads",
    [
        [[] for _ in STORIES],  # the story alone
        [["News of the Harbour Post."] for _ in STORIES],  # the same line everywhere
        [[f"Part {word}."] for word in ("one", "two", "three", "four", "five", "six")],
        [[line] if number < 3 else [] for number, line in enumerate(HEADLINES)],  # half of them
    ],
)
def test_first_lines_of_other_sorts_stay_body(tmp_path: Path, heads: list[list[str]]) -> None:
    """Where the first lines are not mostly headlines, none is taken out of the body."""
    corpus = write(tmp_path / "a", articles(*heads))
    assert [None] * 6 == [article.title for article in corpus]
    assert {"body"} == {kind for article in corpus for kind in kinds(article)}


def test_an_article_of_one_line_keeps_it_as_its_body(tmp_path: Path) -> None:
    """Among articles with headlines, a line with nothing below it is all there is to read."""
    corpus = write(tmp_path / "a", [*articles(*([line] for line in HEADLINES)), "The mayor left the hall."])
    assert [None] == [article.title for article in corpus if kinds(article) == ["body"]]


def test_a_few_articles_tell_nothing(tmp_path: Path) -> None:
    """Four short first lines may be so by chance."""
    corpus = write(tmp_path / "a", articles(*([line] for line in HEADLINES[:4])))
    assert [None] * 4 == [article.title for article in corpus]


def test_a_file_named_after_its_headline_tells_it(tmp_path: Path) -> None:
    """The words of a name are a headline's own, cut off or not; a story that has them among others is none."""
    heads = [["Pier to close for eleven weeks, port says."], ["Voters say no to the dam."], []]
    names = [
        "2025-12-17_pier-to-close-for-eleven-we",
        "2025-12-18_voters-say-no-dam",
        "2025-12-19_school-board-lunch",
    ]
    corpus = write(tmp_path / "a", articles(*heads), names)
    assert ["Pier to close for eleven weeks, port says", "Voters say no to the dam", None] == [
        article.title for article in corpus
    ]


def test_what_stands_between_headline_and_story_is_no_body(tmp_path: Path) -> None:
    """A second deck belongs to the title; labels that recur and a summary between them are header."""
    summaries = reversed(STORIES)
    heads = [
        [f"{line.rstrip('.?;')};", f"The deck of “{line}”", "ABSTRACT.", summary, "FULL TEXT."]
        for line, summary in zip(HEADLINES, summaries, strict=True)
    ]
    corpus = write(tmp_path / "a", articles(*heads))
    assert {("title", "title", "header", "header", "header", "body", "body")} == {
        tuple(kinds(a)) for a in corpus
    }
    assert "Pier to close for eleven weeks" == corpus.articles[0].title


@pytest.mark.parametrize("label", [["The Harbour Post."], ["World.", "Politics.", "Sports news."]])
def test_labels_above_the_headline_are_no_headlines(tmp_path: Path, label: list[str]) -> None:
    """The outlet's or the section's name recurs above the headlines, and is header."""
    heads = [
        [label[n % len(label)], f"{line[:-1]} {word}."]
        for n, line in enumerate(HEADLINES * 3)
        for word in ("now",)
    ]
    texts = ["\n\n".join([*head, STORIES[n % 6], ENDING]) for n, head in enumerate(heads)]
    texts = [text.replace(" now.", f" for {n} days.") for n, text in enumerate(texts)]
    corpus = write(tmp_path / "a", texts)
    assert {("header", "title", "body", "body")} == {tuple(kinds(article)) for article in corpus}


def test_a_longer_first_line_is_a_headline_only_among_headlines(tmp_path: Path) -> None:
    """Of seventeen words: where nearly all begin with headlines, or by its capitals; not where a third has none."""
    plain = "Council that met for three hours agrees on a budget that nobody had read before the vote began."
    capitals = " ".join(word.capitalize() for word in plain.split())
    heads = [f"{line[:-1]} on day {n}." for n, line in enumerate(HEADLINES * 2)]
    for most, line, told in ((heads, plain, True), (heads[:5], plain, False)):
        texts = ["\n\n".join([head, STORIES[n % 6], ENDING]) for n, head in enumerate([*most, line])]
        bare = [f"{ENDING}\n\n{STORIES[0]}"] * (0 if told else 2)
        corpus = write(tmp_path / str(told), [*texts, *bare])
        assert told is (corpus[f"n{len(most)}"].title is not None)
    titled = [" ".join(word.capitalize() for word in head.split()) for head in heads[:4]]
    texts = ["\n\n".join([head, STORIES[n % 6], ENDING]) for n, head in enumerate([*titled, capitals])]
    corpus = write(tmp_path / "capitals", [*texts, f"{ENDING}\n\n{STORIES[0]}"])
    assert ["title", "body", "body"] == kinds(corpus["n4"])


def test_outlets_may_differ_in_layout(tmp_path: Path) -> None:
    """Articles of one outlet are compared with each other; those of another keep their first lines."""
    texts = [*articles(*([line] for line in HEADLINES)), *articles(*([] for _ in STORIES))]
    names = [f"2025-12-{10 + n}_{'Post' if n < 6 else 'Times'}_{n}" for n in range(12)]
    corpus = write(tmp_path / "a", texts, names)
    assert {("Post", True): 6, ("Times", False): 6} == {
        key: sum((a.outlet, a.title is not None) == key for a in corpus)
        for key in {(a.outlet, a.title is not None) for a in corpus}
    }


def test_a_title_that_a_table_gives_goes_before(tmp_path: Path) -> None:
    """Stated titles stay, and are said to be from the metadata; nothing is inferred where it is not wanted."""
    texts = articles(*([line] for line in HEADLINES))
    write(tmp_path / "a", texts)
    rows = "".join(f"n{number}.txt,Title {number}\n" for number in range(6))
    (tmp_path / "a" / "metadata.csv").write_text(f"file,title\n{rows}")
    corpus = load_corpus(tmp_path / "a")
    assert [f"Title {number}" for number in range(6)] == [article.title for article in corpus]
    assert ["metadata"] * 6 == corpus.to_frame()["title_from"].tolist()
    (tmp_path / "a" / "metadata.csv").unlink()
    assert [None] * 6 == [article.title for article in load_corpus(tmp_path / "a", infer=False)]


def test_a_stated_title_is_found_in_the_text_with_its_full_stop() -> None:
    """The headline of the metadata and the first line of the text differ in a point alone."""
    text = f"{HEADLINES[0]}\n\n{STORIES[0]}\n\n{ENDING}"
    assert ["title", "body", "body"] == [
        s.kind for s in find_sections(text, "Pier to close for eleven weeks")
    ]


LABELS = ("ABSTRACT.", "FULL TEXT.", "By Jane Roe", "LETTERS TO THE EDITOR OF THE POST.")
LINES = st.sampled_from([*HEADLINES, *STORIES, *LABELS, ENDING])


@given(st.lists(st.lists(LINES, min_size=1, max_size=7), min_size=1, max_size=9))
def test_no_word_is_lost_and_a_story_remains(texts: list[list[str]]) -> None:
    """Whatever is told, text and paragraphs are as they were, and every article keeps a body."""
    before = [
        Article(f"n{number}", text, find_sections(text), file=f"n{number}.txt")
        for number, text in enumerate("\n\n".join(lines) for lines in texts)
    ]
    after, _ = infer_facts(before)
    for old, new in zip(before, after, strict=True):
        assert (old.doc_id, old.text) == (new.doc_id, new.text)
        assert [(s.start, s.end) for s in old.sections] == [(s.start, s.end) for s in new.sections]
        assert new.paragraphs()
        assert set(new.paragraphs()) <= set(old.paragraphs())
