"""Load a folder, an archive, a file or a table as a `Corpus`, with a list of what was rejected."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path, PurePosixPath

from analysis._keywords import explains_keywords
from analysis.corpus._builder import CorpusBuilder
from analysis.corpus._column_aliases import ALIASES, canonical_names
from analysis.corpus._metadata import Metadata, canonical_rows, read_metadata, resolve_published, unused_rows
from analysis.corpus._model import Corpus
from analysis.corpus._validation import ARTICLES, find_problems
from analysis.corpus.readers._archive import Entry
from analysis.corpus.readers._decode import Document, UnreadableError, read_plain
from analysis.corpus.readers._docx import read_docx
from analysis.corpus.readers._files import Listing, file_entry, list_archive, list_folder
from analysis.corpus.readers._pdf import read_pdf
from analysis.corpus.readers._table import TABLE_SUFFIXES, Sheet, read_table
from analysis.corpus.readers._text_cache import TextCache
from analysis.corpus.readers.pages._html import read_html
from analysis.errors import DatelineError
from analysis.language import ENGLISH, load_language

#: What reads an article's file, by the file's ending.
READERS: dict[str, Callable[[bytes], Document]] = {
    ".txt": read_plain,
    ".md": read_plain,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".docx": read_docx,
    ".pdf": read_pdf,
}

#: Lower-cased stems of files about the corpus, which are not articles.
_ABOUT_CORPUS = ("metadata", "readme", "license", "licence", "citation", "datapackage")

#: Prefix of the lock file that Word leaves beside an open document.
_WORD_LOCK = "~$"

#: Advice on files that are not read, by ending.
_NEXT_STEPS = {
    **dict.fromkeys((".doc", ".rtf", ".odt", ".pages", ".wpd"), "save it as .docx or .txt"),
    **dict.fromkeys((".xls", ".ods", ".numbers"), "save it as .xlsx or .csv, and give the table itself"),
    **dict.fromkeys(
        (".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".webp", ".heic", ".bmp"),
        "an image has no text layer; recognise its text and save that as .txt",
    ),
    **dict.fromkeys((".zip", ".gz", ".tar", ".tgz", ".7z", ".rar", ".bz2", ".xz"), "unpack the archive"),
    ".json": "save it as .jsonl, an article a line, and give the table itself",
}


@explains_keywords
def load_corpus(
    path: str | Path,
    *,
    metadata: str | Path | None = None,
    columns: Mapping[str, str] | None = None,
    language: str | None = "en",
    cache: str | Path | None = None,
) -> Corpus:
    """Read articles from a folder (with its subfolders), one file, a table of them, or a .zip of these.

    A folder's articles are its .txt, .md, .html, .docx and .pdf files; README, LICENSE and `metadata.csv`
    are about the corpus and not of it, and hidden files are passed over. Any other file is listed in
    `rejected`, and so is the folder of files that a browser saves beside a page. A table (.csv, .tsv,
    .xlsx, .jsonl, .parquet) has one article a row: a column `text` and, where known, `doc_id`, `title`,
    `outlet`, `published`, `byline`, `url` (common other names of these are recognised); further columns
    are kept as metadata. A folder or archive with nothing but tables is read as all of these.

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
        cache: A folder that keeps the texts of pages, Word documents and .pdf files, by the content of the
            file and of what reads it, so that the next reading is quick; by default nothing is kept.

    Returns:
        The corpus; `len(corpus)` may be 0 where every file was rejected.

    Raises:
        DatelineError: Nothing is at `path`, it holds no file that could be an article, or a table cannot
            be read.

    Example:
        >>> corpus = load_corpus("seeds")
        >>> corpus
        <Corpus of 4 articles, 2,073 words, outlets unknown, 2025-12-17 (3 undated), 0 left out, 0 with a doubt>
        >>> corpus["002_7ee00924eb371e5f"].published
        datetime.date(2025, 12, 17)
    """
    path = Path(path)
    if not path.exists():
        raise DatelineError(
            f"There is no folder or file {path}. Check the path, or make it and put articles in."
        )
    builder = CorpusBuilder(
        language=load_language(language) if language is not None else ENGLISH,
        every_language=language is None,
        cache=TextCache(Path(cache)) if cache else None,
    )
    with ExitStack() as stack:
        facts = _read_path(path, metadata, columns, builder, stack)
    builder.warnings.extend(facts.warnings)
    for name in unused_rows(facts, builder.sources):
        builder.warnings.append((name, "named in the metadata table, but there is no such article"))
    return builder.finish()


def _read_path(
    path: Path,
    metadata: str | Path | None,
    columns: Mapping[str, str] | None,
    builder: CorpusBuilder,
    stack: ExitStack,
) -> Metadata:
    """Read the folder, archive, file or table at a path, and return its metadata."""
    suffix = path.suffix.lower()
    if path.is_dir():
        return _read_collection(path, list_folder(path), metadata, columns, builder)
    if suffix == ".zip":
        return _read_collection(path, list_archive(path, stack), metadata, columns, builder)
    if suffix not in TABLE_SUFFIXES and suffix not in READERS:
        raise DatelineError(
            f"{path.name} is not a kind of file that is read. Give a folder, or {_readable()}."
        )
    facts = _user_metadata(metadata)
    entry = file_entry(path, path.name)
    if suffix in READERS:
        _refuse_columns(columns, path)
        _read_files([entry], facts, builder)
    else:
        _read_table(entry, facts, columns, builder)
    return facts


def _readable() -> str:
    return f"a file ending in {', '.join((*READERS, *TABLE_SUFFIXES))} or .zip"


def _user_metadata(metadata: str | Path | None) -> Metadata:
    if metadata is None:
        return Metadata()
    path = Path(metadata)
    if not path.is_file():
        raise DatelineError(f"There is no metadata table {metadata}. Check the path.")
    return _read_metadata(file_entry(path, path.name))


def _read_metadata(entry: Entry) -> Metadata:
    if PurePosixPath(entry.name).suffix.lower() not in TABLE_SUFFIXES:
        raise DatelineError(f"{entry.name} is not a table. Give one ending in {', '.join(TABLE_SUFFIXES)}.")
    try:
        raw = entry.read()
    except UnreadableError as reason:
        raise DatelineError(f"{entry.name}: {reason}. Mend the table or leave it out.") from None
    return read_metadata(entry.name, raw, READERS)


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
        raise DatelineError(f"{path} holds no articles. Put files into it that end in {', '.join(READERS)}.")
    files = [entry for entry in entries if _suffix(entry) in READERS]
    tables = [entry for entry in entries if _suffix(entry) in TABLE_SUFFIXES]
    for entry in entries:
        if _suffix(entry) not in READERS and (files or _suffix(entry) not in TABLE_SUFFIXES):
            builder.rejected.append((entry.name, _rejection_reason(entry)))
    if files:
        _refuse_columns(columns, path)
    _read_files(files, facts, builder)
    for entry in () if files else tables:
        try:
            _read_table(entry, facts, columns, builder)
        except DatelineError as error:
            builder.rejected.append((entry.name, str(error)))
    return facts


def _refuse_columns(columns: Mapping[str, str] | None, path: Path) -> None:
    if columns:
        name, column = next(iter(columns.items()))
        raise DatelineError(
            f"The columns of a table are named ({name}={column}), but {path.name} holds articles as files. "
            "Leave columns out, or give the table itself."
        )


def _suffix(entry: Entry) -> str:
    return PurePosixPath(entry.name).suffix.lower()


def _rejection_reason(entry: Entry) -> str:
    """Return why a file of a folder is not read, and the next step."""
    suffix = _suffix(entry)
    if suffix in TABLE_SUFFIXES:
        return "a table beside articles is not read; give the table itself as the corpus"
    kind = f"files ending in {suffix}" if suffix else "files without an ending"
    return f"{kind} are not read; {_NEXT_STEPS.get(suffix, 'save it as text (.txt)')}"


def _read_files(entries: Sequence[Entry], metadata: Metadata, builder: CorpusBuilder) -> None:
    for entry in entries:
        stem = PurePosixPath(entry.name).stem
        try:
            document = read_document(entry, builder.cache)
        except UnreadableError as reason:
            builder.rejected.append((entry.name, str(reason)))
            continue
        accepted = builder.add(stem, entry.name, document, metadata.facts.get(stem, {}))
        if accepted and (warning := _encoding_warning(document.encoding)):
            builder.warnings.append((entry.name, warning))


def _encoding_warning(encoding: str | None) -> str | None:
    return f"read as {encoding}; check its marks and accents" if encoding not in (None, "UTF-8") else None


def read_document(entry: Entry, cache: TextCache | None = None) -> Document:
    """Return the document in an article's file; plain text is not cached, since decoding it is faster.

    Raises:
        UnreadableError: The file holds no article; the reason is a clause for a table.
    """
    suffix = _suffix(entry)
    if PurePosixPath(entry.name).name.startswith(_WORD_LOCK):
        raise UnreadableError("a mark that Word leaves beside a document which is open; no article")
    raw = entry.read()
    if not raw.strip():
        raise UnreadableError("empty")
    try:
        reader = READERS[suffix]
        text_cache = cache if reader is not read_plain else None
        document = text_cache.read(suffix, raw, reader) if text_cache else reader(raw)
    except UnreadableError:
        raise
    except Exception as error:
        # Readers of damaged files raise exceptions of many kinds.
        raise UnreadableError(f"damaged, or no {suffix} file ({type(error).__name__})") from None
    if not document.text.strip():
        raise UnreadableError("empty")
    return document


def _read_table(
    entry: Entry, metadata: Metadata, columns: Mapping[str, str] | None, builder: CorpusBuilder
) -> None:
    """Read one article a row."""
    try:
        sheets = read_table(entry.name, entry.read())
    except UnreadableError as reason:
        raise DatelineError(f"{entry.name}: {reason}.") from None
    sheets = [sheet for sheet in sheets if sheet.rows]
    if not sheets:
        raise DatelineError(f"{entry.name} has no rows. Give a table with a header and an article a row.")
    mapped = [(sheet, _column_names(sheet, columns)) for sheet in sheets]
    if not any("text" in names for _, names in mapped):
        available = ", ".join(sheets[0].columns[:20])
        raise DatelineError(
            f"{entry.name} has no column of articles' texts (there are: {available}). Call it 'text', or say "
            "which it is: --column text=NAME, or load_corpus(…, columns={'text': 'NAME'})."
        )
    for sheet, names in mapped:
        if "text" in names:
            _read_sheet(sheet, names, metadata, builder)
        else:
            builder.rejected.append(
                (sheet.name, "no column of articles' texts; call it 'text' if it has one")
            )


def _column_names(sheet: Sheet, columns: Mapping[str, str] | None) -> dict[str, str]:
    """Return the column of a sheet that holds each fact.

    Raises:
        DatelineError: The user names a fact or column that does not exist.
    """
    allowed = {"doc_id" if name == "file" else name for name in ALIASES}
    unknown = sorted(set(columns or ()) - allowed)
    if unknown:
        raise DatelineError(f"columns={{{unknown[0]!r}: …}}: the names are {', '.join(sorted(allowed))}.")
    for column in (columns or {}).values():
        if column not in sheet.columns:
            raise DatelineError(f"{sheet.name} has no column {column!r}; it has {', '.join(sheet.columns)}.")
    chosen = {"file" if name == "doc_id" else name: column for name, column in (columns or {}).items()}
    return canonical_names(sheet.columns, chosen)


def _read_sheet(sheet: Sheet, names: Mapping[str, str], metadata: Metadata, builder: CorpusBuilder) -> None:
    if warning := _encoding_warning(sheet.encoding):
        builder.warnings.append((sheet.name, warning))
    rows = canonical_rows(sheet, names)
    for message in resolve_published(rows):
        builder.warnings.append((sheet.name, f"column {names['published']!r}: {message}"))
    places = [f"{sheet.name}, {sheet.unit} {number}" for number, _, _ in sheet.rows]
    reasons = {index: defect for index, (_, _, defect) in enumerate(sheet.rows) if defect}
    texts = [cells.get(names["text"], "") for _, cells, _ in sheet.rows]
    for problem in find_problems(
        [{**row, "text": text} for row, text in zip(rows, texts, strict=True)], ARTICLES
    ):
        if sheet.rows[problem.row][2]:
            continue  # cells of a row that is out of form stand in the wrong columns
        message = f"column {names[problem.column]!r}: {problem.message}"
        if problem.rejects:
            reasons.setdefault(problem.row, message)
        else:
            builder.warnings.append((places[problem.row], message))
    stem = PurePosixPath(sheet.name).stem
    for index, (place, row, text) in enumerate(zip(places, rows, texts, strict=True)):
        doc_id = row.pop("file", "") or f"{stem}-{index + 1:04d}"
        row.pop("text", None)
        if index in reasons:
            builder.rejected.append((place, reasons[index]))
        else:
            builder.add(
                doc_id, place, Document(text, sheet.encoding), {**row, **metadata.facts.get(doc_id, {})}
            )
