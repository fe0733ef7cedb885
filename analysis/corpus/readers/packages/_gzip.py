"""Unpack a file that is packed by gzip, within bounds."""

from __future__ import annotations

import gzip
import io
import zlib

from analysis.corpus.readers._archive import LARGEST_ENTRY
from analysis.corpus.readers._decode import UnreadableError


def unpack_gzip(raw: bytes) -> bytes:
    """Return what a .gz file holds.

    Raises:
        UnreadableError: It is damaged, or unpacks to more than any table of articles.
    """
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(raw)) as file:
            content = file.read(LARGEST_ENTRY + 1)
    except (OSError, EOFError, zlib.error):
        raise UnreadableError("damaged, or not a gzip file") from None
    if len(content) > LARGEST_ENTRY:
        raise UnreadableError(f"unpacks to more than {LARGEST_ENTRY // 1_000_000} MB")
    return content
