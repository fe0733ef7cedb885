"""Store pieces of data on disk by kind and key, in one SQLite file a kind.

SQLite gives what a cache that several processes share needs: a piece is there whole or not at all, writers take turns,
and thousands of small pieces are read in one query. Each piece carries a checksum. A damaged piece counts as missing,
and a damaged file is made anew, since all of it can be computed again.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from analysis.errors import DatelineError

_PACKAGE = Path(__file__).resolve().parent

#: Bytes of a kind beyond which its oldest pieces make room for new ones: 20 GB, the parses of about a million articles.
LIMIT = 20_000_000_000

#: Seconds to wait for another process that is writing.
_PATIENCE = 60.0
#: Keys in one query; SQLite allows 32,766.
_KEYS_AT_ONCE = 1_000
#: What a folder that cannot be used raises: no such place, no right to it, no room, no name of a file.
_UNUSABLE = (OSError, ValueError, sqlite3.Error)
_TABLE = (
    "CREATE TABLE IF NOT EXISTS pieces (key TEXT PRIMARY KEY, data BLOB NOT NULL, checksum INTEGER NOT NULL)"
)


class Store:
    """Pieces of data in a folder.

    Attributes:
        folder: The folder; it is made when something is kept in it.
        limit: Bytes of a kind beyond which its oldest pieces make room for new ones.
    """

    def __init__(self, folder: Path, *, limit: int = LIMIT) -> None:
        self.folder = folder
        self.limit = limit

    def path(self, kind: str) -> Path:
        """Return the file of a kind."""
        return self.folder / f"{kind}.sqlite"

    def held(self, kind: str, keys: Iterable[str]) -> set[str]:
        """Return those of the keys that have a piece; whether it is whole shows when it is loaded."""
        query = "SELECT key FROM pieces WHERE key IN ({})"
        return {key for (key,) in self._select(kind, query, list(keys))}

    def load(self, kind: str, keys: Iterable[str]) -> dict[str, bytes]:
        """Return the pieces of the keys; missing and damaged ones are left out."""
        query = "SELECT key, data, checksum FROM pieces WHERE key IN ({})"
        rows = self._select(kind, query, list(keys))
        return {key: data for key, data, checksum in rows if zlib.crc32(data) == checksum}

    def get(self, kind: str, key: str, make: Callable[[], str]) -> str:
        """Return a text that is kept under a key, or else made now and kept where the folder can be written."""
        data = self.load(kind, [key]).get(key)
        if data is not None:
            return data.decode()
        text = make()
        with contextlib.suppress(DatelineError):
            self.save(kind, {key: text.encode()})
        return text

    def save(self, kind: str, pieces: Mapping[str, bytes]) -> None:
        """Keep some pieces, all or none of them.

        Raises:
            DatelineError: The folder cannot be written.
        """
        rows = [(key, data, zlib.crc32(data)) for key, data in pieces.items()]
        try:
            try:
                self._insert(kind, rows)
            except sqlite3.DatabaseError as error:
                if not _is_damaged(error):
                    raise
                self.path(kind).unlink(missing_ok=True)
                self._insert(kind, rows)
        except _UNUSABLE as error:
            advice = "Name another folder with the parameter cache, or make room in this one."
            raise DatelineError(
                f"Nothing can be kept in the cache {self.folder}: {error}. {advice}"
            ) from error

    def _select(self, kind: str, query: str, keys: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query for the keys; none where the file is missing, damaged or unreadable."""
        with contextlib.suppress(*_UNUSABLE):
            if not self.path(kind).is_file():
                return
            with contextlib.closing(self._open(kind)) as connection:
                for first in range(0, len(keys), _KEYS_AT_ONCE):
                    block = keys[first : first + _KEYS_AT_ONCE]
                    yield from connection.execute(query.format(",".join("?" * len(block))), block).fetchall()

    def _insert(self, kind: str, rows: Sequence[tuple[str, bytes, int]]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        with contextlib.closing(self._open(kind)) as connection, connection:
            connection.execute(_TABLE)
            connection.executemany(
                "INSERT OR REPLACE INTO pieces (key, data, checksum) VALUES (?, ?, ?)", rows
            )
            self._make_room(connection, sum(len(data) for _, data, _ in rows))

    def _make_room(self, connection: sqlite3.Connection, new_bytes: int) -> None:
        """Delete the oldest pieces of a full file, twice as many bytes as were added; their pages are used again."""
        pages, page_size, free = (
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_count", "page_size", "freelist_count")
        )
        if (pages - free) * page_size <= self.limit:
            return
        room = 0
        for rowid, length in connection.execute(
            "SELECT rowid, length(data) FROM pieces ORDER BY rowid"
        ).fetchall():
            connection.execute("DELETE FROM pieces WHERE rowid = ?", (rowid,))
            room += length
            if room >= 2 * new_bytes:
                return

    def _open(self, kind: str) -> sqlite3.Connection:
        """Open a kind's file; a connection lives for one call, so that forked processes never share one."""
        connection = sqlite3.connect(self.path(kind), timeout=_PATIENCE)
        try:
            # A killed process harms nothing; after a power failure checksums and SQLite's checks find the damage.
            connection.execute("PRAGMA synchronous = OFF")
        except sqlite3.Error:  # no database, or one that another process holds
            connection.close()
            raise
        return connection


def _is_damaged(error: sqlite3.Error) -> bool:
    return error.sqlite_errorcode in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


@lru_cache(maxsize=64)
def digest_code(places: tuple[str, ...]) -> str:
    """Return a digest of the code and data in some places of `analysis`; of large weights that of their checksums."""
    digest = hashlib.sha256()
    for place in places:
        inside = [_PACKAGE / place, *sorted((_PACKAGE / place).rglob("*"))]
        for path in inside:
            if path.is_file() and path.suffix not in {".pyc", ".onnx"}:
                digest.update(f"{path.relative_to(_PACKAGE).as_posix()}\n".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
