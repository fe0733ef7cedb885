"""Tell what a file is by its first bytes, where these can be nothing else."""

from __future__ import annotations

import io
import json
import re
import zipfile

#: First bytes that are looked at; a page's doctype may stand behind a long comment.
HEAD = 2048

_MARKS = (
    (b"{\\rtf", ".rtf"),
    (b"%PDF-", ".pdf"),
    (b"PAR1", ".parquet"),
    (b"\xd0\xcf\x11\xe0", ".doc"),
    (b"\x1f\x8b", ".gz"),
    (b"WARC/1.", ".warc"),
)

_PAGE = re.compile(
    # Without a way back, or each further comment would double the time that a file of comments takes.
    rb"(?:<\?xml[^>]*\?>\s*+|<!--(?:(?!-->).)*+-->\s*+)*+"
    rb"(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(rb"<\?xml[\s>]|<(?:nitf|newsItem|newsMessage|ppsarticle|RECORD|Record)[\s>]")
_HEADER = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}", re.DOTALL)
_MAIL = re.compile(
    rb"^(?:MIME-Version|Message-ID|Received|Return-Path|X-[\w-]+|DKIM-Signature):",
    re.IGNORECASE | re.MULTILINE,
)
_SENDER = re.compile(rb"^(?:From|To|Subject|Date|Content-Type):", re.IGNORECASE | re.MULTILINE)
_WEB_ARCHIVE = re.compile(
    rb"^(?:Content-Type:\s*multipart/related|Snapshot-Content-Location:|From: <Saved by)",
    re.IGNORECASE | re.MULTILINE,
)
_RECORDS = re.compile(rb"\[\s*\{\s*\"|\{\s*\"")

_OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": ".odt",
    b"application/vnd.oasis.opendocument.spreadsheet": ".ods",
    b"application/epub+zip": ".epub",
}


def identify(raw: bytes) -> str | None:
    """Return the ending that fits a file's content, or None where it may be plain text or anything else.

    Args:
        raw: The file, or its first bytes (then a package is not looked into).
    """
    head = raw[:HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    for mark, suffix in _MARKS:
        if head.startswith(mark):
            return suffix
    if head.startswith(b"PK\x03\x04"):
        return _identify_package(raw)
    if head.startswith(b"<"):
        if _PAGE.match(head):
            return ".html"
        return ".xml" if _XML.match(head) else None
    if head[:1] in (b"[", b"{") and _RECORDS.match(head):
        return _identify_records(raw)
    if (header := _HEADER.match(head)) and _SENDER.search(header[0]) and _MAIL.search(header[0]):
        return ".mht" if _WEB_ARCHIVE.search(header[0]) else ".eml"
    return None


def _identify_package(raw: bytes) -> str | None:
    """Return what a .zip is: a document of Word, Excel or LibreOffice, a book, or an archive."""
    kind = raw[38:100].partition(b"PK")[0]
    for content, suffix in _OPEN_DOCUMENT.items():
        if raw[30:38] == b"mimetype" and kind.startswith(content):
            return suffix
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return None
    if any(name.startswith("word/") for name in names):
        return ".docx"
    if any(name.startswith("xl/") for name in names):
        return ".xlsx"
    return ".zip"


def _identify_records(raw: bytes) -> str | None:
    """Return whether JSON is one value or a value a line; None where it is not JSON."""
    first, _, rest = raw.decode("utf-8-sig", "replace").strip().partition("\n")
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        return ".json"
    return ".jsonl" if rest.strip() else ".json"
