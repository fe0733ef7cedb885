"""Unpack the streams of a .pdf file within bounds, in place of the functions that pdfminer.six uses for it."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable

from analysis.corpus.readers._decode import UnreadableError

#: Bytes that all streams of a file may unpack to: pages of text and their fonts have a few megabytes.
LARGEST = 200_000_000

#: Runs in a stream stand for 64 times their bytes at most.
_RUN = 64


class BoundedStreams:
    """Stands for the module `zlib`, and for two decoders, while a file is read; counts what comes out of all."""

    error = zlib.error

    def __init__(self, largest: int = LARGEST) -> None:
        self._room = largest

    def decompress(self, data: bytes) -> bytes:
        """Return what a stream unpacks to; `zlib.error` where it is damaged."""
        unpacker = zlib.decompressobj()
        content = self.count(unpacker.decompress(data, self._room + 1))
        if not unpacker.eof:
            raise zlib.error("the stream has no end")
        return content

    def decompressobj(self) -> BoundedUnpacker:
        """Return an object that unpacks a damaged stream piece by piece, as far as it goes."""
        return BoundedUnpacker(self)

    def decode_lzw(self, data: bytes) -> bytes:
        """Return what a stream in LZW unpacks to."""
        from pdfminer.lzw import LZWDecoder

        return b"".join(self._count_each(LZWDecoder(io.BytesIO(data)).run()))

    def decode_runs(self, data: bytes) -> bytes:
        """Return what a stream of runs unpacks to."""
        from pdfminer.runlength import rldecode

        self._check(len(data) * _RUN)
        return self.count(rldecode(data))

    def _count_each(self, pieces: Iterable[bytes]) -> Iterable[bytes]:
        return map(self.count, pieces)

    def count(self, content: bytes) -> bytes:
        """Return what was unpacked; `UnreadableError` where all that came out is more than the bound."""
        self._check(len(content))
        self._room -= len(content)
        return content

    def _check(self, size: int) -> None:
        if size > self._room:
            raise UnreadableError("its pages unpack to more than a document can hold")


class BoundedUnpacker:
    """Unpacks a stream piece by piece."""

    def __init__(self, streams: BoundedStreams) -> None:
        self._streams = streams
        self._unpacker = zlib.decompressobj()

    def decompress(self, data: bytes) -> bytes:
        """Return what the next piece unpacks to."""
        return self._streams.count(self._unpacker.decompress(data))
