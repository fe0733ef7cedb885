"""Exports of press databases: as many articles as they hold, in every layout and format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.corpus import Article, Corpus, load_corpus
from tests.corpus.packing import pack_docx, pack_odt, pack_rtf
from tests.corpus.stories import CHOIR, EXPORTS, FERRY, QUARRY, STORIES, Story, export, lines_of

Load = Callable[..., Corpus]

#: The line that ProQuest has under a text, and that is the text's.
CAPTION = "CAPTION: The landing at low tide."

#: Downloads as files, and the files that word processors make of them.
TEXTS = (
    "lexisnexis.txt",
    "lexisnexis-labelled.txt",
    "lexisnexis-german.txt",
    "nexis-uni.txt",
    "factiva.txt",
    "factiva-codes.txt",
    "proquest.txt",
    "proquest-contents.txt",
)
PAGES = ("nexis-uni.html", "factiva.html", "proquest.html", "europresse.html")
PACKERS = {".docx": pack_docx, ".rtf": pack_rtf, ".odt": pack_odt}

#: Layouts of one article a paragraph, which a word processor keeps.
IN_PARAGRAPHS = ("nexis-uni.txt", "factiva.txt", "proquest.txt", "proquest-contents.txt")


def make_pages(lines: list[str]) -> bytes:
    """Return paragraphs as a .pdf, with a page break behind each document of Nexis Uni."""
    import io
    from html import escape

    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

    style = getSampleStyleSheet()["Normal"]
    style.spaceAfter = 10
    out, flow = io.BytesIO(), []
    for line in lines:
        flow += [Paragraph(escape(line), style), *([PageBreak()] if line == "End of Document" else [])]
    SimpleDocTemplate(out, pagesize=A4, invariant=1).build(flow)
    return out.getvalue()


def stories_of(name: str) -> tuple[Story, ...]:
    """Return the articles of a download."""
    return STORIES[:2] if name == "lexisnexis-labelled.txt" else STORIES


def body_of(article: Article) -> list[str]:
    """Return an article's paragraphs, broken lines joined."""
    return [" ".join(article.text[start:end].split()) for start, end in article.paragraphs()]


def check(corpus: Corpus, stories: tuple[Story, ...]) -> None:
    """Check that a corpus holds the articles, with their facts, and nothing else."""
    assert [] == corpus.rejected["reason"].tolist()
    assert [] == corpus.warnings["problem"].tolist()
    articles = {article.title: article for article in corpus}
    assert {story.title for story in stories} == set(articles)
    for story in stories:
        article = articles[story.title]
        assert list(story.body) == [line for line in body_of(article) if line != CAPTION]
        assert (story.outlet, story.day) == (article.outlet, str(article.published))
        if article.byline or not article.metadata["database"].startswith("Factiva"):
            assert story.byline.split()[-1].casefold() in (article.byline or "").casefold()


def test_a_mark_with_a_number_of_any_length(load: Load) -> None:
    """A count of 5,000 figures is none: the articles are read as if the marks gave no count."""
    raw = export("lexisnexis.txt").replace(b" of 3 DOCUMENTS", b" of " + b"9" * 5000 + b" DOCUMENTS")
    corpus = load("a.txt", raw)
    assert {story.title for story in STORIES} == {article.title for article in corpus}
    assert [] == corpus.rejected["reason"].tolist()


@pytest.mark.parametrize("name", [*TEXTS, *PAGES])
def test_a_download_is_as_many_articles_as_it_holds(name: str) -> None:
    """Headline, outlet, day and names are facts, the text alone is body; covers and fields are no part of it."""
    check(load_corpus(EXPORTS / name), stories_of(name))


@pytest.mark.parametrize("suffix", PACKERS)
@pytest.mark.parametrize("name", IN_PARAGRAPHS)
def test_a_download_is_the_same_in_every_format(load: Load, name: str, suffix: str) -> None:
    """Word, RTF and OpenDocument hold the same paragraphs, and the same articles come out."""
    check(load(f"export{suffix}", PACKERS[suffix](lines_of(name))), STORIES)


@pytest.mark.parametrize(
    "database", ["lexisnexis.txt", "nexis-uni.txt", "factiva.txt", "proquest.txt", "proquest.html"]
)
def test_a_download_of_one_article_is_that_article(load: Load, database: str) -> None:
    """What is no collection has no articles to be told from one another, and is read the same way."""
    text = export(database).decode()
    marks = {
        "lexisnexis.txt": ("1 of 3 DOCUMENTS", "2 of 3 DOCUMENTS"),
        "nexis-uni.txt": (f"{FERRY.title}\n\n{FERRY.outlet}", "End of Document"),
        "factiva.txt": (FERRY.title, "\n\n\n"),
        "proquest.txt": ("Document 1 of 3", "Document 2 of 3"),
        "proquest.html": ("<div", '<div style="margin-bottom:20px"><a name="DocID_2"'),
    }
    first, last = marks[database]
    start = text.index(first)
    end = text.index(last, start + len(first))
    alone = text[start:end].replace("1 of 3", "1 of 1") + (
        "End of Document" if "nexis-uni" in database else ""
    )
    corpus = load(f"alone{Path(database).suffix}", alone.encode())
    check(corpus, (FERRY,))
    assert ["alone"] == [article.doc_id for article in corpus]


@pytest.mark.parametrize("name", ["nexis-uni.txt", "proquest-contents.txt"])
def test_a_download_in_pdf_is_taken_apart(load: Load, name: str) -> None:
    """A mark at the foot of a page and the headline at the head of the next are two lines."""
    check(load("export.pdf", make_pages(lines_of(name))), STORIES)


def test_codes_in_a_table_are_those_of_a_text(load: Load) -> None:
    """Factiva sets codes and fields in the cells of a table, of which the last holds several paragraphs."""
    rows = "\n".join(lines_of("factiva-codes.txt")).replace("\nTD", "\x00TD")
    for code in (
        "HD",
        "BY",
        "WC",
        "PD",
        "ET",
        "SN",
        "SC",
        "ED",
        "PG",
        "LA",
        "CY",
        "LP",
        "NS",
        "RE",
        "PUB",
        "AN",
        "SE",
    ):
        rows = rows.replace(f"\n{code}\t", f"\x00{code}\t")
    cells = (row.replace("\t", r"\cell ").replace("\n", r"\par ") for row in rows.split("\x00"))
    table = "".join(rf"\trowd\cellx900\cellx9000\intbl {cell}\cell\row " for cell in cells)
    escaped = "".join(char if char.isascii() else f"\\u{ord(char)}?" for char in table)
    check(load("export.rtf", rf"{{\rtf1\ansi\ansicpg1252 {escaped}}}".encode()), STORIES)


def test_a_label_on_the_body_s_first_line_is_no_part_of_it(load: Load) -> None:
    """LexisNexis writes BODY: over the text, or in front of it."""
    text = export("lexisnexis-labelled.txt").decode().replace("BODY:\n   ", "BODY: ")
    lines: list[str] = []
    for block in text.split("\n\n"):
        is_prose = block.startswith("BODY") or (block.startswith("   ") and not block.startswith("    "))
        lines += [" ".join(block.split())] if is_prose else block.splitlines()
    check(load("a.docx", pack_docx([line.strip() for line in lines if line.strip()])), STORIES[:2])


def test_what_the_database_says_of_an_article_is_kept() -> None:
    """Section, page, length and number are metadata, and columns of the table of articles."""
    first = load_corpus(EXPORTS / "factiva-codes.txt").to_frame().iloc[0]
    assert ["METRO", "B1", "312 words", "Late Edition", "Factiva"] == list(
        first[["section", "page", "length", "edition", "database"]]
    )
    assert first["doc_id"] == first["database_id"] == "ELDG000020250304el3400001"
    nexis = load_corpus(EXPORTS / "nexis-uni.txt")
    assert ["nexis-uni.txt#1", "nexis-uni.txt#2", "nexis-uni.txt#3"] == [article.doc_id for article in nexis]
    assert "nexis-uni.txt, article 2" == nexis["nexis-uni.txt#2"].file
    assert ("NEWS", "A6") == (
        nexis["nexis-uni.txt#2"].metadata["section"],
        nexis["nexis-uni.txt#2"].metadata["page"],
    )


def test_an_article_that_two_downloads_hold_is_read_once(tmp_path: Path) -> None:
    """The database's own number tells it, whatever the format; which copy was left out is listed."""
    (tmp_path / "a.txt").write_bytes(export("factiva.txt"))
    (tmp_path / "b.html").write_bytes(export("factiva.html"))
    corpus = load_corpus(tmp_path)
    assert 3 == len(corpus)
    assert ["b.html, article 1", "b.html, article 2", "b.html, article 3"] == corpus.rejected["file"].tolist()
    assert corpus.rejected["reason"][0] == (
        "the same article of the database as a.txt, article 1 (Factiva ELDG000020250304el3400001); it is read once"
    )


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("lexisnexis.txt", "2 of 3 DOCUMENTS", "", "its marks count 3 documents, of which 2 are in it"),
        (
            "nexis-uni.txt",
            "Documents (3)",
            "Documents (5)",
            "its marks count 5 documents, of which 3 are in it",
        ),
        ("proquest.txt", "of 3", "of 500", "its marks count 500 documents, of which 3 are in it"),
        (
            "nexis-uni.txt",
            "End of Document\n",
            "",
            "its end has no mark of the database; check that it is whole",
        ),
        ("factiva.txt", "4 March 2025", "Spring 2025", "no day of publication is in its header; undated"),
        (
            "nexis-uni.txt",
            "March 4, 2025 Tuesday",
            "March 2025 (month)",
            "no day of publication is under its headline",
        ),
        (
            "factiva.txt",
            "Search Summary",
            "And then, said the harbor master, the tide simply came back in.\nSearch Summary",
            "12 words of it are in no article: “And then, said the harbor master, the tide simply came back…”",
        ),
    ],
)
def test_what_is_odd_about_a_download_is_a_doubt(
    load: Load, name: str, old: str, new: str, says: str
) -> None:
    """A number that is missing, an end without a mark, a day that is none, words in no article: each is told."""
    text = export(name).decode()
    place = text.rindex(old) if name == "nexis-uni.txt" and old.startswith("End") else text.index(old)
    every = (
        text.replace(old, new) if name == "proquest.txt" else text[:place] + new + text[place + len(old) :]
    )
    corpus = load("a.txt", every.encode())
    assert says in [doubt[: len(says)] for doubt in corpus.warnings["problem"]]


def test_a_paragraph_with_a_colon_at_the_end_of_a_body_is_body(load: Load) -> None:
    """Over the heading of the fields a last line such as "City: …" is the article's."""
    last = "City: Harbor Point, where else?"
    text = export("nexis-uni.txt").decode().replace(QUARRY.body[2], f"{QUARRY.body[2]}\n\n{last}")
    article = next(article for article in load("a.txt", text.encode()) if article.title == QUARRY.title)
    assert [*QUARRY.body, last] == body_of(article)


def test_a_header_without_a_count_of_words_is_read_by_its_day(load: Load) -> None:
    """Some sources have no count of words in Factiva, under which the day would stand."""
    check(load("a.txt", export("factiva.txt").replace(b"312 words\n", b"")), STORIES)


def test_an_entry_without_its_text_is_left_out_with_the_reason(load: Load) -> None:
    """Databases list articles of which they have an abstract alone."""
    text = export("proquest.txt").decode()
    line = next(line for line in text.splitlines() if line.startswith("Full text: A judge"))
    corpus = load("a.txt", text.replace(line, "Full text: Not available.").encode())
    assert 2 == len(corpus)
    assert [("a.txt, article 2", "the export has no full text of it; get that, or leave it out")] == list(
        corpus.rejected.itertuples(index=False, name=None)
    )


def test_a_collection_that_cannot_be_taken_apart_is_a_doubt(load: Load) -> None:
    """Marks without the fields that tell what is what leave one text, and a doubt that names the marks."""
    corpus = load(
        "a.txt", "\n\n".join(f"{' '.join(story.body)}\n\nEnd of Document" for story in STORIES).encode()
    )
    assert [
        "it looks like the export of a database that cannot be taken apart (marks: “End of Document”); split it by hand"
    ] == corpus.warnings["problem"].tolist()


@pytest.mark.parametrize(
    "line",
    ["Byline: Maria Delgado", "SECTION: METRO; Pg. 4", "Publication title: Ledger", "Load-Date: May 1"],
)
def test_lines_of_fields_in_a_body_are_a_doubt(load: Load, line: str) -> None:
    """Whoever cut an export by hand leaves such lines, which no prose has."""
    text = "\n\n".join([*FERRY.body[:2], line, FERRY.body[2]])
    (doubt,) = load("a.txt", text.encode()).warnings["problem"]
    assert doubt.startswith(f"its body has lines like the fields of a database (“{line.partition(':')[0]}:”)")


def test_prose_has_no_fields(load: Load) -> None:
    """Neither a list of points with a colon each nor a caption is a doubt."""
    text = "\n\n".join(
        [*FERRY.body, "Cost: $2.4 million a year", "Location: the landing", "PHOTO: Ruth Okafor"]
    )
    assert load("a.txt", text.encode()).warnings.empty


def test_the_day_of_the_download_is_not_the_article_s(load: Load, tmp_path: Path) -> None:
    """Where no day is under the headline, neither Load-Date nor the cover's or the file's day is taken for it."""
    text = export("nexis-uni.txt").decode().replace("March 9, 2025 Tuesday 8:13 AM EST", "School edition")
    article = next(article for article in load("a.txt", text.encode()) if article.title == CHOIR.title)
    assert article.published is None

    folder = tmp_path / "downloads"
    folder.mkdir()
    alone = export("factiva.txt").decode().partition("\n\n\n")[0].replace("4 March 2025", "Spring 2025")
    for number in range(6):
        name, text = f"Factiva-2026010{number + 1}-1004.txt", alone.replace("el34", f"el3{number}")
        (folder / name).write_text(text, encoding="utf-8")
    assert [None] * 6 == [article.published for article in load_corpus(folder)]
