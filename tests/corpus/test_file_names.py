"""Days, outlets and slugs in the names of files and folders: read where most names have one shape, and only there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from analysis.corpus import load_corpus
from analysis.corpus.inference._names import read_names

SLUGS = ("pier-to-close", "valley-says-no", "longer-lunch", "bears-cross-pass", "trams-run", "council-agrees")
DAYS = ("2016-04-08", "2016-05-09", "2016-05-10", "2016-06-11", "2016-07-01", "2016-08-02")
OUTLETS = ("nyt", "wash-post", "nyt", "usa-today", "wash-post", "usa-today")


def name_all(pattern: str) -> list[str]:
    """Return six paths of one shape: `{o}` is the outlet, `{d}` the day, `{f}` the day as folders, `{s}` the slug."""
    return [
        pattern.format(o=outlet, d=day, f=day.replace("-", "/"), c=day.replace("-", ""), s=slug, n=number)
        for number, (outlet, day, slug) in enumerate(zip(OUTLETS, DAYS, SLUGS, strict=True), start=1)
    ]


@pytest.mark.parametrize(
    "pattern",
    [
        *("{o}_{d}_{s}.txt", "{d} {o} {n}.txt", "{o}/{f}/{s}.txt", "{o}/{f}.txt", "{c}/{o}/{s}.html"),
        *(
            "{o}-{d}-{s}.txt",
            "{o}_{c}_{s}.txt",
            "{d} - {o} - {s}.docx",
            "{s} ({o}, {d}).txt",
            "{d}_{s}_{o}.txt",
        ),
        *("{n:04d}_{o}_{d}_{s}.txt", "2016/{o}_{d}_{s}.txt", "{o}_{d}_{s}_2026-01-05.txt"),
        "download_2026-01-05/{o}_{d}_{s}.txt",
    ],
)
def test_shapes_that_most_names_share_give_day_and_outlet(pattern: str) -> None:
    """Wherever day and outlet stand, the folder and the day of a download notwithstanding."""
    facts, notes = read_names(name_all(pattern))
    assert list(DAYS) == [fact.published for fact in facts]
    assert list(OUTLETS) == [fact.outlet for fact in facts]
    assert [] == notes
    if "{s}" in pattern:
        assert [slug.replace("-", " ") for slug in SLUGS] == [fact.slug for fact in facts]


@pytest.mark.parametrize(
    "paths",
    [
        [f"{number:03d}_a9ccbddb8078eaa8.txt" for number in range(6)],
        [f"article-{20160000 + 37 * number}.txt" for number in range(6)],
        [f"story_v1.{number}.2.txt" for number in range(6)],
        [f"2016-12345-{number}.txt" for number in range(6)],
        ["olympics-2012-opening.txt", "9-11-2001-remembered.txt", "the-2020-census.txt", "x.txt"],
        ["pier.txt", "2016-04-08-dam.txt", "lunch.txt", "bears.txt"],
        [f"Guardian/{slug}.txt" for slug in SLUGS],
        [f"2016/04/{slug}.txt" for slug in SLUGS],
        [f"download_2026-01-05/{slug}.txt" for slug in SLUGS],
        ["nyt_2016-04-08_pier.txt"],
    ],
)
def test_numbers_that_are_no_days_say_nothing(paths: list[str]) -> None:
    """Identifiers, versions, years within words, one name among many, and a day that all files lie under."""
    facts, _ = read_names(paths)
    assert {("", "")} == {(fact.published, fact.outlet) for fact in facts}


def test_a_name_without_the_shape_of_the_others_says_nothing() -> None:
    """The others are read all the same; 31 February is no day."""
    facts, _ = read_names([*name_all("{o}_{d}_{s}.txt"), "notes.txt", "nyt_2016-02-31_x.txt"])
    assert [*DAYS, "", ""] == [fact.published for fact in facts]


def test_words_beside_the_day_are_outlets_only_if_they_recur() -> None:
    """One word in all names may be a topic, and a word of one file its headline."""
    slugs = [f"{slug}_{day}.txt" for slug, day in zip(SLUGS, DAYS, strict=True)]
    for names in ([f"iran_{day}.txt" for day in DAYS], slugs):
        assert {""} == {fact.outlet for fact in read_names(names)[0]}


def write(folder: Path, names: list[str]) -> Path:
    """Make a folder of articles of these names."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f"The council met on Monday and spoke of {path.stem} for three hours, the mayor said then."
        )
    return folder


def test_names_complete_what_is_not_known_otherwise(tmp_path: Path) -> None:
    """Metadata and the text go before a name; the table of articles says what is from where, and it can be refused."""
    folder = write(tmp_path / "a", name_all("{o}_{d}_{s}.txt"))
    first, second = sorted(folder.iterdir())[:2]
    (folder / "metadata.csv").write_text(f"file,published,outlet\n{first.name},2001-01-01,Gazette\n")
    second.write_text(f"Posted March 1, 2002\n\n{second.read_text()}")
    frame = load_corpus(folder).to_frame()
    assert ["metadata", "text", *["file name"] * 4] == frame["published_from"].tolist()
    assert ["2001-01-01", "2002-03-01", "2016-06-11"] == [str(day.date()) for day in frame["published"][:3]]
    assert ["Gazette", "nyt", "usa-today"] == frame["outlet"].tolist()[:3]
    assert ["metadata", *["file name"] * 5] == frame["outlet_from"].tolist()
    refused = load_corpus(folder, infer=False).to_frame()
    assert ["metadata", "text"] == refused["published_from"].dropna().tolist()
    assert 1 == refused["outlet"].notna().sum()


def test_days_in_figures_are_resolved_by_the_other_names_or_doubted(tmp_path: Path) -> None:
    """17-12-2025 shows that the day comes first in all names; where nothing shows it, the article is undated."""
    clear = load_corpus(
        write(tmp_path / "a", ["03-04-2025_pier.txt", "17-12-2025_dam.txt", "05-06-2025_lunch.txt"])
    )
    assert date(2025, 4, 3) == clear["03-04-2025_pier"].published
    assert "read as day/month/year" in clear.warnings["problem"][0]
    unclear = load_corpus(write(tmp_path / "b", ["03-04-2025_pier.txt", "05-06-2025_lunch.txt"]))
    assert {None} == {article.published for article in unclear}
    assert "may be either of two days; undated" in unclear.warnings["problem"][0]


def test_rows_of_a_table_have_no_file_names(tmp_path: Path) -> None:
    """The day in a table's name is not that of its rows."""
    table = tmp_path / "download_2026-01-05.csv"
    table.write_text("text\nThe council met again.\nThe mayor left the hall.\n")
    assert [None, None] == [article.published for article in load_corpus(table)]
