"""The command line: reports of a corpus, or a command such as `lab` or `verify`."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from analysis._imports import skip_address_grammar
from analysis._inputs import SHIPPED
from analysis._terminal import escape_controls
from analysis.errors import DatelineError
from analysis.parameters import (
    PARAMETERS,
    Parameter,
    choose_reports,
    parse_value,
    unknown_parameter,
)
from analysis.reports._progress import Display, PlainLines, Progress
from analysis.reports._values import ARTICLE_PAGES
from analysis.reports.provenance import _project as project
from analysis.text import nearest

#: Parameters of every notebook that have an option of their own.
_OPTIONS = {"corpus", "metadata", "columns", "language", "output", "model", "cache", "scheduler"}

#: The modules of the commands, and what each does. A corpus with such a name is given as `./lab` or by --corpus.
COMMANDS = {
    "lab": ("analysis.reports.lab", "open JupyterLab on the notebooks"),
    "verify": ("analysis.reports.provenance.verify", "check that a folder of reports is as it was made"),
    "compare": ("analysis.reports.provenance.compare", "show which numbers moved between two runs, and why"),
    "reproduce": ("analysis.reports.provenance.reproduce", "make reports twice and compare every byte"),
    "evaluate": ("analysis.reports.evaluate", "score the finders of attributions against what people marked"),
    "clean": ("analysis.reports.clean", "empty the cache of what was read"),
}

_EXAMPLES = """\
examples:
  {program}
      the reports of the four articles that ship, in reports/
  {program} --corpus my_articles --output my_reports
      reports of a folder of articles, one file, or a table; in short: {program} my_articles -o my_reports
  {program} artikel.xlsx --column text=Volltext --language ""
      reports of a table whose columns have their own names, in any language
  {program} archive -o my_reports --article 2016-03-05_summit
      reports of a large corpus, with the page of one article; in a small one every article has a page
  {program} --only term_frequencies -p unit word -p keywords "summit, talks"
      one report, with parameters of your choice

exit codes: 0 success; 1 a report failed, or the input or output cannot be used; 2 wrong command
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code."""
    skip_address_grammar()
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    if arguments and arguments[0] in COMMANDS:
        return int(import_module(COMMANDS[arguments[0]][0]).main(arguments[1:]))
    parser = build_parser()
    try:
        options, others = parser.parse_known_args(_separate(arguments))
        _refuse(others, parser)
        if options.path and options.corpus:
            raise DatelineError(
                f"The articles are named twice, as {options.path} and by --corpus {options.corpus}; leave one out. "
                "A name with a space in it goes in quotation marks."
            )
        options.corpus = options.corpus or options.path
        if options.output == "":
            raise DatelineError('--output "": name a folder for the reports.')
        names = choose_reports(options.only)
        parameters = dict(_parse_parameter(name, text, names) for name, text in _typed(options))
    except DatelineError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    try:
        _render(options, parameters)
    except DatelineError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(
            "stopped; what was read is kept, and the reports that were there are unchanged", file=sys.stderr
        )
        return 130
    return 0


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line, with an overview of all parameters."""
    program = project.program()
    parser = _Parser(
        prog=program,
        description="Make the reports of a corpus: term frequencies, quote attributions, source overlap.",
        epilog="\n".join([_list_commands(program), _EXAMPLES.format(program=program), _list_parameters()]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_articles(parser.add_argument_group("the articles").add_argument)
    _add_reports(parser.add_argument_group("the reports").add_argument)
    _add_means(parser.add_argument_group("how they are made").add_argument)
    return parser


_Add = Callable[..., argparse.Action]


def _add_articles(add: _Add) -> None:
    add(
        "path",
        nargs="?",
        metavar="ARTICLES",
        help="folder of articles, one article, or a table of them; the same as --corpus",
    )
    add(
        "--corpus",
        metavar="PATH",
        help="folder of articles, one article, or a table of them (default: the four that ship)",
    )
    add(
        "--metadata",
        metavar="FILE",
        help="table of facts about the articles (default: the folder's own metadata.csv)",
    )
    add(
        "--column",
        dest="columns",
        metavar="NAME=COLUMN",
        action="append",
        help="which of a table's columns holds the text, the title and so on, such as text=Volltext; may be repeated",
    )
    add("--language", metavar="LANGUAGE", help='"" keeps articles in every language (default: en)')


def _add_reports(add: _Add) -> None:
    add("-o", "--output", metavar="DIR", help="folder for the reports (default: reports)")
    add("--only", metavar="NAME", action="append", help="make only this report; may be repeated")
    add(
        "-p",
        "--parameter",
        dest="parameters",
        nargs=2,
        metavar=("NAME", "VALUE"),
        action="append",
        default=[],
        help="set a parameter in each report that has it, also as NAME=VALUE; write a list as a, b, c; may be repeated",
    )
    add(
        "--article-pages",
        metavar="N",
        type=_positive,
        default=ARTICLE_PAGES,
        help="largest corpus of which every article has a page of its own (default: %(default)s articles)",
    )
    add(
        "--article",
        dest="articles",
        metavar="DOC_ID",
        action="append",
        default=[],
        help="make the page of this article, whatever the size of the corpus; may be repeated",
    )
    add("--force", action="store_true", help="make every report again, even if nothing changed")


def _add_means(add: _Add) -> None:
    add("--model", metavar="NAME", help="an installed spaCy pipeline (default: the locked English one)")
    add("--cache", metavar="DIR", help="folder of parsed articles (default: the user's cache folder)")
    add("--notebooks", metavar="DIR", help="folder of the notebooks (default: the project's)")
    add(
        "--jobs",
        metavar="N",
        type=_positive,
        default=2,
        help="reports made at the same time (default: 2; 1 for more than 5,000 articles)",
    )
    add(
        "--processes",
        metavar="N",
        type=_positive,
        help="processes that read articles (default: depends on the number of articles)",
    )
    add(
        "--scheduler",
        metavar="ADDRESS",
        help="Dask scheduler whose workers read the articles, such as tcp://host:8786",
    )


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one sentence, as those of the run are, without the usage of all options."""

    def error(self, message: str) -> NoReturn:
        """Print what is wrong with the command, and exit."""
        self.exit(2, f"error: {message}; {self.prog} --help lists the options.\n")


def _separate(arguments: Sequence[str]) -> list[str]:
    """Return arguments in which a parameter given as NAME=VALUE is a name and a value.

    Raises:
        DatelineError: A parameter has no value.
    """
    separated: list[str] = []
    following = [*arguments[1:], "--"]
    for before, argument, after in zip(["", *arguments], arguments, following, strict=False):
        name, equals, value = argument.partition("=")
        is_name = before in {"-p", "--parameter"}
        if is_name and not name:
            raise DatelineError(f"-p {argument}: the name is missing; write -p NAME VALUE.")
        if is_name and not equals and after.startswith("--"):
            raise DatelineError(f"-p {argument}: the value is missing; write -p {argument} VALUE.")
        separated += [name, value] if is_name and equals and name.isidentifier() else [argument]
    return separated


def _refuse(others: Sequence[str], parser: argparse.ArgumentParser) -> None:
    """Raise an error about the first argument that the command does not have.

    Raises:
        DatelineError: There is such an argument.
    """
    if not others:
        return
    given = others[0]
    if not given.startswith("-"):
        raise DatelineError(
            f"{given!r} is one argument too many: one folder, file or table of articles is read. "
            "A name with a space in it goes in quotation marks."
        )
    near = nearest(given.partition("=")[0], parser._option_string_actions)
    hint = f"did you mean {near}?" if near else f"{parser.prog} --help lists the options."
    raise DatelineError(f"There is no option {given}; {hint}")


def _typed(options: argparse.Namespace) -> list[tuple[str, str]]:
    """Return the parameters as typed: those that have an option, then those given with -p."""
    texts = {
        "metadata": options.metadata,
        "columns": json.dumps(options.columns) if options.columns else None,
        "language": options.language,
    }
    typed = [(name, text) for name, text in texts.items() if text is not None]
    return [*typed, *options.parameters]


def _positive(text: str) -> int:
    """Return a whole number of 1 or more."""
    if not re.fullmatch("0*[1-9][0-9]{0,8}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of 1 or more")
    return int(text)


def _render(options: argparse.Namespace, parameters: dict[str, object]) -> None:
    from analysis.reports._render import render_reports

    output = Path(options.output) if options.output else project.default_output()
    with contextlib.ExitStack() as stack:
        progress: Progress = stack.enter_context(Display()) if sys.stderr.isatty() else PlainLines()
        render_reports(
            Path(options.corpus) if options.corpus else SHIPPED / "seeds",
            output,
            only=options.only,
            parameters=parameters,
            model=options.model,
            cache=options.cache,
            force=options.force,
            notebooks=options.notebooks,
            jobs=options.jobs,
            processes=options.processes,
            scheduler=options.scheduler or None,
            article_pages=options.article_pages,
            articles=options.articles,
            progress=progress,
        )
    print(escape_controls(os.path.relpath(output / "index.html")))


def _parse_parameter(name: str, text: str, notebooks: Sequence[str]) -> tuple[str, object]:
    allowed = {parameter.name: parameter for notebook in notebooks for parameter in PARAMETERS[notebook]}
    if name not in allowed:
        owner = f"Notebook {notebooks[0]}" if len(notebooks) == 1 else "The run"
        raise DatelineError(unknown_parameter(name, list(allowed), owner))
    return name, parse_value(allowed[name], text)


def _list_commands(program: str) -> str:
    lines = [f"  {name:<10} {meaning}" for name, (_, meaning) in COMMANDS.items()]
    return "\n".join([f"commands (each has its own help: {program} COMMAND --help):", *lines, ""])


def _list_parameters() -> str:
    lines = ["parameters:"]
    for notebook, parameters in PARAMETERS.items():
        lines.append(f"  {notebook}")
        lines += [_describe(parameter) for parameter in parameters if parameter.name not in _OPTIONS]
    return "\n".join(lines)


def _describe(parameter: Parameter) -> str:
    default = "none" if parameter.default in ("", []) else parameter.default
    return f"    {parameter.name:<18}{parameter.meaning}: {parameter.allowed()}; default {default}"
