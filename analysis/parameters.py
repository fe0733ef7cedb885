"""The reports and their parameters: the meaning and the allowed values of each, and the check of a given value.

The table below is the one place that lists reports and defines their parameters. The notebooks' parameter cells repeat
name and default for the reader (a test compares the two), the command line parses by it, the reports show it.
"""

from __future__ import annotations

import ast
import difflib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from analysis.errors import DatelineError
from analysis.language import known_languages

__all__ = [
    "PARAMETERS",
    "RECORDS",
    "REPORTS",
    "Parameter",
    "check_parameters",
    "choose_reports",
    "notebook_parameters",
    "notebook_title",
    "parse_value",
    "read_parameters",
    "unknown_parameter",
]

Kind = Literal["text", "path", "choice", "integer", "number", "flag", "list", "pairs"]

# papermill writes the values it injects into a cell that begins with this line.
_INJECTED_HEAD = "# Parameters"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a notebook.

    Attributes:
        name: The variable of the notebook's parameters cell.
        default: Its value if none is given.
        kind: The type of its value; "list" is a list of texts,
            "pairs" a list of texts such as `text=Volltext`.
        meaning: Its effect, in one clause.
        unit: The unit of a number; empty for other kinds.
        minimum: Smallest number allowed.
        maximum: Largest number allowed.
        choices: The texts allowed, for kind "choice"; an empty one comes last.
    """

    name: str
    default: object
    kind: Kind
    meaning: str
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()

    def allowed(self) -> str:
        """Return the allowed values in words, as used in messages and on pages."""
        if self.kind == "choice":
            return "one of " + ", ".join(choice or "or empty" for choice in self.choices)
        if self.kind in {"integer", "number"}:
            noun = "a whole number" if self.kind == "integer" else "a number"
            return noun + self._range() + (f" ({self.unit})" if self.unit else "")
        return {
            "flag": "True or False",
            "list": "a list of texts",
            "pairs": "a list of NAME=COLUMN, each name once",
            "path": "a path, or empty",
            "text": "a text, or empty",
        }[self.kind]

    def _range(self) -> str:
        low, high = self.minimum, self.maximum
        if low is not None and high is not None:
            return f" from {low:g} to {high:g}"
        if low is not None:
            return f" of {low:g} or more"
        return "" if high is None else f" of {high:g} or less"


_LANGUAGES = (*known_languages(), "")

_COMMON = (
    Parameter("corpus", "seeds", "path", "folder of articles, one article, or a table of them"),
    Parameter("metadata", "", "path", "table of facts about each article; empty takes the folder's own"),
    Parameter("columns", [], "pairs", "what a table's columns hold, as text=Volltext"),
    Parameter(
        "language", "en", "choice", "en leaves out other languages; empty takes all", choices=_LANGUAGES
    ),
    Parameter("infer", True, "flag", "titles, dates and outlets by first lines and file names alike"),
    Parameter("output", "", "path", "folder for the tables and findings; empty writes none"),
    Parameter("model", "", "text", "name of an installed spaCy pipeline; empty takes the default"),
    Parameter("cache", "", "path", "folder of parsed articles; empty takes the user's cache"),
    Parameter("scheduler", "", "text", "address of a Dask scheduler to read articles with; empty reads here"),
)

# What readers marked in the articles that ship; the README.md beside it has the format.
_GOLD = "analysis/quotes/evaluation/seeds_quotes.jsonl"

PARAMETERS: dict[str, tuple[Parameter, ...]] = {
    "term_frequencies": (
        *_COMMON,
        Parameter(
            "unit",
            "lemma",
            "choice",
            "what is counted",
            choices=(
                *("word", "lower", "lemma", "ngram", "skipgram"),
                *("noun_phrase", "entity", "dictionary"),
            ),
        ),
        Parameter("top_terms", 30, "integer", "terms shown in charts and tables", "terms", 5, 200),
        Parameter("names_together", True, "flag", "names the model finds twice or more are one term each"),
        Parameter("ngram_size", 2, "integer", "length of an n-gram", "words", 2, 5),
        Parameter(
            "dictionary", "", "path", "YAML or CSV file of categories and their terms; empty takes none"
        ),
        Parameter("min_count", 1, "integer", "leave out terms that are rarer", "occurrences", 1, 1000),
        Parameter("stop_words_file", "", "path", "file with a stop word on each line; empty takes ours"),
        Parameter("extra_stop_words", [], "list", "words to leave out besides"),
        Parameter("expressions", [], "list", "groups of words that count as one, such as North Korea"),
        Parameter(
            "compare_by", "", "text", "doc_id, outlet, year, month or a metadata column; empty chooses"
        ),
        Parameter("target", "", "text", "part to set against the rest, such as a doc_id; empty takes each"),
        Parameter("reference", "", "text", "part to set the others against; empty takes all the rest"),
        Parameter("min_key_count", 2, "integer", "leave out rarer terms there", "occurrences", 1, 1000),
        Parameter("keywords", [], "list", "terms to show in context besides the top ones"),
        Parameter("kwic_window", 8, "integer", "context on each side of a keyword", "words", 1, 30),
        Parameter("kwic_sort", "text", "choice", "order of the contexts", choices=("text", "left", "right")),
        Parameter(
            "copies",
            "counted",
            "choice",
            "copied passages",
            choices=("counted", "set aside", "not looked for"),
        ),
        Parameter(
            "period", "auto", "choice", "step of time", choices=("auto", "day", "week", "month", "year")
        ),
    ),
    "quote_attributions": (
        *_COMMON,
        Parameter("finder", "default", "choice", "how attributions are found", choices=("default", "rules")),
        Parameter("min_confidence", 0.7, "number", "leave out less sure indirect ones", "probability", 0, 1),
        Parameter("top_speakers", 20, "integer", "speakers shown in charts", "speakers", 3, 100),
        Parameter("top_articles", 20, "integer", "articles shown whole, marked", "articles", 0, 1000),
    ),
    "source_overlap": (
        *_COMMON,
        Parameter("finder", "default", "choice", "how attributions are found", choices=("default", "rules")),
        Parameter("min_confidence", 0.7, "number", "leave out less sure indirect ones", "probability", 0, 1),
        Parameter("min_words", 8, "integer", "length from which a shared passage counts", "words", 5, 100),
        Parameter(
            "min_similarity", 0.0, "number", "leave out passages that are less alike", "share of words", 0, 1
        ),
        Parameter("agency_copy", True, "flag", "passages of articles that are copy of a news agency too"),
        Parameter("phrase_words", 4, "integer", "length from which a shared phrase counts", "words", 2, 20),
        Parameter("top_pairs", 20, "integer", "pairs of articles shown in charts", "pairs", 1, 200),
        Parameter("top_pairs_read", 30, "integer", "pairs to read side by side", "pairs", 1, 200),
    ),
    "quote_evaluation": (
        *_COMMON,
        Parameter("gold", _GOLD, "path", "file of gold for the corpus, or a folder of gold"),
        Parameter("top_errors", 20, "integer", "errors of each sort shown in context", "errors", 0, 200),
    ),
}

#: The notebooks of a run that names none; the others run only if named.
REPORTS = ("term_frequencies", "quote_attributions", "source_overlap")

#: The records of articles that each notebook reads, by name: a run computes them with the parse, in one pass. Named,
#: not imported: a page does not depend on when its records were computed. A notebook that is not here computes its own.
RECORDS = {
    "term_frequencies": ("analysis.terms:WORDS", "analysis.entities:ENTITIES"),
    "quote_attributions": ("analysis.annotation:TOKENS", "analysis.entities:ENTITIES"),
    "source_overlap": (
        *("analysis.annotation:TOKENS", "analysis.entities:ENTITIES"),
        "analysis.overlap:SENTENCES",
    ),
}


def choose_reports(only: Sequence[str] | None = None) -> list[str]:
    """Return the notebooks of a run, in the order of `PARAMETERS`: those named, or all of `REPORTS`.

    Raises:
        DatelineError: There is no notebook of a name.
    """
    for name in only or ():
        notebook_parameters(name)
    return [name for name in PARAMETERS if name in (only or REPORTS)]


def notebook_title(notebook: str) -> str:
    """Return the title of a notebook in navigation, before it has run.

    Example:
        >>> notebook_title("source_overlap")
        'Source overlap'
    """
    return notebook.replace("_", " ").capitalize()


def check_parameters(notebook: str, values: Mapping[str, object]) -> dict[str, Any]:
    """Check values given for a notebook's parameters and fill in the defaults of the rest.

    Args:
        notebook: A key of `PARAMETERS`, such as "term_frequencies".
        values: Parameter name to value.

    Returns:
        Every parameter of the notebook with its value, in the order of the table.

    Raises:
        DatelineError: The notebook or a parameter does not exist, or a value is not allowed.
    """
    parameters = {parameter.name: parameter for parameter in notebook_parameters(notebook)}
    for name in values:
        if name not in parameters:
            raise DatelineError(unknown_parameter(name, list(parameters), f"Notebook {notebook}"))
    return {
        name: _check_value(parameter, values[name]) if name in values else _copy(parameter.default)
        for name, parameter in parameters.items()
    }


def read_parameters(notebook: str, namespace: Mapping[str, Any]) -> dict[str, Any]:
    """Check the parameters among a running notebook's variables.

    Called in a notebook as `read_parameters("term_frequencies", globals())`. It also checks
    the names that papermill injected, since papermill accepts unknown ones.

    Args:
        notebook: A key of `PARAMETERS`.
        namespace: The notebook's variables.

    Returns:
        Every parameter of the notebook with its value.

    Raises:
        DatelineError: As `check_parameters`.
    """
    names = {parameter.name for parameter in notebook_parameters(notebook)}
    values = {name: namespace[name] for name in names if name in namespace}
    for source in namespace.get("In", ()):
        if isinstance(source, str) and source.startswith(_INJECTED_HEAD):
            values |= {name: namespace.get(name) for name in _assigned_names(source)}
    return check_parameters(notebook, values)


def parse_value(parameter: Parameter, text: str) -> object:
    """Return a value typed on the command line in the parameter's kind, checked.

    A list is texts separated by commas, or JSON.

    Raises:
        DatelineError: The text is not of that kind, or its value is not allowed.
    """
    return _check_value(parameter, _from_text(parameter, text.strip()))


def notebook_parameters(notebook: str) -> tuple[Parameter, ...]:
    """Return the parameters of a notebook.

    Raises:
        DatelineError: There is no such notebook; the message suggests the nearest name.
    """
    if notebook not in PARAMETERS:
        near = difflib.get_close_matches(notebook, PARAMETERS, n=1, cutoff=0.4)
        hint = f"did you mean {near[0]}?" if near else "the notebooks are " + ", ".join(PARAMETERS) + "."
        raise DatelineError(f"There is no notebook called {notebook!r}: {hint}")
    return PARAMETERS[notebook]


def unknown_parameter(name: str, allowed: Sequence[str], owner: str) -> str:
    """Return the message for a name that is not a parameter of `owner`."""
    near = difflib.get_close_matches(name, allowed, n=1, cutoff=0.75)
    hint = f"did you mean {near[0]!r}?" if near else "its parameters are " + ", ".join(allowed) + "."
    return f"{owner} has no parameter {name!r}: {hint}"


def _assigned_names(source: str) -> list[str]:
    return [
        target.id
        for node in ast.parse(source).body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    ]


def _from_text(parameter: Parameter, text: str) -> object:
    if parameter.kind in {"integer", "number"}:
        convert: type[int] | type[float] = int if parameter.kind == "integer" else float
        try:
            return convert(text)
        except ValueError:
            return text  # the check that follows rejects it
    if parameter.kind == "flag":
        return {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}.get(
            text.lower(), text
        )
    if parameter.kind in {"list", "pairs"}:
        if text.startswith("["):
            try:
                return json.loads(text)
            except json.JSONDecodeError:
                return text
        return [item.strip() for item in text.split(",") if item.strip()]
    return text


def _check_value(parameter: Parameter, value: object) -> object:
    if parameter.kind == "integer":
        valid = isinstance(value, int) and not isinstance(value, bool) and _in_range(parameter, value)
    elif parameter.kind == "number":
        valid = isinstance(value, int | float) and not isinstance(value, bool) and _in_range(parameter, value)
        value = float(value) if valid and isinstance(value, int) else value
    elif parameter.kind == "flag":
        valid = isinstance(value, bool)
    elif parameter.kind in {"list", "pairs"}:
        valid = isinstance(value, list | tuple) and all(isinstance(item, str) for item in value)
        if parameter.kind == "pairs" and isinstance(value, list | tuple):
            valid = valid and _are_pairs(value)
        value = list(value) if valid and isinstance(value, list | tuple) else value
    elif parameter.kind == "choice":
        valid = isinstance(value, str) and value in parameter.choices
    else:
        valid = (
            isinstance(value, str)
            and "\0" not in value
            and value.encode("utf-8", "replace").decode() == value
        )
    if not valid:
        raise DatelineError(
            f"Parameter {parameter.name!r} cannot be {_shorten(value)}: it must be {parameter.allowed()}."
        )
    return value


def _in_range(parameter: Parameter, value: float) -> bool:
    # This form leaves NaN outside every range.
    low = parameter.minimum if parameter.minimum is not None else float("-inf")
    high = parameter.maximum if parameter.maximum is not None else float("inf")
    return low <= value <= high


def _are_pairs(items: Iterable[str]) -> bool:
    """Return whether each text has the form NAME=COLUMN and no name is repeated; a column name may contain "="."""
    pairs = [[part.strip() for part in item.partition("=")] for item in items]
    names = [name for name, _, _ in pairs]
    return all(name and column for name, _, column in pairs) and len(set(names)) == len(names)


def _shorten(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _copy(default: object) -> object:
    # A copy, so that no caller can change the table.
    return list(default) if isinstance(default, list) else default
