"""Rarer formats, files that hold files, and files that are not what their names say."""

from __future__ import annotations

import base64
import csv
import gzip
import io
import json
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from analysis.corpus import Corpus, load_corpus
from analysis.errors import DatelineError
from tests.corpus.making import make_xlsx, make_zip
from tests.corpus.packing import (
    make_page,
    make_rows,
    pack_docx,
    pack_epub,
    pack_odt,
    pack_rtf,
    pack_warc,
)
from tests.corpus.stories import EXPORTS, FERRY, STORIES, Story, export, lines_of

Load = Callable[..., Corpus]

TYPED = [FERRY.title, f"By {FERRY.byline}", *FERRY.body]


def make_csv() -> bytes:
    """Return a table of the articles."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(make_rows()[0]))
    writer.writeheader()
    writer.writerows(make_rows())
    return out.getvalue().encode()


def make_lines() -> bytes:
    """Return a line of JSON an article."""
    return "\n".join(json.dumps(row) for row in make_rows()).encode()


def check(corpus: Corpus, *stories: Story) -> None:
    """Check that a corpus holds the articles whole and nothing else."""
    articles = {article.title: article for article in corpus}
    assert {story.title for story in stories} == set(articles)
    for story in stories:
        article = articles[story.title]
        paragraphs = [" ".join(article.text[start:end].split()) for start, end in article.paragraphs()]
        assert list(story.body) == paragraphs


@pytest.mark.parametrize(
    ("name", "raw", "stories"),
    [
        ("a.rtf", pack_rtf(TYPED), (FERRY,)),
        ("a.odt", pack_odt(TYPED), (FERRY,)),
        ("a.eml", export("newsletter.eml"), (FERRY,)),
        ("a.mht", export("chrome.mhtml"), (FERRY,)),
        ("a.mhtml", export("chrome.mhtml"), (FERRY,)),
        ("a.epub", pack_epub(), STORIES),
        ("a.warc", pack_warc(STORIES[:2], packed=False), STORIES[:2]),
        ("a.warc.gz", pack_warc(STORIES[:2]), STORIES[:2]),
        ("a.xml", export("nitf.xml"), (FERRY,)),
        ("a.xml", export("newsml-g2.xml"), STORIES),
        ("a.xml", export("factiva.xml"), STORIES),
        ("a.xml", export("proquest-tdm.xml"), (FERRY,)),
        ("a.csv.gz", gzip.compress(make_csv()), STORIES),
        ("a.jsonl.gz", gzip.compress(make_lines()), STORIES),
        ("a.xls", export("articles.xls"), STORIES),
    ],
)
def test_each_format_gives_its_articles(
    load: Load, name: str, raw: bytes, stories: tuple[Story, ...]
) -> None:
    """Text and headline of each article are what its author wrote, in every format."""
    corpus = load(name, raw)
    check(corpus, *stories)
    assert corpus.warnings.empty


@pytest.mark.parametrize(
    "name", ["nitf.xml", "newsml-g2.xml", "factiva.xml", "proquest-tdm.xml", "articles.xls"]
)
def test_what_a_format_says_of_an_article_is_known(name: str) -> None:
    """Outlet, day and names stand in the fields of the format, and the format's own day is the article's."""
    article = next(article for article in load_corpus(EXPORTS / name) if article.title == FERRY.title)
    assert (FERRY.outlet, FERRY.day) == (article.outlet, str(article.published))
    assert FERRY.byline == (article.byline or "").removeprefix("By ")


@pytest.mark.parametrize(
    ("name", "raw", "shown", "stories"),
    [
        ("export.doc", pack_rtf(lines_of("nexis-uni.txt")), ".rtf", STORIES),
        ("article.txt", pack_rtf(TYPED), ".rtf", (FERRY,)),
        ("article.html", pack_rtf(TYPED), ".rtf", (FERRY,)),
        ("article.txt", pack_docx(lines_of("nexis-uni.txt")), ".docx", STORIES),
        ("article.txt", make_page(FERRY).encode(), ".html", (FERRY,)),
        (
            "article.md",
            b"\xef\xbb\xbf<!-- saved from url=(0018) -->\n" + make_page(FERRY).encode(),
            ".html",
            (FERRY,),
        ),
        ("article.php", make_page(FERRY).encode(), ".html", (FERRY,)),
        ("article.txt", export("newsletter.eml"), ".eml", (FERRY,)),
        ("article.html", export("chrome.mhtml"), ".mht", (FERRY,)),
        ("article.txt", export("newsml-g2.xml"), ".xml", STORIES),
        ("article.txt", pack_epub(), ".epub", STORIES),
        ("article.txt", pack_warc(STORIES[:2], packed=False), ".warc", STORIES[:2]),
    ],
)
def test_a_file_is_read_as_what_it_is(
    load: Load, name: str, raw: bytes, shown: str, stories: tuple[Story, ...]
) -> None:
    """The content goes before the ending, and that it did is a doubt."""
    corpus = load(name, raw)
    check(corpus, *stories)
    assert [f"read as a {shown} file, which its content shows it to be in spite of its name"] == list(
        corpus.warnings["problem"]
    )


def test_a_table_under_another_name_is_a_table(load: Load) -> None:
    """Lines of JSON called .csv or .txt are rows, a workbook called .csv too; a row's place is in that file."""
    for name in ("rows.csv", "rows.txt"):
        corpus = load(name, make_lines())
        check(corpus, *STORIES)
        assert f"{name}, line 1" == corpus.articles[0].file
    check(
        load(
            "rows.csv", make_xlsx({"s": [list(make_rows()[0]), *(list(row.values()) for row in make_rows())]})
        ),
        *STORIES,
    )


@pytest.mark.parametrize(
    ("name", "raw", "says"),
    [
        ("rows.csv", make_page(FERRY).encode(), "no table, but a .html file"),
        ("rows.xls", make_page(FERRY).encode(), "no table, but a .html file"),
        ("rows.csv.gz", b"no gzip", "damaged, or not a gzip file"),
        ("rows.csv", make_zip({"a.txt": "x"}), "no table; an archive; unpack it"),
    ],
)
def test_a_table_that_is_none_is_told(load: Load, name: str, raw: bytes, says: str) -> None:
    """A page that a site calls .xls is not read as cells."""
    with pytest.raises(DatelineError, match=says):
        load(name, raw)


def test_what_is_not_read_has_advice_that_leads_on(tmp_path: Path) -> None:
    """Old documents are to be saved anew, archives to be unpacked; nothing with markup in it is to be saved as text."""
    (tmp_path / "article.txt").write_text("\n\n".join(FERRY.body))
    for name, raw in (
        ("old.doc", b"\xd0\xcf\x11\xe0" + bytes(600)),
        ("packed", make_zip({"a.txt": "x"})),
        ("text.txt.gz", gzip.compress(b"words")),
        ("photo.jpg", b"\xff\xd8\xff"),
        ("style.css", b"p { margin: 0 }"),
        ("notes.asc", b"Plain words."),
    ):
        (tmp_path / name).write_bytes(raw)
    corpus = load_corpus(tmp_path)
    assert {
        "old.doc": "in an old format of Office; save it as .docx or .xlsx",
        "packed": "an archive; unpack it",
        "text.txt.gz": "files ending in .gz are not read; unpack the archive",
        "photo.jpg": "files ending in .jpg are not read; an image has no text layer; recognise its text and "
        "save that as .txt",
        "style.css": "files ending in .css are not read; a page's styles and programs hold no article",
        "notes.asc": "files ending in .asc are not read; save it as text (.txt)",
    } == dict(corpus.rejected.itertuples(index=False, name=None))


@pytest.mark.parametrize(
    "text",
    [
        "[Update] The ferry ran.",
        "{sic} they said.",
        "<b>Bold</b> words",
        "From: the mayor\nTo: all\n\nWe ran.",
    ],
)
def test_plain_text_stays_plain_text(load: Load, text: str) -> None:
    """Brackets, a tag or a memo's first lines make no other format of a text."""
    corpus = load("a.txt", f"{text} {FERRY.body[0]}".encode())
    assert 1 == len(corpus)
    assert corpus.warnings.empty


def test_pages_of_a_web_archive_are_articles_once(load: Load) -> None:
    """Styles and pages that are gone are passed over; a page captured twice is read once, and that is listed."""
    corpus = load("crawl.warc.gz", pack_warc())
    assert ["crawl.warc.gz#1", "crawl.warc.gz#2", "crawl.warc.gz#3"] == [article.doc_id for article in corpus]
    assert ("https://ledger.example/0", "crawl.warc.gz, https://ledger.example/0") == (
        corpus.articles[0].url,
        corpus.articles[0].file,
    )
    assert ["crawl.warc.gz, https://ledger.example/0, capture 2"] == corpus.rejected["file"].tolist()


def test_chapters_without_prose_are_listed(load: Load) -> None:
    """Cover and contents of a book are no articles; the book's name and day are those of its articles."""
    corpus = load("issue.epub", pack_epub())
    assert ["issue.epub, chapter 1", "issue.epub, chapter 2"] == corpus.rejected["file"].tolist()
    assert {("The Estuary Ledger", "2025-03-09")} == {
        (article.outlet, str(article.published)) for article in corpus
    }


def test_a_mail_is_an_article_or_holds_some(load: Load) -> None:
    """Of a newsletter the text is the article; of a mail with attached downloads these are, and the note is not."""
    letter = load("letter.eml", export("newsletter.eml"))["letter"]
    assert ("2025-03-09", FERRY.outlet) == (str(letter.published), letter.metadata["sender"])

    odd = export("newsletter.eml").replace(b"Sun, 09 Mar 2025 08:02:03 +0000", b"some day in spring")
    assert load("odd.eml", odd)["odd"].published is None

    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Date"] = (
        "Jane <jane@example.org>",
        "Results",
        "Mon, 10 Mar 2025 08:00:00 +0000",
    )
    mail["Message-ID"] = "<1@example.org>"
    mail.set_content("Here they are.")
    mail.add_attachment(export("nexis-uni.txt"), maintype="text", subtype="plain", filename="Files.txt")
    corpus = load("mail.eml", mail.as_bytes())
    check(corpus, *STORIES)
    assert [("mail.eml, message", "a note of 3 words beside attached files")] == list(
        corpus.rejected.itertuples(index=False, name=None)
    )
    assert {"Results"} == {article.metadata["mail"] for article in corpus}
    assert {story.day for story in STORIES} == {str(article.published) for article in corpus}


@pytest.mark.parametrize(
    ("head", "raw", "title", "listed"),
    [
        ("message/rfc822; name=In.eml", export("newsletter.eml"), FERRY.title, "message"),
        ("message/rfc822", export("newsletter.eml"), FERRY.title, "message"),
        (
            "message/rfc822\nContent-Transfer-Encoding: base64",
            base64.encodebytes(export("newsletter.eml")),
            FERRY.title,
            "message",
        ),
        ("text/csv; name=a.csv", make_csv(), "Fwd", "a.csv"),
        ("application/zip; name=a.zip", b"PK", "Fwd", "a.zip"),
        ("image/png; name=a.png", b"PNG", "Fwd", ""),
    ],
)
def test_what_is_attached_is_read_or_listed(
    load: Load, head: str, raw: bytes, title: str, listed: str
) -> None:
    """A mail within a mail is an article; of a file that is not read there is a row, and the mail keeps its name."""
    note = b"MIME-Version: 1.0\nSubject: Fwd\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nSee attached.\n"
    corpus = load("a.eml", note + f"--b\nContent-Type: {head}\n\n".encode() + raw + b"\n--b--\n")
    assert [title] == [article.title for article in corpus]
    assert ([f"a.eml, {listed}"] if listed else []) == corpus.rejected["file"].tolist()
    assert ("a.eml#2" if listed == "message" else "a") == corpus.articles[0].doc_id


def test_a_mail_of_a_database_is_taken_apart(load: Load) -> None:
    """ProQuest sends its page by mail."""
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Message-ID"] = (
        "noreply@example.org",
        "Your research",
        "<1@example.org>",
    )
    mail.set_content(export("proquest.html").decode(), subtype="html")
    corpus = load("mail.eml", mail.as_bytes())
    check(corpus, *STORIES)


def test_an_alert_is_its_results_with_a_doubt(load: Load) -> None:
    """Each result has its own address, title and outlet; its words are the first of an article alone."""
    corpus = load("alert.eml", export("google-alert.eml"))
    assert {story.title for story in STORIES} == {article.title for article in corpus}
    assert {"https://ledger.example/1", "https://ledger.example/2", "https://ledger.example/3"} == {
        article.url for article in corpus
    }
    assert [None, None, None] == [article.published for article in corpus]
    (doubt,) = corpus.warnings["problem"]
    assert doubt.startswith("an alert holds only the first words")
    without = export("google-alert.eml").decode().replace(f"{FERRY.outlet}\r\n", "")
    assert None in {article.outlet for article in load("alert.eml", without.encode())}


def test_marks_of_a_word_processor_are_no_text(load: Load) -> None:
    """Notes and deleted passages of an OpenDocument are left out; spaces and rows of a table are kept."""
    extra = (
        "<text:tracked-changes><text:changed-region><text:p>Deleted words.</text:p>"
        "</text:changed-region></text:tracked-changes>"
        "<text:p>The<text:s text:c='2'/>end<text:note><text:note-body><text:p>A note.</text:p>"
        "</text:note-body></text:note>.</text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>Year</text:p></table:table-cell><table:table-cell>"
        "<text:p>2024</text:p></table:table-cell></table:table-row></table:table>"
    )
    text = load("a.odt", pack_odt(TYPED, extra))["a"].text
    assert text.endswith("The  end.\n\nYear\t2024")
    assert "Deleted" not in text


@pytest.mark.parametrize(
    ("count", "spaces"), [("3", 3), ("1500000000", 100), ("9" * 5000, 100), ("x", 1), ("-4", 1)]
)
def test_a_run_of_spaces_is_no_longer_than_a_line(load: Load, count: str, spaces: int) -> None:
    """A kilobyte that claims more than a billion spaces takes no gigabyte; what is no number is one space."""
    extra = f"<text:p>The<text:s text:c='{count}'/>end.</text:p>"
    assert load("a.odt", pack_odt(TYPED, extra))["a"].text.endswith(f"The{' ' * spaces}end.")


def test_links_and_notes_of_rtf_are_as_a_reader_sees_them(load: Load) -> None:
    """The words of a link stand without its address, letters by number are letters, heads and feet are left out."""
    raw = (
        rb"{\rtf1\ansi\ansicpg1252\uc1{\header\pard Page 1\par}\pard "
        rb'{\field{\*\fldinst{HYPERLINK "https://x.example/1"}}{\fldrslt{The ferry}}} ran, she said: '
        rb"\ldblquote It\rquote s fine\rdblquote  \u8212? in the caf\'e9.\par "
        rb'{\field{\*\fldinst HYPERLINK "https://x.example/2" }{\fldrslt \ul Again}} it ran.\par}'
    )
    assert (
        "The ferry ran, she said: “It’s fine” — in the café.\nAgain it ran.\n" == load("a.rtf", raw)["a"].text
    )


def test_xml_of_another_kind_is_left_out_with_the_kinds_that_are_read(load: Load) -> None:
    """A feed or a form of no news is not taken for an article."""
    (reason,) = load(
        "a.xml", b"<?xml version='1.0'?><rss><channel><title>x</title></channel></rss>"
    ).rejected["reason"]
    assert reason.startswith("XML of a kind that is not read (<rss>); NITF, NewsML-G2, Factiva")
    (reason,) = load("a.xml", b"<nitf><unclosed>").rejected["reason"]
    assert reason.startswith("not XML that can be read")


def test_a_library_that_is_missing_is_named(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra, a file of a rarer format is left out with what to install."""
    for module, name, raw in (
        ("striprtf.striprtf", "a.rtf", pack_rtf(TYPED)),
        ("warcio.archiveiterator", "a.warc", pack_warc()),
    ):
        monkeypatch.setitem(__import__("sys").modules, module, None)
        (reason,) = load(name, raw).rejected["reason"]
        assert f"needs the package {module.partition('.')[0]}; install it with" in reason


def kinds_of_files() -> dict[str, bytes]:
    """Return a file of each of thirty kinds, by its name."""
    nexis, story = lines_of("nexis-uni.txt"), "\n\n".join(FERRY.body)
    files = {
        name: export(name)
        for name in sorted(path.name for path in EXPORTS.iterdir())
        if "articles" not in name
    }
    return files | {
        "plain.txt": story.encode(),
        "plain.md": story.encode("utf-16"),
        "page.html": make_page(FERRY).encode(),
        "page.php": make_page(FERRY).encode(),
        "nexis.docx": pack_docx(nexis),
        "nexis.rtf": pack_rtf(nexis),
        "nexis.odt": pack_odt(nexis),
        "nexis.doc": pack_rtf(nexis),
        "typed.rtf": pack_rtf(TYPED),
        "issue.epub": pack_epub(),
        "crawl.warc.gz": pack_warc(),
        "crawl.warc": pack_warc(packed=False),
    }


def test_a_folder_of_many_kinds_is_accounted_for_whole(tmp_path: Path) -> None:
    """Of 300 files of 30 kinds, one in twenty of them cut or garbled, each is an article's or has a reason."""
    names = []
    for number, (name, raw) in zip(range(300), list(kinds_of_files().items()) * 10, strict=False):
        broken = raw[: len(raw) // 3][::-1] if number % 20 == 7 else raw
        names.append(f"{number:03d}-{name}")
        (tmp_path / names[-1]).write_bytes(broken)
    corpus = load_corpus(tmp_path)
    sources = [*(article.file or "" for article in corpus), *corpus.rejected["file"]]
    assert len(kinds_of_files()) >= 30
    assert len(sources) == len(set(sources))
    assert set(names) == {source.partition(", ")[0] for source in sources}
    assert len(corpus) > 300
