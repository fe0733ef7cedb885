"""Reading a corpus: what is read, what is left out and why, and that nothing moves an offset."""

from __future__ import annotations

import hashlib
import os
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus import Corpus, find_sections, load_corpus, normalise
from analysis.corpus.readers._archive import Entry
from analysis.errors import DatelineError


def texts_of(corpus: Corpus, doc_id: str, kind: str) -> list[str]:
    """Return the text of an article's sections of one kind."""
    article = corpus[doc_id]
    return [article.text[s.start : s.end] for s in article.sections if s.kind == kind]


def test_seeds_are_the_four_articles_as_they_are_on_disk(seeds: Corpus, seeds_folder: Path) -> None:
    """Each article's text is its file's bytes, decoded and nothing else."""
    assert [a.doc_id[:3] for a in seeds] == ["000", "001", "002", "004"]
    for article in seeds:
        raw = (seeds_folder / f"{article.doc_id}.txt").read_bytes()
        assert hashlib.sha256(article.text.encode()).digest() == hashlib.sha256(raw).digest()
    assert seeds.rejected.empty
    assert seeds.warnings.empty


def test_seeds_furniture_is_told_from_the_body(seeds: Corpus) -> None:
    """Every line around the stories is known for what it is, and nothing else is taken from the body."""
    second, last = "002_7ee00924eb371e5f", "004_9892b62eb0ea1784"
    assert texts_of(seeds, second, "boilerplate") == ["Go to contents"]
    assert texts_of(seeds, second, "title") == ["South Korea-U.S. begin talks on North Korea policy"]
    assert [line[:7] for line in texts_of(seeds, second, "header")] == ["Posted ", "Updated"]
    assert [line[:20] for line in texts_of(seeds, last, "correction")] == ["(This story corrects"]
    assert [line[:12] for line in texts_of(seeds, last, "byline")] == ["Reporting by"]
    assert [len(article.paragraphs()) for article in seeds] == [11, 6, 6, 21]


def test_seeds_facts_are_what_the_texts_say(seeds: Corpus) -> None:
    """The metadata table's facts arrive, and what no text says stays unknown."""
    assert [article.published for article in seeds] == [None, None, date(2025, 12, 17), None]
    assert [article.outlet for article in seeds] == [None] * 4
    assert seeds["004_9892b62eb0ea1784"].byline == "Josh Smith, David Brunnstrom and Arshad Mohammed"


def test_facts_come_from_the_text_where_no_table_gives_them(tmp_path: Path, seeds: Corpus) -> None:
    """Without metadata.csv the title and the day of posting are read from the article itself."""
    (tmp_path / "a.txt").write_bytes(seeds["002_7ee00924eb371e5f"].text.encode())
    article = load_corpus(tmp_path)["a"]
    assert article.title == "South Korea-U.S. begin talks on North Korea policy"
    assert article.published == date(2025, 12, 17)


@given(st.text())
def test_normalise_moves_no_offset(text: str) -> None:
    """The plain form has the same length, is stable, and keeps every line break."""
    plain = normalise(text)
    assert len(plain) == len(text)
    assert normalise(plain) == plain
    assert [i for i, c in enumerate(plain) if c == "\n"] == [i for i, c in enumerate(text) if c == "\n"]


@given(
    st.lists(
        st.one_of(
            st.text(max_size=80), st.sampled_from(["Go to contents", "Posted May 1, 2020", "", "By Jane Roe"])
        )
    )
)
def test_sections_cover_every_word_once(lines: list[str]) -> None:
    """On any text the sections are ordered, disjoint, trimmed, and leave out white space alone."""
    text = "\n".join(lines)
    sections = find_sections(text)
    covered = "".join(text[s.start : s.end] for s in sections)
    assert "".join(covered.split()) == "".join(text.split())
    edges = [edge for s in sections for edge in (s.start, s.end)]
    assert edges == sorted(edges)
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() != "" for s in sections)


def test_a_body_always_remains() -> None:
    """A text that is all furniture is an odd text, and is kept as body."""
    assert [s.kind for s in find_sections("Go to contents\nAdvertisement")] == ["body", "body"]


def test_lines_broken_by_width_are_one_paragraph() -> None:
    """A hard-wrapped text has the paragraphs that its blank lines make."""
    line = "the ministers spoke for an hour about the terms of the agreement and"
    text = "\n".join([line] * 5 + ["then went home."]) + "\n\n" + "\n".join([line] * 4 + ["and slept."])
    assert len(find_sections(text)) == 2


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("photo.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 9, "not UTF-8 text (byte 0)"),
        ("nul.txt", b"a\x00b", "control characters"),
        ("cyrillic.txt", "Привет, мир. ".encode("cp1251") * 20, "not UTF-8 text"),
        ("blank.txt", b" \n\n ", "empty"),
        ("talk.mp3", b"ID3", "files ending in .mp3 are not read"),
    ],
)
def test_what_cannot_be_read_is_listed_with_its_reason(
    tmp_path: Path, name: str, raw: bytes, reason: str
) -> None:
    """A file that is no article is named in `rejected`, and the others are read all the same."""
    (tmp_path / "good.txt").write_text("A sentence that stands.")
    (tmp_path / name).write_bytes(raw)
    corpus = load_corpus(tmp_path)
    assert [article.doc_id for article in corpus] == ["good"]
    assert corpus.rejected["file"].tolist() == [name]
    assert reason in corpus.rejected["reason"][0]


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        ("“It’s a start,” he said — twice.".encode("cp1252"), "Windows-1252"),
        ("“It’s a start,” he said — twice.".encode("utf-16"), "UTF-16"),
    ],
)
def test_other_encodings_are_read_where_certain_and_named(tmp_path: Path, raw: bytes, encoding: str) -> None:
    """The text comes out whole and the table of warnings names the encoding."""
    (tmp_path / "a.txt").write_bytes(raw)
    corpus = load_corpus(tmp_path)
    assert corpus["a"].text == "“It’s a start,” he said — twice."
    assert encoding in corpus.warnings["problem"][0]


def test_a_byte_order_mark_is_not_text(tmp_path: Path) -> None:
    """Offsets count from the first character a reader sees."""
    (tmp_path / "a.txt").write_bytes("\ufeffWord.".encode())
    assert load_corpus(tmp_path)["a"].text == "Word."


def test_names_that_meet_are_said(tmp_path: Path) -> None:
    """Two files of one stem cannot both be cited, so the second is listed."""
    (tmp_path / "a.txt").write_text("One story.")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text("Another story.")
    corpus = load_corpus(tmp_path)
    assert len(corpus) == 1
    assert corpus.rejected.values.tolist() == [
        ["sub/a.txt", "same name as a.txt; rename one, since names identify articles"]
    ]


def test_the_order_of_a_folder_s_listing_plays_no_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Systems list files in orders of their own; which of two names is taken does not depend on it."""
    for name in ("b/a.txt", "a/a.txt", "c.txt", "a.bin"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"One story of {name}.")
    listed = [(at, sorted(folders), sorted(files)) for at, folders, files in os.walk(tmp_path)]
    loaded = []
    for step in (1, -1):
        order = [(at, folders[::step], files[::step]) for at, folders, files in listed[::step]]
        monkeypatch.setattr("os.walk", lambda *_, order=order, **__: iter(order))
        loaded.append(load_corpus(tmp_path))
    assert "a/a.txt" == loaded[0]["a"].file
    assert loaded[0].articles == loaded[1].articles
    assert loaded[0].rejected.equals(loaded[1].rejected)


def test_no_folder_is_passed_over_in_silence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Links to folders (one leads round in a circle) and a folder that may not be opened are listed."""
    corpus = tmp_path / "corpus"
    (corpus / "sub").mkdir(parents=True)
    (corpus / "locked").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "b.txt").write_text("Another story.")
    (corpus / "sub" / "a.txt").write_text("One story.")
    (corpus / "sub" / "round").symlink_to(corpus)
    (corpus / "linked").symlink_to(tmp_path / "elsewhere")
    (corpus / "a link.txt").symlink_to(tmp_path / "elsewhere" / "b.txt")
    scan = os.scandir

    def deny(path: str) -> Any:
        if str(path).endswith("locked"):  # file modes do not hold for root, who runs many a container
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr("os.scandir", deny)
    loaded = load_corpus(corpus)
    assert ["a", "a link"] == [article.doc_id for article in loaded]
    assert [
        ["linked", "a link to a folder; put the folder itself in its place"],
        ["locked", "a folder that cannot be opened (permission denied)"],
        ["sub/round", "a link to a folder; put the folder itself in its place"],
    ] == loaded.rejected.values.tolist()


def test_the_mark_of_an_open_document_is_no_damage(tmp_path: Path) -> None:
    """Word leaves ~$name.docx beside what somebody has open; the reason says that rather than "damaged"."""
    (tmp_path / "a.txt").write_text("One story.")
    (tmp_path / "~$story.docx").write_bytes(b"\x05Jane Roe" + bytes(150))
    (row,) = load_corpus(tmp_path).rejected.values.tolist()
    assert "~$story.docx" == row[0]
    assert "leaves beside an open document" in row[1]


def test_a_bad_date_is_a_warning_not_a_guess(tmp_path: Path) -> None:
    """An impossible date leaves the article undated and says so."""
    (tmp_path / "a.txt").write_text("One story.")
    (tmp_path / "metadata.csv").write_text("file,published,desk\na.txt,2025-13-40,Asia\nb.txt,2025-01-01,\n")
    corpus = load_corpus(tmp_path)
    assert corpus["a"].published is None
    assert dict(corpus["a"].metadata) == {"desk": "Asia"}
    assert corpus.warnings["file"].tolist() == ["b", "metadata.csv, row 2"]
    assert corpus.warnings["problem"][1].startswith("column 'published': '2025-13-40' is not a date")


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".jsonl", ".parquet"])
def test_tables_of_articles(tmp_path: Path, suffix: str) -> None:
    """A table gives an article a row, with facts under common names, and rows without text are listed."""
    frame = pd.DataFrame(
        {
            "id": ["x", "y"],
            "Headline": ["A title", "B"],
            "date": ["2025-12-17", ""],
            "content": ["Line one.\nLine two.", " "],
        }
    )
    path = tmp_path / f"table{suffix}"
    if suffix == ".parquet":
        frame.to_parquet(path)
    elif suffix == ".jsonl":
        frame.to_json(path, orient="records", lines=True)
    else:
        frame.to_csv(path, index=False, sep="\t" if suffix == ".tsv" else ",")
    corpus = load_corpus(path)
    article = corpus["x"]
    assert (article.text, article.title, article.published) == (
        "Line one.\nLine two.",
        "A title",
        date(2025, 12, 17),
    )
    assert len(corpus) == len(corpus.rejected) == 1


def test_what_a_user_mistakes_is_one_sentence(tmp_path: Path) -> None:
    """A missing folder, an empty one and a strange file each stop with what to do."""
    with pytest.raises(DatelineError, match="There is no folder or file"):
        load_corpus(tmp_path / "nowhere")
    with pytest.raises(DatelineError, match="holds no articles"):
        load_corpus(tmp_path)
    (tmp_path / "a.xyz").write_text("text")
    with pytest.raises(DatelineError, match="not a kind of file"):
        load_corpus(tmp_path / "a.xyz")


def test_to_frame_has_a_row_an_article(seeds: Corpus) -> None:
    """The table's columns are those promised, and undated is NaT."""
    frame = seeds.to_frame()
    assert frame["doc_id"].tolist() == [article.doc_id for article in seeds]
    assert frame["published"].isna().tolist() == [True, True, False, True]
    assert {
        "title",
        "outlet",
        "byline",
        "characters",
        "body_characters",
        "paragraphs",
        "text",
        "how_known",
    } <= set(frame)


def test_a_headline_of_other_words_than_the_metadata_s_is_no_body(tmp_path: Path, seeds: Corpus) -> None:
    """Outlets change headlines; the one in the text is told from the body whatever the table says."""
    (tmp_path / "a.txt").write_bytes(seeds["004_9892b62eb0ea1784"].text.encode())
    (tmp_path / "metadata.csv").write_text("file,title\na.txt,What comes after the summit\n")
    corpus = load_corpus(tmp_path)
    assert corpus["a"].title == "What comes after the summit"
    assert [text[:10] for text in texts_of(corpus, "a", "title")] == ["Next steps"]


def test_a_line_that_is_no_object_costs_that_line_alone(tmp_path: Path) -> None:
    """One bad line of a JSONL table is listed with its number, and the others are read."""
    path = tmp_path / "table.jsonl"
    path.write_text('{"id": "x", "text": "One story."}\nnonsense\n{"id": "y", "text": "Another."}\n')
    corpus = load_corpus(path)
    assert [article.doc_id for article in corpus] == ["x", "y"]
    assert corpus.rejected["file"].tolist() == ["table.jsonl, line 2"]


def test_a_table_in_a_folder_is_told_the_next_step(tmp_path: Path) -> None:
    """Tables are read by name; the reason says so."""
    (tmp_path / "a.txt").write_text("One story.")
    (tmp_path / "more.csv").write_text("text\nAnother story.\n")
    assert "give the table itself" in load_corpus(tmp_path).rejected["reason"][0]


def test_tables_beside_articles_are_told_by_their_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No file is compared with each table, so thousands of both take no longer each than one."""
    for name in ("a.csv", "b.csv", "a.txt", "b.txt"):
        (tmp_path / name).write_text(f"The ferry {name[0]} ran.")
    monkeypatch.setattr(Entry, "__eq__", lambda *_: pytest.fail("compared"))
    assert ["a.csv", "b.csv"] == load_corpus(tmp_path).rejected["file"].tolist()
