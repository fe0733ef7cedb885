"""What holds of any bytes: nothing raises, everything that was given is in one list, and order plays no part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus import Corpus, load_corpus
from analysis.corpus._dates import parse_date
from analysis.corpus._formats import article_suffixes
from analysis.corpus._reading import read_articles
from analysis.corpus.readers._archive import Entry
from analysis.corpus.readers._decode import UnreadableError, decode
from analysis.corpus.readers._table import TABLE_SUFFIXES
from analysis.errors import DatelineError
from tests.corpus.making import PARAGRAPHS, make_docx, make_pdf, make_xlsx, paragraph
from tests.corpus.packing import pack_epub, pack_odt, pack_rtf, pack_warc
from tests.corpus.stories import export, lines_of

Load = Callable[..., Corpus]

PAGE = (Path(__file__).parent / "files" / "ferry.html").read_bytes()

#: A whole file of each kind, to be damaged.
WHOLE = {
    ".txt": "“It’s a start,” he said.".encode(),
    ".html": PAGE,
    ".docx": make_docx(paragraph(PARAGRAPHS[0])),
    ".pdf": make_pdf(PARAGRAPHS[:1]),
    ".xlsx": make_xlsx({"s": [("id", "text"), ("x", PARAGRAPHS[0])]}),
    ".csv": "id,text\nx,“One story.”\n".encode(),
    ".jsonl": b'{"id": "x", "text": "One story."}\n',
    ".rtf": pack_rtf(lines_of("factiva.txt")),
    ".odt": pack_odt(PARAGRAPHS[:2]),
    ".eml": export("newsletter.eml"),
    ".mht": export("chrome.mhtml"),
    ".epub": pack_epub(),
    ".warc": pack_warc(packed=False),
    ".warc.gz": pack_warc(),
    ".xml": export("newsml-g2.xml"),
}


def read_or_reason(suffix: str, raw: bytes) -> str:
    """Return what a file says, or why it is none."""
    try:
        reading = read_articles(Entry(f"a{suffix}", lambda: raw))
    except UnreadableError as reason:
        return str(reason)
    if reading.table:
        return "a table"
    assert reading.parts
    return "\n".join(part.document.text if part.document else part.reason or "" for part in reading.parts)


@pytest.mark.parametrize("suffix", article_suffixes())
@given(raw=st.binary(max_size=300))
def test_any_bytes_are_an_article_or_a_reason(suffix: str, raw: bytes) -> None:
    """No bytes under any ending raise anything else."""
    assert read_or_reason(suffix, raw).strip()


@pytest.mark.parametrize("suffix", sorted(set(WHOLE) & set(article_suffixes())))
@given(data=st.data())
def test_a_damaged_file_is_an_article_or_a_reason(suffix: str, data: st.DataObject) -> None:
    """A file that was cut off or has bytes changed is read as far as its format allows, or named."""
    raw = bytearray(WHOLE[suffix][: data.draw(st.integers(1, len(WHOLE[suffix])))])
    for _ in range(data.draw(st.integers(0, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    assert read_or_reason(suffix, bytes(raw)).strip()


@pytest.mark.parametrize("suffix", [*TABLE_SUFFIXES, ".zip"])
@given(raw=st.binary(max_size=300), cut=st.integers(0, 10_000))
def test_any_bytes_are_a_table_or_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, raw: bytes, cut: int
) -> None:
    """A table that cannot be read stops with a sentence for its user, and with nothing else."""
    file = tmp_path_factory.mktemp("any") / f"a{suffix}"
    for content in (raw, WHOLE.get(suffix, raw)[:cut] + raw):
        file.write_bytes(content)
        try:
            corpus = load_corpus(file)
        except DatelineError as error:
            explained = str(error).startswith(f"a{suffix}")
        else:
            explained = bool(len(corpus) + len(corpus.rejected))
        assert explained


@given(
    files=st.dictionaries(
        st.tuples(st.sampled_from("abc"), st.sampled_from([".txt", ".md", ".html", ".docx", ".pdf", ".bin"])),
        st.one_of(st.binary(max_size=40), st.sampled_from(sorted(WHOLE.values()))),
        min_size=1,
        max_size=8,
    ),
    data=st.data(),
)
def test_each_file_is_in_one_list_whatever_the_order(
    tmp_path_factory: pytest.TempPathFactory, files: dict[tuple[str, str], bytes], data: st.DataObject
) -> None:
    """A file, or each part of one, is an article or rejected, and the order of an archive changes nothing."""
    path = tmp_path_factory.mktemp("order") / "a.zip"
    loaded = []
    for order in (sorted(files), data.draw(st.permutations(sorted(files)))):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for stem, suffix in order:
                archive.writestr(f"{stem}{suffix}", files[stem, suffix])
        path.write_bytes(out.getvalue())
        loaded.append(load_corpus(path))
    first, second = loaded
    assert first.articles == second.articles
    assert first.rejected.equals(second.rejected)
    assert first.warnings.equals(second.warnings)
    sources = [article.file or "" for article in first] + first.rejected["file"].tolist()
    assert len(sources) == len(set(sources))
    assert {f"{stem}{suffix}" for stem, suffix in files} == {source.partition(",")[0] for source in sources}


@given(
    st.text(max_size=200),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]),
)
def test_a_text_that_is_decoded_is_the_text(text: str, codec: str) -> None:
    """No encoding that is recognised changes a character; what is not certain is refused."""
    try:
        read, name = decode(text.encode(codec))
    except UnreadableError:
        return
    if name == "UTF-8" and codec in {"utf-16-le", "utf-16-be"}:
        return  # a few letters of two bytes each that are also letters of one
    assert text.removeprefix("\ufeff") == read.removeprefix("\ufeff")


@given(st.text(alphabet="0123456789-/. TZ:JanuryMachDemb", max_size=30))
def test_no_cell_breaks_the_reading_of_dates(cell: str) -> None:
    """Any cell is a day of the years of news, or none."""
    day = parse_date(cell)
    assert day is None or 1605 <= day.year < 2200
