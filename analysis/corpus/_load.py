"""Load a folder, an archive, a file or a table as a `Corpus`, with a list of what was rejected."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack, suppress
from pathlib import Path, PurePosixPath

from analysis._keywords import explains_keywords
from analysis.corpus._article_files import read_article_files
from analysis.corpus._builder import CorpusBuilder
from analysis.corpus._formats import (
    NEXT_STEPS,
    article_suffixes,
    is_table,
    refuse_content,
    shows_articles,
    suffix_of,
)
from analysis.corpus._kept import load_kept
from analysis.corpus._metadata import Metadata, read_metadata, unused_rows
from analysis.corpus._model import Corpus
from analysis.corpus.readers._archive import Entry
from analysis.corpus.readers._decode import UnreadableError
from analysis.corpus.readers._files import Listing, file_entry, list_archive, list_folder
from analysis.corpus.readers._table import TABLE_SUFFIXES
from analysis.corpus.readers._text_cache import TextCache
from analysis.corpus.tables._articles import read_table_of_articles
from analysis.errors import DatelineError
from analysis.language import ENGLISH, load_language
from analysis.text import no_such_path, shorten

#: Lower-cased stems of files about the corpus, which are not articles.
_ABOUT_CORPUS = ("metadata", "readme", "license", "licence", "citation", "datapackage")


@explains_keywords
def load_corpus(
    path: str | Path,
    *,
    metadata: str | Path | None = None,
    columns: Mapping[str, str] | None = None,
    language: str | None = "en",
    infer: bool = True,
    cache: str | Path | None = None,
) -> Corpus:
    """Read articles from a folder (with its subfolders), one file, a table of them, or a .zip of these.

    A folder's articles are its files of text, pages, documents of word processors, .pdf, mails, web archives,
    books and XML of news agencies; README, LICENSE and `metadata.csv` are about the corpus and not of it, and
    hidden files are passed over. A file that is another format than its ending says is read as what it is. Any
    other file is listed in `rejected`, and so is the folder of files that a browser saves beside a page. A table
    (.csv, .tsv, .xlsx, .xls, .ods, .json, .jsonl, .parquet) has one article a row: a column `text` and, where
    known, `doc_id`, `title`, `outlet`, `published`, `byline`, `url` (common other names of these are
    recognised); further columns are kept as metadata. A folder or archive with nothing but tables is read as all
    of these.

    The export of a database (LexisNexis, Nexis Uni, Factiva, ProQuest, Europresse) is as many articles as it holds,
    whatever the format of its file. Each has the database's number or the file's name and its own number there
    (`export.docx#3`) as `doc_id`; section, page, length and number are metadata. An article that the same database
    gives twice is read once.

    Plain text, pages and tables are read as UTF-8, or by a byte order mark as UTF-16 or UTF-32, or, where
    the bytes can be nothing else, as Windows-1252 (said in `warnings`). Of a web page the main text is
    taken; of a .pdf the text layer, its columns in order and its broken lines joined. What a table says of
    an article goes before what its file says of itself, and that before what its text says.

    Args:
        path: The folder or file.
        metadata: A table with a column `file` and facts about each article; by default `metadata.csv`
            (or .tsv, .xlsx, .jsonl, .parquet) in the folder, where there is one.
        columns: For a table whose columns have names of their own: this package's name to the table's,
            as in `{"text": "Volltext"}`.
        language: Code of the articles' language: what is surely in another one is left out. None takes every
            language, and reads all as English.
        infer: Whether headlines that end as sentences do are told by what the first lines of most articles are like,
            and dates and outlets by the shape that most names of files and folders share (`title_from`,
            `outlet_from` and `published_from` in `to_frame` say "text" or "file name"). Where a table or the
            article itself gives a fact, that goes before.
        cache: A folder that keeps what was read, by the content of the files and of what reads them, so that the
            next reading is quick: the corpus as a whole, and for when some of its files change the texts of pages,
            Word documents and .pdf files one by one. By default nothing is kept.

    Returns:
        The corpus; `len(corpus)` may be 0 where every file was rejected.

    Raises:
        DatelineError: Nothing is at `path`, it holds no file that could be an article, or a table cannot
            be read.

    Example:
        >>> corpus = load_corpus("seeds")
        >>> corpus
        <Corpus of 4 articles, 2,073 words, outlets unknown, 2025-12-17 (3 undated), 0 left out, 0 with a warning>
        >>> corpus["002_7ee00924eb371e5f"].published
        datetime.date(2025, 12, 17)
    """
    path = _check_path(path)
    own_language = load_language(language) if language is not None else ENGLISH

    def load() -> Corpus:
        builder = CorpusBuilder(
            language=own_language,
            every_language=language is None,
            infer=infer,
            cache=TextCache(Path(cache)) if cache else None,
        )
        with ExitStack() as stack:
            facts = _read_path(path, metadata, columns, builder, stack)
        builder.warnings.extend(facts.warnings)
        for name in unused_rows(facts, builder.sources):
            builder.warnings.append((name, "named in the metadata table, but there is no such article"))
        return builder.finish()

    if cache is None:
        return load()
    table = None if metadata is None else Path(metadata)
    options = {"metadata": table, "columns": columns, "language": language, "infer": infer}
    return load_kept(Path(cache), path, options, own_language, load)


def _check_path(given: str | Path) -> Path:
    """Return the path of the articles.

    Raises:
        DatelineError: It is none, or nothing is there.
    """
    if not isinstance(given, str | Path) or not str(given):
        raise DatelineError(
            f"load_corpus() takes the path of one folder, file or table, not {shorten(repr(given), 40)}; put files "
            "into a folder and give that."
        )
    path = Path(given)
    with suppress(OSError, ValueError):  # a text that can be no path
        if path.exists():
            return path
    raise DatelineError(no_such_path(given))


def _read_path(
    path: Path,
    metadata: str | Path | None,
    columns: Mapping[str, str] | None,
    builder: CorpusBuilder,
    stack: ExitStack,
) -> Metadata:
    """Read the folder, archive, file or table at a path, and return its metadata."""
    suffix = suffix_of(path.name)
    if path.is_dir():
        return _read_collection(path, list_folder(path), metadata, columns, builder)
    if suffix == ".zip":
        return _read_collection(path, list_archive(path, stack), metadata, columns, builder)
    facts = _user_metadata(metadata)
    entry = file_entry(path, path.name)
    if is_table(path.name):
        read_table_of_articles(entry, facts, columns, builder)
        return facts
    if suffix not in article_suffixes() and not shows_articles(entry):
        raise DatelineError(
            f"{path.name} is not a kind of file that is read. Give a folder, or {_readable()}."
        )
    tables = read_article_files([entry], facts, builder)
    for table in tables:
        read_table_of_articles(table, facts, columns, builder)
    if not tables:
        _refuse_columns(columns, path)
    return facts


def _readable() -> str:
    return f"a file ending in {', '.join((*article_suffixes(), *TABLE_SUFFIXES))} or .zip"


def _user_metadata(metadata: str | Path | None) -> Metadata:
    if metadata is None:
        return Metadata()
    path = Path(metadata)
    if path.is_dir():
        raise DatelineError(f"The metadata table {str(metadata)!r} is a folder; name a file in it.")
    if not path.is_file():
        raise DatelineError(no_such_path(metadata, "metadata table"))
    return _read_metadata(file_entry(path, path.name))


def _read_metadata(entry: Entry) -> Metadata:
    if PurePosixPath(entry.name).suffix.lower() not in TABLE_SUFFIXES:
        raise DatelineError(f"{entry.name} is not a table. Give one ending in {', '.join(TABLE_SUFFIXES)}.")
    try:
        raw = entry.read()
    except UnreadableError as reason:
        raise DatelineError(f"{entry.name}: {reason}. Fix the table or leave it out.") from None
    return read_metadata(entry.name, raw, article_suffixes())


def _read_collection(
    path: Path,
    listing: Listing,
    metadata: str | Path | None,
    columns: Mapping[str, str] | None,
    builder: CorpusBuilder,
) -> Metadata:
    """Read the files of a folder or archive, and return its metadata."""
    entries, rejected = listing
    builder.rejected.extend(rejected)
    metadata_entries = [
        entry for entry in entries if entry.name.lower() in {f"metadata{s}" for s in TABLE_SUFFIXES}
    ]
    facts = (
        _user_metadata(metadata) if metadata or not metadata_entries else _read_metadata(metadata_entries[0])
    )
    entries = [entry for entry in entries if PurePosixPath(entry.name).stem.lower() not in _ABOUT_CORPUS]
    if metadata and Path(metadata).resolve().is_relative_to(path.resolve()):
        table_name = Path(metadata).resolve().relative_to(path.resolve()).as_posix()
        entries = [entry for entry in entries if entry.name != table_name]
    if not entries and not rejected:
        endings = ", ".join(article_suffixes())
        raise DatelineError(f"{path} holds no articles. Put files into it that end in {endings}.")
    tables = [entry for entry in entries if is_table(entry.name)]
    files = [entry for entry in entries if not is_table(entry.name) and _is_file_of_articles(entry, builder)]
    tables_by_content = read_article_files(files, facts, builder)
    tables += tables_by_content
    if len(files) > len(tables_by_content):
        _refuse_columns(columns, path)
        reason = "a table beside articles is not read; give the table itself as the corpus"
        builder.rejected.extend((entry.name, reason) for entry in tables)
        return facts
    for entry in tables:
        try:
            read_table_of_articles(entry, facts, columns, builder)
        except DatelineError as error:
            builder.rejected.append((entry.name, str(error)))
    return facts


def _is_file_of_articles(entry: Entry, builder: CorpusBuilder) -> bool:
    """Return whether a file is to be read, by its ending or else its content; reject it where it is not."""
    suffix = suffix_of(entry.name)
    if suffix in article_suffixes():
        return True
    kind = f"files ending in {suffix}" if suffix else "files without an ending"
    try:
        if suffix not in NEXT_STEPS and shows_articles(entry):
            return True
        content = None if suffix in NEXT_STEPS else refuse_content(entry)
        step = NEXT_STEPS.get(suffix, "save it as text (.txt)")
        builder.rejected.append((entry.name, content or f"{kind} are not read; {step}"))
    except UnreadableError as reason:
        builder.rejected.append((entry.name, str(reason)))
    return False


def _refuse_columns(columns: Mapping[str, str] | None, path: Path) -> None:
    if columns:
        name, column = next(iter(columns.items()))
        raise DatelineError(
            f"The columns of a table are named ({name}={column}), but {path.name} holds articles as files. "
            "Leave columns out, or give the table itself."
        )
