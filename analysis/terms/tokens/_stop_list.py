"""Stop lists: words left out of a list of terms, which a parameter or a file can edit or replace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis._inputs import find_input
from analysis.corpus import normalise
from analysis.errors import DatelineError
from analysis.language._stopwords import ALSO_NAMES, COURTESY, ENGLISH
from analysis.terms.tokens._words import Word

#: The list that a run has unless it says otherwise.
BUILT_IN = ENGLISH | COURTESY

#: What a stop list may be given as; see `load_stop_words`.
StopWords = str | Path | Iterable[str] | None


@dataclass(frozen=True, slots=True)
class StopList:
    """A set of lower-case words, with plain apostrophes."""

    words: frozenset[str]

    def stops(self, word: Word) -> bool:
        """Tell whether a word is on the list, as written or by its lemma.

        Names that look like a listed word are kept: a proper noun of `ALSO_NAMES` (*May*, *Will*), and a word
        of two letters or more in capitals that is tagged a proper noun (*US*, *IT*).
        """
        lower = word.form.lower()
        if lower not in self.words and word.lemma.lower() not in self.words:
            return False
        if word.pos != "PROPN":
            return True
        return lower not in ALSO_NAMES and not (len(word.form) > 1 and word.form.isupper())


def load_stop_words(stop_words: StopWords = "english") -> StopList:
    """Return the stop list that a parameter or a file describes.

    Args:
        stop_words: "english" for the built-in list; None for no list; the path of a UTF-8 text file with one
            word a line (lines that begin with # are comments); or the words themselves. Words that begin with
            + or - edit the built-in list ("-also" takes *also* off it, "+reportedly" adds a word); a list
            without any such word replaces it.

    Raises:
        DatelineError: The file does not exist or is not UTF-8 text, or some words have a + or - and some not.

    Example:
        >>> stop_words = load_stop_words("english")
        >>> "the" in stop_words.words, "minister" in stop_words.words
        (True, False)
    """
    if stop_words is None:
        return StopList(frozenset())
    if isinstance(stop_words, str) and stop_words == "english":
        return StopList(BUILT_IN)
    if isinstance(stop_words, (str, Path)):
        path = Path(stop_words)
        return _edit(_read(path), f"the stop list {path}")
    return _edit([str(word) for word in stop_words], "stop_words")


def choose_stop_words(settings: Mapping[str, Any]) -> str | list[str]:
    """Return the stop list of a notebook's settings: the built-in one or a file's, and the extra words.

    Args:
        settings: Checked parameters, of which `stop_words_file` and `extra_stop_words` are used.

    Example:
        >>> choose_stop_words({"stop_words_file": "", "extra_stop_words": ["Seoul"]})
        ['+seoul']
    """
    file, extra = settings["stop_words_file"], [word.lower() for word in settings["extra_stop_words"]]
    if not file:
        return [f"+{word}" for word in extra] or "english"
    return sorted(load_stop_words(find_input(file)).words.union(extra))


def _read(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DatelineError(
            f"stop_words: {path} cannot be read ({error.strerror}); give a text file with one word a line, "
            'a list of words, "english", or None.'
        ) from error
    except UnicodeDecodeError as error:
        raise DatelineError(
            f"stop_words: {path} is not UTF-8 text; save it as UTF-8 and run again."
        ) from error
    return [line for line in text.splitlines() if not line.lstrip().startswith("#")]


def _edit(entries: list[str], source: str) -> StopList:
    words = [normalise(entry).strip().lower() for entry in entries]
    words = [word for word in words if word]
    edits = [word for word in words if word[0] in "+-"]
    if not edits:
        return StopList(frozenset(words))
    if len(edits) < len(words):
        plain = next(word for word in words if word[0] not in "+-")
        raise DatelineError(
            f'{source}: "{plain}" has no + or - while other words have; mark every word with + or -, or none.'
        )
    added = {word[1:].strip() for word in edits if word[0] == "+"}
    removed = {word[1:].strip() for word in edits if word[0] == "-"}
    return StopList((BUILT_IN | added) - removed)
