"""The table of the reports' parameters: the one place that lists reports and defines what can be set in each.

The notebooks' parameters cells are written from it, the command line and the form parse by it, the reports show it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from analysis.language import known_languages

Kind = Literal["text", "path", "file", "folder", "choice", "integer", "number", "flag", "list", "pairs"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a notebook.

    Attributes:
        name: The variable of the notebook's parameters cell.
        default: Its value if none is given.
        kind: The type of its value; "path" is a file or folder that is read, "file" a file that is read, "folder" one
            that is written to; "list" is a list of texts, "pairs" a list of texts such as `text=Volltext`.
        meaning: Its effect, in one clause.
        unit: The unit of a number; empty for other kinds.
        minimum: Smallest number allowed.
        maximum: Largest number allowed.
        choices: The texts allowed, for kind "choice"; an empty one comes last.
        reader: The function that reads the file it names, such as "analysis.terms:load_dictionary"; a run calls it
            before any article is read. Named, not imported: most notebooks read no such file.
    """

    name: str
    default: object
    kind: Kind
    meaning: str
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()
    reader: str = ""

    @property
    def is_path(self) -> bool:
        """Whether it names a file or folder."""
        return self.kind in {"path", "file", "folder"}

    def allowed(self) -> str:
        """Return the allowed values in words, as used in messages and on pages."""
        if self.kind == "choice":
            named = [choice for choice in self.choices if choice]
            one_of = f"one of {', '.join(named)}" if len(named) > 1 else named[0]
            return one_of + (", or empty" if "" in self.choices else "")
        if self.kind in {"integer", "number"}:
            noun = "a whole number" if self.kind == "integer" else "a number"
            return noun + self._range() + (f" ({self.unit})" if self.unit else "")
        return {
            "flag": "True or False",
            "list": "a list of texts",
            "pairs": "a list of NAME=COLUMN, each name once",
            "path": "a path, or empty",
            "file": "a file, or empty",
            "folder": "a folder, or empty",
            "text": "text, or empty",
        }[self.kind]

    def _range(self) -> str:
        low, high = self.minimum, self.maximum
        if low is not None and high is not None:
            return f" from {low:g} to {high:g}"
        if low is not None:
            return f" of {low:g} or more"
        return "" if high is None else f" of {high:g} or less"


_LANGUAGES = (*known_languages(), "")

_CORPUS = Parameter("corpus", "seeds", "path", "folder of articles, one article, or a table of them")
_METADATA = Parameter(
    "metadata", "", "file", "table of facts about the articles; empty for the folder's own metadata.csv"
)
_LANGUAGE = Parameter(
    "language", "en", "choice", "keep only articles in this language; empty keeps all", choices=_LANGUAGES
)
_READING = (
    Parameter("columns", [], "pairs", "names of a table's own columns, such as text=Volltext"),
    Parameter("infer", True, "flag", "infer titles, dates and outlets from first lines and file names"),
    Parameter("output", "", "folder", "folder for tables and findings; empty writes none"),
    Parameter("model", "", "text", "name of an installed spaCy pipeline; empty for the default"),
    Parameter("cache", "", "folder", "folder of parsed articles; empty for the user's cache"),
    Parameter(
        "scheduler", "", "text", "address of a Dask scheduler; empty reads the articles on this machine"
    ),
)
_FINDER = Parameter("finder", "default", "choice", "how attributions are found", choices=("default", "rules"))
_MIN_CONFIDENCE = Parameter(
    "min_confidence",
    0.75,
    "number",
    "leave out indirect attributions less certain than this",
    "probability",
    0,
    1,
)

# What readers marked in the articles that ship; the README.md beside it has the format.
_GOLD = "analysis/quotes/evaluation/seeds_quotes.jsonl"

#: Number of a notebook's parameters that most people change: they come first, in the table, the cell and the form.
EVERYDAY = 5

PARAMETERS: dict[str, tuple[Parameter, ...]] = {
    "term_frequencies": (
        _CORPUS,
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
        Parameter("keywords", [], "list", "further terms to show in context"),
        Parameter(
            "compare_by",
            "",
            "text",
            "what to compare: doc_id, outlet, year, month or a metadata column; empty chooses",
        ),
        _METADATA,
        _LANGUAGE,
        *_READING,
        Parameter("names_together", True, "flag", "count a name of several words as one term"),
        Parameter("ngram_size", 2, "integer", "length of an n-gram", "words", 2, 5),
        Parameter(
            "dictionary",
            "",
            "file",
            "YAML or CSV file of categories and their terms",
            reader="analysis.terms:load_dictionary",
        ),
        Parameter("min_count", 1, "integer", "leave out rarer terms", "occurrences", 1, 1000),
        Parameter(
            "stop_words_file",
            "",
            "file",
            "file of stop words, one a line; empty for the built-in list",
            reader="analysis.terms:load_stop_words",
        ),
        Parameter("extra_stop_words", [], "list", "further stop words"),
        Parameter("expressions", [], "list", "phrases that count as one term, such as North Korea"),
        Parameter(
            "target", "", "text", "part to compare with the rest, such as a doc_id; empty for each in turn"
        ),
        Parameter("reference", "", "text", "part to compare the others with; empty for all the rest"),
        Parameter(
            "min_key_count",
            2,
            "integer",
            "leave out rarer terms when parts are compared",
            "occurrences",
            1,
            1000,
        ),
        Parameter("kwic_window", 8, "integer", "context on each side of a keyword", "words", 1, 30),
        Parameter("kwic_sort", "text", "choice", "order of the contexts", choices=("text", "left", "right")),
        Parameter(
            "copies",
            "counted",
            "choice",
            "what happens to copied passages",
            choices=("counted", "set aside", "not looked for"),
        ),
        Parameter(
            "period", "auto", "choice", "length of a period", choices=("auto", "day", "week", "month", "year")
        ),
    ),
    "quote_attributions": (
        _CORPUS,
        _FINDER,
        _MIN_CONFIDENCE,
        Parameter("top_speakers", 20, "integer", "speakers shown in charts", "speakers", 3, 100),
        _METADATA,
        _LANGUAGE,
        *_READING,
    ),
    "source_overlap": (
        _CORPUS,
        Parameter("min_words", 8, "integer", "shortest shared passage", "words", 5, 100),
        Parameter("agency_copy", True, "flag", "include passages of news agency copy"),
        _MIN_CONFIDENCE,
        Parameter("top_pairs", 20, "integer", "pairs of articles shown in charts", "pairs", 1, 200),
        _METADATA,
        _LANGUAGE,
        *_READING,
        _FINDER,
        Parameter(
            "min_similarity", 0.0, "number", "leave out passages less alike than this", "share of words", 0, 1
        ),
        Parameter("phrase_words", 4, "integer", "shortest shared phrase", "words", 2, 20),
        Parameter("top_pairs_read", 30, "integer", "pairs offered side by side", "pairs", 1, 200),
    ),
    "quote_evaluation": (
        _CORPUS,
        Parameter("gold", _GOLD, "path", "file or folder of attributions that people marked"),
        Parameter("relations", "", "path", "folder of other news with attributions marked as relations"),
        Parameter("top_errors", 20, "integer", "errors of each sort shown in context", "errors", 0, 200),
        _METADATA,
        _LANGUAGE,
        *_READING,
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

#: The check of what depends on the articles, by notebook: a function of the corpus and the parameters, which a run
#: calls when the corpus is loaded and before an article is parsed.
CORPUS_CHECKS = {
    "term_frequencies": "analysis.terms:check_choices",
    "quote_evaluation": "analysis.quotes.evaluation:check_gold",
}
