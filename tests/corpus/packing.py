"""Pack texts into documents, books and archives for the tests, as programs write them."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Mapping, Sequence
from html import escape

from tests.corpus.making import make_docx, paragraph
from tests.corpus.stories import STORIES, Story

_RTF_HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman Times New Roman;}}"
    r"{\colortbl;\red0\green0\blue0;}{\info{\title Export}}"
    r"{\pict\pngblip\picw10\pich10 89504e470d0a1a0a0000000d49484452}"
)
_ODT_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)
_CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)


def pack_docx(lines: Sequence[str]) -> bytes:
    """Return a Word document with empty paragraphs between its paragraphs."""
    return make_docx("".join(paragraph(escape(line, quote=False)) + paragraph("") for line in lines))


def pack_rtf(lines: Sequence[str]) -> bytes:
    """Return a document in RTF with a picture; letters beyond ASCII as Word writes them."""
    paragraphs = (f"\\pard\\plain\\f0\\fs20 {_rtf(line)}\\par\n" for line in lines)
    return f"{_RTF_HEAD}\n{''.join(paragraphs)}}}".encode("ascii")


def _rtf(text: str) -> str:
    text = text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}").replace("\t", "\\tab ")
    return "".join(char if char.isascii() else f"\\'{char.encode('cp1252').hex()}" for char in text)


def pack_odt(lines: Sequence[str], extra: str = "") -> bytes:
    """Return a text document of LibreOffice: a heading and paragraphs, and further elements behind them."""
    head, *rest = (escape(line) for line in lines)
    body = "".join(f'<text:p text:style-name="P1">{line}</text:p>' for line in rest)
    content = (
        f"<office:document-content {_ODT_NAMES}><office:body><office:text>"
        f'<text:h text:outline-level="1">{head}</text:h>{body}{extra}'
        "</office:text></office:body></office:document-content>"
    )
    return _package("application/vnd.oasis.opendocument.text", {"content.xml": content})


def pack_epub(stories: Sequence[Story] = STORIES) -> bytes:
    """Return an issue of a newspaper as a book: cover, contents, and a chapter an article."""
    contents = "".join(f"<li>{story.title}: {story.body[0]}</li>" for story in stories)
    pages = {
        "cover.xhtml": "<h1>The Estuary Ledger</h1>",
        "nav.xhtml": f"<nav><ol>{contents}</ol></nav>",
    }
    for number, story in enumerate(stories):
        pages[f"c{number}.xhtml"] = f"<h2>{story.title}</h2>" + "".join(
            f"<p>{line}</p>" for line in story.body
        )
    items = "".join(
        f'<item id="{name}" href="{name}" media-type="application/xhtml+xml" '
        f'properties="{"nav" if name == "nav.xhtml" else "svg"}"/>'
        for name in pages
    )
    spine = "".join(f'<itemref idref="{name}"/>' for name in pages)
    book = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The Estuary Ledger</dc:title>'
        f"<dc:date>2025-03-09</dc:date></metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    chapters = {
        f"OEBPS/{name}": f"<html xmlns='http://www.w3.org/1999/xhtml'><body>{page}</body></html>"
        for name, page in pages.items()
    }
    return _package(
        "application/epub+zip", {"META-INF/container.xml": _CONTAINER, "OEBPS/content.opf": book, **chapters}
    )


def _package(kind: str, files: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", kind)
        for name, content in files.items():
            package.writestr(name, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def make_page(story: Story) -> str:
    """Return a page of an outlet's site."""
    body = "".join(f"<p>{line}</p>" for line in story.body)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{story.title} - {story.outlet}</title>'
        f'<meta property="og:site_name" content="{story.outlet}">'
        f'<meta property="article:published_time" content="{story.day}T08:00:00Z"></head><body><nav><ul><li>Home</li>'
        f"</ul></nav><article><h1>{story.title}</h1>{body}</article><footer>{story.outlet} newsroom</footer>"
        "</body></html>"
    )


def pack_warc(stories: Sequence[Story] = STORIES, *, packed: bool = True) -> bytes:
    """Return a web archive: request and page of each story, a style, a page that is gone, and the first page again."""
    records = []
    for number, story in enumerate(stories):
        address = f"https://ledger.example/{number}"
        records.append(_warc_record("request", address, b"GET / HTTP/1.1\r\nHost: ledger.example\r\n\r\n"))
        records.append(_warc_record("response", address, _response(make_page(story))))
    for address, response in (
        ("style.css", _response("p {}", kind="text/css")),
        ("gone", _response("<html><body>Not found</body></html>", status="404 Not Found")),
        ("0", _response(make_page(stories[0]))),
    ):
        records.append(_warc_record("response", f"https://ledger.example/{address}", response))
    return b"".join(gzip.compress(record, mtime=0) if packed else record for record in records)


def _warc_record(kind: str, address: str, content: bytes) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2025-03-09T08:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def _response(content: str, *, kind: str = "text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    body = content.encode()
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


def make_rows(stories: Sequence[Story] = STORIES) -> list[dict[str, str]]:
    """Return articles as rows of a table."""
    return [
        {
            "title": story.title,
            "text": "\n\n".join(story.body),
            "date": story.day,
            "source": story.outlet,
            "author": story.byline,
        }
        for story in stories
    ]
