"""Stop lists: words left out of a list of terms, which a parameter or a file can edit or replace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis._inputs import find_input
from analysis._keywords import explains_keywords
from analysis.corpus import normalise
from analysis.errors import DatelineError
from analysis.language import ENGLISH, Language
from analysis.terms.tokens._words import WordKind

#: What a stop list may be given as; see `load_stop_words`.
StopWords = str | Path | Iterable[str] | None


@dataclass(frozen=True, slots=True, eq=False)
class StopList:
    """A set of lower-case words, with plain apostrophes, and those of them that are also names."""

    words: frozenset[str]
    name_like: frozenset[str] = frozenset()

    def stops(self, word: WordKind) -> bool:
        """Return whether a word is on the list, as written or by its lemma.

        Names that look like a listed word are kept: a proper noun that is also a name (*May*, *Will*), and a
        word of two letters or more in capitals that is tagged a proper noun (*US*, *IT*).
        """
        lower = word.form.lower()
        if lower not in self.words and word.lemma.lower() not in self.words:
            return False
        if word.pos != "PROPN":
            return True
        return lower not in self.name_like and not (len(word.form) > 1 and word.form.isupper())


@explains_keywords
def load_stop_words(stop_words: StopWords = "default", *, language: Language = ENGLISH) -> StopList:
    """Return the stop list that a parameter or a file describes.

    Args:
        stop_words: "default" for the language's own list; None for no list; the path of a UTF-8 text file with one
            word a line (lines that begin with # are comments); or the words themselves. Words that begin with
            + or - edit the language's list ("-also" takes *also* off it, "+reportedly" adds a word); a list
            without any such word replaces it.
        language: What the articles are read as.

    Raises:
        DatelineError: The file does not exist or is not UTF-8 text, or some words have a + or - and some not.

    Example:
        >>> stop_words = load_stop_words("default")
        >>> "the" in stop_words.words, "minister" in stop_words.words
        (True, False)
    """
    built_in = language.words.stop_words | language.words.courtesy_titles
    if stop_words is None:
        words: frozenset[str] = frozenset()
    elif isinstance(stop_words, str) and stop_words == "default":
        words = built_in
    elif isinstance(stop_words, (str, Path)):
        path = Path(stop_words)
        words = _edit(_read(path), built_in, f"the stop list {path}")
    else:
        words = _edit([str(word) for word in stop_words], built_in, "stop_words")
    return StopList(words, language.words.stop_words_that_name)


def choose_stop_words(settings: Mapping[str, Any]) -> str | list[str]:
    """Return the stop list of a notebook's settings: the built-in one or a file's, and the extra words.

    Args:
        settings: Checked parameters, of which `stop_words_file` and `extra_stop_words` are used.

    Raises:
        DatelineError: A file cannot be read, or an extra word has a mark before it.

    Example:
        >>> choose_stop_words({"stop_words_file": "", "extra_stop_words": ["Seoul"]})
        ['+seoul']
    """
    file, extra = settings["stop_words_file"], [word.lower() for word in settings["extra_stop_words"]]
    marked = next((word for word in extra if word.startswith(("+", "-"))), None)
    if marked:
        raise DatelineError(
            f"Parameter 'extra_stop_words': {marked!r} has a mark before it; give only the word. To take words off "
            "the list, name a file of +word and -word with 'stop_words_file'."
        )
    if not file:
        return [f"+{word}" for word in extra] or "default"
    return sorted(load_stop_words(find_input(file)).words.union(extra))


def _read(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DatelineError(
            f"The stop list {str(path)!r} cannot be read ({error.strerror}); give a text file with one word a line, "
            'a list of words, "default", or None.'
        ) from error
    except UnicodeDecodeError as error:
        raise DatelineError(
            f"The stop list {str(path)!r} is not UTF-8 text; save it as UTF-8 and run again."
        ) from error
    return [line for line in text.splitlines() if not line.lstrip().startswith("#")]


def _edit(entries: list[str], built_in: frozenset[str], source: str) -> frozenset[str]:
    """Return the words of a list, or the language's own with what the list adds and takes off."""
    words = [normalise(entry).strip().lower() for entry in entries]
    words = [word for word in words if word]
    edits = [word for word in words if word[0] in "+-"]
    if not edits:
        return frozenset(words)
    if len(edits) < len(words):
        unmarked = next(word for word in words if word[0] not in "+-")
        raise DatelineError(
            f'{source}: "{unmarked}" has no + or - while other words have; mark every word with + or -, or none.'
        )
    added = {word[1:].strip() for word in edits if word[0] == "+"}
    removed = {word[1:].strip() for word in edits if word[0] == "-"}
    return (built_in | added) - removed
