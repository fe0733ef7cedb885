"""Open web archives (.warc, .warc.gz), by warcio."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator

from analysis.corpus.readers._archive import LARGEST_ENTRY
from analysis.corpus.readers._decode import UnreadableError
from analysis.corpus.readers._optional import need
from analysis.corpus.readers.packages._packed import Packed

#: Pages of a whole archive, in bytes.
_LARGEST_ARCHIVE = 1_000_000_000

#: Kinds of content that may be an article.
_KINDS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
}


def open_warc(raw: bytes) -> Iterator[Packed]:
    """Yield each page that was archived with success; what a page loads beside it (pictures, styles) is passed over.

    Raises:
        UnreadableError: It is no web archive, is damaged, or the reader is not installed.
    """
    iterator = need("warcio.archiveiterator", "web archives")
    exceptions = need("warcio.exceptions", "web archives")
    captures: Counter[str] = Counter()
    unpacked = 0
    try:
        for record in iterator.ArchiveIterator(io.BytesIO(raw)):
            status = record.http_headers.get_statuscode() if record.http_headers else ""
            if record.rec_type not in {"response", "resource"} or (record.http_headers and status != "200"):
                continue
            headers = record.http_headers or record.rec_headers
            kind = (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
            address = record.rec_headers.get_header("WARC-Target-URI") or ""
            if kind not in _KINDS or address.endswith("/robots.txt"):
                continue
            captures[address] += 1
            if (number := captures[address]) > 1:
                place = f"{address}, capture {number}"
                yield Packed(
                    place, _KINDS[kind], b"", reason="archived more than once; the first capture is read"
                )
                continue
            content = record.content_stream().read(LARGEST_ENTRY + 1)
            unpacked += len(content)
            if unpacked > _LARGEST_ARCHIVE:
                raise UnreadableError(f"it unpacks to more than {_LARGEST_ARCHIVE // 1_000_000} MB; split it")
            if len(content) > LARGEST_ENTRY:
                reason = f"unpacks to more than {LARGEST_ENTRY // 1_000_000} MB"
                yield Packed(address, _KINDS[kind], b"", reason=reason)
                continue
            yield Packed(address, _KINDS[kind], content, {"url": address})
    except (exceptions.ArchiveLoadFailed, OSError, EOFError, ValueError) as error:
        raise UnreadableError(f"not a web archive, or damaged ({type(error).__name__})") from None
