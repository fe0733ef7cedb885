"""Files that are made to stop, fill or fool whoever reads them, each in its format."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Mapping

#: A megabyte of nothing a thousand times over, as each packer writes it.
_ENTITIES = "".join(
    f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' if level else '<!ENTITY e0 "ten letters">'
    for level in range(10)
)
_BILLION = f"<!DOCTYPE x [{_ENTITIES}]>"
_OUTSIDE = '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/hostname"><!ENTITY far SYSTEM "https://example.org/x">]>'

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

PROSE = (
    "The council of Kelso put off its vote on the harbour on Monday, officials said. "
    "“We heard from the people who came,” Mayor Anna Bell said, and the work on the older of the two piers would go on."
)


def pack(files: Mapping[str, str | bytes], *, stored: str = "") -> bytes:
    """Return a .zip of files by name; one of them may be stored first and unpacked, as a book's type is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            kind = zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED
            package.writestr(zipfile.ZipInfo(name), content, compress_type=kind)
    return out.getvalue()


def docx(body: str, doctype: str = "", extra: Mapping[str, str | bytes] | None = None) -> bytes:
    """Return a Word document of this XML."""
    document = f'{doctype}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    relation = f'<Relationship Id="r1" Type="{_OFFICE_DOCUMENT}/officeDocument" Target="word/document.xml"/>'
    return pack(
        {
            "[Content_Types].xml": f'<Types xmlns="{_TYPES}"/>',
            "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}">{relation}</Relationships>',
            "word/document.xml": document,
            **(extra or {}),
        }
    )


def odt(body: str, doctype: str = "") -> bytes:
    """Return a text of LibreOffice of this XML."""
    content = (
        f'{doctype}<office:document-content xmlns:office="{_OFFICE}" xmlns:text="{_TEXT}"><office:body><office:text>'
        f"{body}</office:text></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    return pack({"mimetype": kind, "content.xml": content}, stored="mimetype")


def epub(chapter: str, doctype: str = "", title: str = "Issue", href: str = "a.xhtml") -> bytes:
    """Return a book of one chapter, whose list of chapters has this document type."""
    return pack(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>',
            "b.opf": (
                f"{doctype}<package><metadata><title>{title}</title></metadata><manifest>"
                f'<item id="a" href="{href}" media-type="application/xhtml+xml"/></manifest>'
                '<spine><itemref idref="a"/></spine></package>'
            ),
            "a.xhtml": chapter,
        },
        stored="mimetype",
    )


def xlsx(cells: str, doctype: str = "") -> bytes:
    """Return a workbook whose one sheet has these rows."""
    sheet = f'<sheet name="a" sheetId="1" r:id="r1" xmlns:r="{_OFFICE_DOCUMENT}"/>'
    relation = '<Relationship Id="r1" Type="{}/{}" Target="{}"/>'
    return pack(
        {
            "[Content_Types].xml": f'<Types xmlns="{_TYPES}"/>',
            "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}">'
            f"{relation.format(_OFFICE_DOCUMENT, 'officeDocument', 'xl/workbook.xml')}</Relationships>",
            "xl/workbook.xml": f'<workbook xmlns="{_SHEET}"><sheets>{sheet}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}">'
            f"{relation.format(_OFFICE_DOCUMENT, 'worksheet', 'worksheets/a.xml')}</Relationships>",
            "xl/worksheets/a.xml": f'{doctype}<worksheet xmlns="{_SHEET}"><sheetData>{cells}</sheetData></worksheet>',
        }
    )


def row(number: int, *cells: str) -> str:
    """Return a row of a sheet."""
    inner = "".join(
        f'<c r="{chr(65 + place)}{number}" t="inlineStr"><is><t>{cell}</t></is></c>'
        for place, cell in enumerate(cells)
    )
    return f'<row r="{number}">{inner}</row>'


def pdf(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """Return a .pdf of numbered objects, with their places in its table."""
    out, places = b"%PDF-1.4\n", {}
    for number, content in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (max(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % places.get(number, 0) for number in range(1, max(objects) + 1))
    return out + b"trailer <</Size %d /Root 1 0 R %b>>\nstartxref\n%d\n%%%%EOF" % (
        max(objects) + 1,
        trailer,
        start,
    )


def stream(content: bytes, extra: bytes = b"") -> bytes:
    """Return a packed stream of a .pdf."""
    packed = zlib.compress(content, 9)
    return b"<</Length %d /Filter /FlateDecode %b>>\nstream\n%b\nendstream" % (len(packed), extra, packed)


_CATALOG, _FONT = b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>"
_PAGE = b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources <</Font <</F 5 0 R>> %b>>>>"
_WORDS = b"BT /F 12 Tf 50 700 Td (%b) Tj ET" % (
    b"The council put off its vote on the harbour on Monday. " * 4
)


def _pdf(content: bytes, resources: bytes = b"", **more: bytes) -> bytes:
    objects = {
        1: _CATALOG,
        2: b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        3: _PAGE % resources,
        4: content,
        5: _FONT,
    }
    return pdf(objects | {int(name[1:]): value for name, value in more.items()})


def sound_pdf() -> bytes:
    """Return a .pdf of one page of words."""
    return _pdf(stream(_WORDS))


def bombs(size: int) -> dict[str, bytes]:
    """Return files that unpack to this many bytes, far more than they are."""
    nothing = b" " * size
    return {
        "bomb.docx": docx("", extra={"word/media/a.png": nothing}),
        "bomb_text.docx": docx(f"<w:p><w:r><w:t>{'a' * size}</w:t></w:r></w:p>"),
        "bomb.odt": odt(f"<text:p>{'a' * size}</text:p>"),
        "bomb.epub": epub(f"<html><body><p>{'a' * size}</p></body></html>"),
        "bomb.xlsx": xlsx(row(1, "text") + row(2, "a" * size)),
        "bomb.warc.gz": gzip.compress(
            b"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://example.org/\r\nContent-Type: text/plain\r\n"
            b"Content-Length: %d\r\n\r\n%b\r\n\r\n" % (size, nothing)
        ),
        "bomb.csv.gz": gzip.compress(b"text\n" + nothing),
        "bomb.pdf": _pdf(stream(_WORDS + nothing)),
    }


def parquet_bombs(size: int, cells: int) -> dict[str, bytes]:
    """Return tables whose few bytes stand for this many letters of text, each cell the same, or for this many cells."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    def table(**columns: pa.Array) -> bytes:
        out = io.BytesIO()
        pq.write_table(pa.table(columns), out, compression="zstd")
        return out.getvalue()

    rows = 100
    words = pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), pa.array(["a" * (size // rows)]))
    one_list = pa.array([0, *([rows] * rows)], pa.int32())
    return {
        "texts.parquet": table(text=words),
        "lists.parquet": table(text=pa.array([PROSE] * rows), more=pa.ListArray.from_arrays(one_list, words)),
        "cells.parquet": table(
            text=pa.DictionaryArray.from_arrays(pa.array([0] * cells, pa.int32()), pa.array(["a"]))
        ),
    }


def entities() -> dict[str, bytes]:
    """Return documents whose entities are a thousand million letters, and some that name a file or an address."""
    files = {}
    for name, doctype, entity in (("billion", _BILLION, "&e9;"), ("outside", _OUTSIDE, "&secret;&far;")):
        words = f"<p>{PROSE}</p><p>{PROSE} {entity}</p>"
        page = f"{doctype}<html><body><article>{words}</article></body></html>"
        files |= {
            f"{name}.docx": docx(f"<w:p><w:r><w:t>{PROSE} {entity}</w:t></w:r></w:p>", doctype),
            f"{name}.odt": odt(f"<text:p>{PROSE} {entity}</text:p>", doctype),
            f"{name}.epub": epub(f"<html><body>{words}</body></html>", doctype, entity),
            f"{name}_chapter.epub": epub(page),
            f"{name}.xlsx": xlsx(row(1, "text") + row(2, f"{PROSE} {entity}"), doctype),
            f"{name}.xml": f'<?xml version="1.0"?>{doctype}<nitf><body>{words}</body></nitf>'.encode(),
            f"{name}.html": page.encode(),
            f"{name}.xhtml": f'<?xml version="1.0"?>{page}'.encode(),
        }
    return files


def loops() -> dict[str, bytes]:
    """Return files that lead a reader round in circles or down without end."""
    deep = 100_000
    form = stream(
        b"/X Do " + _WORDS,
        b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources <</XObject <</X 6 0 R>>>>",
    )
    return {
        "pages.pdf": pdf(
            {
                1: _CATALOG,
                2: b"<</Type /Pages /Kids [3 0 R 2 0 R] /Count 9>>",
                3: b"<</Type /Pages /Kids [2 0 R]>>",
            }
        ),
        "form.pdf": _pdf(stream(b"/X Do"), b"/XObject <</X 6 0 R>>", o6=form),
        "length.pdf": _pdf(b"<</Length 4 0 R>>\nstream\nBT ET\nendstream"),
        "nested.pdf": _pdf(stream(b"[" * deep)),
        "saved.pdf": _pdf(stream(b"q " * deep + _WORDS)),
        "before.pdf": _pdf(stream(_WORDS)).replace(b"trailer <<", b"trailer <</Prev 9 "),
        "deep.html": b"<html><body>" + b"<div>" * deep + PROSE.encode() + b"</body></html>",
        "deep_links.html": b"<html><body><article><p>"
        + PROSE.encode()
        + b"<a href=x><b>" * deep
        + b"</article></body></html>",
        "deep.odt": odt("<text:section>" * 5_000 + f"<text:p>{PROSE}</text:p>" + "</text:section>" * 5_000),
        "deep.docx": docx(
            "<w:tbl><w:tr><w:tc>" * 2_000
            + f"<w:p><w:r><w:t>{PROSE}</w:t></w:r></w:p>"
            + "</w:tc></w:tr></w:tbl>" * 2_000
        ),
        "deep.xml": b"<?xml version='1.0'?><nitf><body>" + b"<block>" * deep + PROSE.encode(),
        "deep.rtf": b"{\\rtf1 " + b"{" * deep + PROSE.encode("ascii", "ignore") + b"}" * deep + b"}",
        "deep.eml": b"MIME-Version: 1.0\nSubject: x\nFrom: a@b\n"
        + b"Content-Type: message/rfc822\n\nSubject: x\n" * 3_000
        + b"\n"
        + PROSE.encode(),
        "self.epub": epub(f"<html><body><p>{PROSE}</p></body></html>", href="../../../../../etc/hostname"),
    }


def unfolding(size: int, tags: int) -> dict[str, bytes]:
    """Return small files that stand for more cells, this many elements, or this many bytes."""
    far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    cell = '<c t="inlineStr"><is><t>x</t></is></c>'
    numbers = range(tags)
    twice = zlib.compress(zlib.compress(b" " * size, 9), 9)
    return {
        "far.xlsx": xlsx(row(1, "text") + far),
        "nowhere.xlsx": xlsx(row(1, "text") + far.replace("XFD1048576", "XFD&#49;048576")),
        "far.ods": ods(
            '<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="string" '
            'table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row>'
        ),
        "far_row.xlsx": xlsx(row(1, "text") + f'<row r="50000000">{cell}</row>'),
        "no_row.xlsx": xlsx(row(1, "text") + f'<row r="4294967295">{cell}</row>'),
        "wide.xlsx": xlsx(row(1, "text") + f'<row r="1048576">{"<c/>" * 40}{cell}</row>'),
        "quoted.xlsx": xlsx(row(1, "text") + far.replace("<c r", '<c x=">" r')),
        "covered.ods": ods(
            '<table:table-row table:number-rows-repeated="100000000"><table:covered-table-cell '
            'office:value-type="string"><text:p>x</text:p></table:covered-table-cell></table:table-row>'
        ),
        "blanks.ods": ods(
            '<table:table-row><table:table-cell office:value-type="string"><text:p>x<text:s text:c="1000000000"/>y'
            "</text:p></table:table-cell></table:table-row>"
        ),
        "repeated.ods": ods(
            '<table:table-row table:number-rows-repeated="1000"><table:table-cell office:value-type="string" '
            f'table:number-columns-repeated="100"><text:p>{PROSE}</text:p></table:table-cell></table:table-row>'
        ),
        "elements.docx": docx("".join(f'<w:p w:x="{number * 7919}"/>' for number in numbers)),
        "elements.odt": odt("".join(f'<text:p text:c="{number * 7919}"/>' for number in numbers)),
        "elements.html": b"<html><body>" + b"<p>" * tags + PROSE.encode(),
        "elements.xml": b"<?xml version='1.0'?><nitf><body>" + b"<p/>" * tags + b"</body></nitf>",
        "twice.pdf": _pdf(
            b"<</Length %d /Filter [/FlateDecode /FlateDecode]>>\nstream\n%b\nendstream" % (len(twice), twice)
        ),
        "runs.pdf": _pdf(
            b"<</Length %d /Filter /RunLengthDecode>>\nstream\n%b\nendstream"
            % (size // 50, b"\x81 " * (size // 100))
        ),
        "damaged.pdf": _pdf(stream(b" " * size)[:-40] + b"\nendstream"),
    }


def ods(rows: str) -> bytes:
    """Return a workbook of LibreOffice whose one table has these rows."""
    content = (
        f'<office:document-content xmlns:office="{_OFFICE}" xmlns:text="{_TEXT}" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="a">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return pack({"mimetype": kind, "content.xml": content}, stored="mimetype")
