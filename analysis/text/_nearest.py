"""The name or path that a misspelt or shortened one was likely meant to be."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

from analysis.text._wording import shorten


def nearest(given: str, names: Iterable[str], *, cutoff: float = 0.6) -> str | None:
    """Return the name nearest to one that is not there; None where none is near.

    Near is, in this order: the only name that differs in case alone, the only one that begins as given, and the one
    with most letters in common.

    Args:
        given: What somebody wrote.
        names: The names there are.
        cutoff: Least similarity of letters, from 0 to 1.

    Example:
        >>> nearest("Outlets", ["outlet", "year"]), nearest("001", ["000_a9cc", "001_6639"]), nearest("x", ["year"])
        ('outlet', '001_6639', None)
    """
    choices = list(names)
    folded = given.casefold()
    same = [name for name in choices if name.casefold() == folded]
    longer = [name for name in choices if folded and name.casefold().startswith(folded)]
    for matches in (same, longer):
        if len(matches) == 1:
            return matches[0]
    lowered = {name.casefold(): name for name in choices}
    close = get_close_matches(folded, lowered, n=1, cutoff=cutoff)
    return lowered[close[0]] if close else None


def expand_home(path: str | Path) -> Path:
    """Return a path with the home folder for "~"; as given where a name only begins so.

    Example:
        >>> expand_home("~$report.docx").name
        '~$report.docx'
    """
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path(path)


def no_such_path(given: str | Path, what: str = "folder or file") -> str:
    """Return the sentence for a path where nothing is, with the nearest one in its folder.

    Example:
        >>> no_such_path("sedes"), no_such_path("nowhere.txt", "file")
        ("There is no folder or file 'sedes'; did you mean 'seeds'?", "There is no file 'nowhere.txt'; check the path.")
    """
    path = Path(given)
    try:
        near = nearest(
            path.name, sorted(entry.name for entry in expand_home(path).parent.iterdir()), cutoff=0.7
        )
    except (OSError, ValueError):  # no folder, or a text that can be no path
        near = None
    hint = f"did you mean {str(path.parent / near)!r}?" if near else "check the path."
    return f"There is no {what} {shorten(str(given))!r}; {hint}"
