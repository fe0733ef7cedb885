"""List the entries of a .zip archive: read in memory, within size limits, each named by its path.

Nothing is written to disk, so no entry can leave a folder; a name that tries to is refused all the same, since
whoever made the archive meant harm.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from analysis.corpus.readers._bounds import MOST_TAGS
from analysis.corpus.readers._decode import UnreadableError

#: Bounds on what an archive may unpack to: far above any collection of articles, far below a machine's memory.
MOST_ENTRIES = 1_000_000
LARGEST_ENTRY = 200_000_000
LARGEST_TOTAL = 4_000_000_000

#: Text packs to about a third, a table of repeated cells to a hundredth; a bomb to a thousandth.
LARGEST_RATIO = 300
_RATIO_FROM = 1_000_000

_DRIVE = re.compile(r"[a-z]:", re.IGNORECASE)
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a corpus: its path there, and how to get its bytes.

    `read`, and `head`, which gives the first so many bytes of a file on its own, raise `UnreadableError` where the
    bytes cannot be had.
    """

    name: str
    read: Callable[[], bytes]
    head: Callable[[int], bytes] | None = None

    def start(self, size: int) -> bytes:
        """Return the first `size` bytes."""
        return self.head(size) if self.head else self.read()[:size]


def list_entries(archive: zipfile.ZipFile) -> Iterator[Entry | tuple[str, str]]:
    """Yield the files of an archive in the order of their names; for one that is refused, name and reason.

    Raises:
        UnreadableError: The archive as a whole is beyond the bounds.
    """
    files = [info for info in archive.infolist() if not info.is_dir()]
    if len(files) > MOST_ENTRIES:
        raise UnreadableError(f"more than {MOST_ENTRIES:,} files in one archive")
    if sum(info.file_size for info in files) > LARGEST_TOTAL:
        raise UnreadableError(f"it unpacks to more than {LARGEST_TOTAL // 1_000_000_000} GB")
    names: set[str] = set()
    for info in sorted(files, key=lambda info: (info.filename, info.header_offset)):
        name = replace_unprintable(info.filename.replace("\\", "/"))
        reason = _refusal_reason(info, name) or ("a second file of this name" if name in names else None)
        names.add(name)
        yield (name, reason) if reason else Entry(name, _reader(archive, info), _reader(archive, info))


def replace_unprintable(name: str) -> str:
    """Return a name whose line breaks and control characters, which would break a table, are replaced by a mark."""
    return "".join(char if char.isprintable() else "\ufffd" for char in name)


def _refusal_reason(info: zipfile.ZipInfo, name: str) -> str | None:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or _DRIVE.match(name):
        return "its name leads out of the archive's folder"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "a link, not a file"
    if info.flag_bits & 0x1:
        return "encrypted; unpack it with its password and give the folder"
    if info.file_size > LARGEST_ENTRY:
        return f"unpacks to more than {LARGEST_ENTRY // 1_000_000} MB"
    if info.file_size > _RATIO_FROM and info.file_size > LARGEST_RATIO * max(info.compress_size, 1):
        return f"unpacks to more than {LARGEST_RATIO} times its size, which no text does"
    return None


def _reader(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[..., bytes]:
    def read(size: int = -1) -> bytes:
        try:
            # At most as many bytes as the header says come out, and the check sum fails where that was false.
            with archive.open(info) as file:
                return file.read(size)
        except _BROKEN:
            raise UnreadableError("damaged in the archive") from None

    return read


def _count_tags(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> int:
    """Return the number of marks that open or close an element; raises where a part is not what its header says."""
    with package.open(info) as part:
        return sum(block.count(b"<") for block in iter(lambda: part.read(1 << 20), b""))


def check_package(raw: bytes, folder: str) -> None:
    """Check that bytes are an Office package (a .zip with certain parts) that unpacks within bounds.

    Args:
        raw: The file.
        folder: The folder that such a package has: `word/`, `xl/`.

    Raises:
        UnreadableError: They are not, or it does not.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            infos = package.infolist()
            if not any(info.filename.lower().startswith(folder) for info in infos):
                raise UnreadableError("not a document of the kind its ending says")
            unpacked = sum(info.file_size for info in infos)
            if unpacked > LARGEST_ENTRY or any(_refusal_reason(info, info.filename) for info in infos):
                raise UnreadableError("it unpacks to more than a document can hold")
            # Readers of Office files do not all stop where a header says, so all is unpacked once to check the headers.
            tags = sum(_count_tags(package, info) for info in infos)
            if tags > 2 * MOST_TAGS:
                raise UnreadableError(
                    f"more than {MOST_TAGS:,} elements of markup, more than any article has; split it"
                )
    except _BROKEN:
        raise UnreadableError("damaged, or not a document") from None
