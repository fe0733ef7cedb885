"""List the files of a folder or an archive in a fixed order, each with a way to its bytes."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path, PurePosixPath

from analysis.corpus.readers._archive import LARGEST_ENTRY, Entry, list_entries, replace_unprintable
from analysis.corpus.readers._decode import UnreadableError
from analysis.errors import DatelineError

#: What programs leave in folders and archives, beside files whose name begins with a dot.
_SYSTEM_FILES = frozenset({"__macosx", "thumbs.db", "desktop.ini"})

#: Endings of pages, and what browsers in some languages put behind a page's name to name its folder of files.
_PAGE_ENDINGS = frozenset({"html", "htm", "xhtml"})
_PAGE_FOLDERS = (
    "_files",
    ".files",
    "-Dateien",
    "_fichiers",
    "_archivos",
    "_bestanden",
    "_ficheiros",
    "_file",
)

Listing = tuple[list[Entry], list[tuple[str, str]]]


def list_folder(folder: Path) -> Listing:
    """Return the files of a folder and its subfolders, and the paths that are refused with the reason."""
    entries: list[Entry] = []
    rejected: list[tuple[str, str]] = []

    def name_of(path: str) -> str:
        return _printable(Path(path).relative_to(folder).as_posix())

    def refuse(error: OSError) -> None:
        cause = (error.strerror or "unknown reason").lower()
        rejected.append((name_of(str(error.filename)), f"a folder that cannot be opened ({cause})"))

    for root, folders, files in os.walk(folder, onerror=refuse):
        for child in folders:
            path = Path(root, child)
            if path.is_symlink():  # followed, it could lead round in circles
                rejected.append(
                    (name_of(str(path)), "a link to a folder; put the folder itself in its place")
                )
        for child in files:
            file = Path(root, child)
            entries.append(file_entry(file, name_of(str(file))))
    visible = [entry for entry in entries if not _is_ignored(entry.name)]
    refused = [pair for pair in rejected if not _is_ignored(pair[0])]
    return _without_page_files(sorted(visible, key=lambda entry: entry.name), sorted(refused))


def list_archive(path: Path, stack: ExitStack) -> Listing:
    """Return the files of a .zip, and those that are refused with the reason.

    Paths count from the archive's one folder, where it has but one, so that an archive of a folder is
    read as the folder is.

    Args:
        path: The archive.
        stack: The exit stack that keeps it open while its entries are read.

    Raises:
        DatelineError: It is no archive, or is beyond all bounds.
    """
    try:
        archive = stack.enter_context(zipfile.ZipFile(path))
        contents = list(list_entries(archive))
    except UnreadableError as reason:
        raise DatelineError(f"{path.name}: {reason}. Unpack it and give the folder.") from None
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise DatelineError(
            f"{path.name} is not a .zip archive that can be read ({type(error).__name__}). Make it again."
        ) from None
    entries = [entry for entry in contents if isinstance(entry, Entry) and not _is_ignored(entry.name)]
    rejected = [pair for pair in contents if isinstance(pair, tuple) and not _is_ignored(pair[0])]
    top = _top_folder(entry.name for entry in entries)
    return _without_page_files(
        [replace(entry, name=entry.name.removeprefix(top)) for entry in entries], rejected
    )


def file_entry(file: Path, name: str) -> Entry:
    """Return a file of the disk as an entry of this name."""

    def read(size: int = -1) -> bytes:
        if not file.is_file():
            raise UnreadableError("not a file (a broken link, or a device)")
        try:
            if file.stat().st_size > LARGEST_ENTRY:
                raise UnreadableError(f"larger than {LARGEST_ENTRY // 1_000_000} MB")
            with file.open("rb") as opened:
                return opened.read(size)
        except OSError as error:
            cause = (error.strerror or "unknown reason").lower()
            raise UnreadableError(f"cannot be opened ({cause})") from None

    return Entry(name, read, read)


def _without_page_files(entries: list[Entry], rejected: list[tuple[str, str]]) -> Listing:
    """Return a listing without what browsers save beside a page: styles, frames and advertisements in its folder."""
    folders: dict[str, str] = {}
    for entry in entries:
        stem, _, ending = entry.name.rpartition(".")
        if ending.lower() in _PAGE_ENDINGS:
            folders |= {f"{stem}{ending}": entry.name for ending in _PAGE_FOLDERS}
    kept: list[Entry] = []
    saved: dict[str, str] = {}
    for entry in entries:
        around = [parent.as_posix() for parent in PurePosixPath(entry.name).parents]
        folder = next((parent for parent in around if parent in folders), None)
        if folder is None:
            kept.append(entry)
        else:
            saved[folder] = f"the folder of files that belongs to the page {folders[folder]}; no articles"
    return kept, [*rejected, *saved.items()]


def _is_ignored(name: str) -> bool:
    parts = [part for part in name.split("/") if part not in {".", ".."}]
    return any(part.startswith(".") or part.lower() in _SYSTEM_FILES for part in parts)


def _top_folder(names: Iterable[str]) -> str:
    """Return the folder that all files are in ("articles/"), or "" where there is none."""
    tops = {PurePosixPath(name).parts[0] if "/" in name else "" for name in names}
    (top,) = tops if len(tops) == 1 else ("",)
    return f"{top}/" if top else ""


def _printable(name: str) -> str:
    """Return a path with a mark in place of bytes that are not UTF-8 and of control characters."""
    return replace_unprintable(os.fsencode(name).decode("utf-8", "replace"))
