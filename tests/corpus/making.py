"""Files as newsrooms have them, made for the tests: the same article in each format."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence

HEADLINE = "Harbor city votes to keep its ferry"

#: The article's paragraphs; the second has a compound, the third letters beyond ASCII and an abbreviation.
PARAGRAPHS = (
    (
        "The city council of Harbor Point voted on Thursday to keep the century-old ferry across the estuary running "
        "for another five years, after a campaign by residents who said that the new bridge was no substitute for it."
    ),
    (
        "“We heard from nurses, from students, from people who cross every morning,” said Ruth Okafor, a council "
        "member. “Nobody told us to stop. The well-known argument that the government cannot afford it is wrong.”"
    ),
    (
        "The transport department put the cost at $2.4 million a year. Opponents, among them the former mayor, "
        "José Ångström, say that the figure leaves out repairs to the landing, which U.S. "
        "engineers called “overdue” in 2022."
    ),
    (
        "Supporters counted the passengers themselves. On a weekday in February they found 1,900, twice as many as the "
        "department’s own report had given, and a third of them were schoolchildren."
    ),
    (
        "The mayor, who had proposed the closure, said that she would abide by the vote. “It is not what I wanted,” "
        "she told reporters outside city hall, “but it is what the town wants, and the responsibility is mine.”"
    ),
)


def make_pdf(
    paragraphs: Sequence[str] = PARAGRAPHS,
    *,
    columns: int = 2,
    password: str | None = None,
    times: int = 1,
    indent: bool = True,
) -> bytes:
    """Set an article in columns, justified and hyphenated by hand, under a running head with page numbers.

    Args:
        paragraphs: What it says, over again `times` times.
        columns: Columns of the page.
        password: What opens it.
        times: How often the paragraphs come.
        indent: Whether a paragraph begins with an indent (else with a gap).
    """
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

    def decorate(canvas: object, _: object) -> None:
        canvas.setFont("Helvetica", 8)  # type: ignore[attr-defined]
        canvas.drawString(60, 800, "THE ESTUARY LEDGER")  # type: ignore[attr-defined]
        number = canvas.getPageNumber()  # type: ignore[attr-defined]
        canvas.drawRightString(535, 40, f"Page {number}")  # type: ignore[attr-defined]

    out = io.BytesIO()
    encrypt = StandardEncryption(password, canPrint=1) if password else None
    document = BaseDocTemplate(out, pagesize=A4, invariant=1, encrypt=encrypt)
    width = 475 / columns
    head = Frame(60, 700, 475, 60, id="head", showBoundary=0)
    inner = [Frame(60 + at * width, 380, width - 12, 310, id=f"c{at}") for at in range(columns)]
    later = [Frame(60 + at * width, 80, width - 12, 680, id=f"d{at}") for at in range(columns)]
    document.addPageTemplates(
        [
            PageTemplate("first", [head, *inner], onPage=decorate, autoNextPageTemplate="later"),
            PageTemplate("later", later, onPage=decorate),
        ]
    )
    text = ParagraphStyle(
        "text",
        fontName="Times-Roman",
        fontSize=10,
        leading=12,
        alignment=4,
        firstLineIndent=12 if indent else 0,
        spaceAfter=0 if indent else 9,
        hyphenationLang="",
        embeddedHyphenation=1,
        uriWasteReduce=0,
    )
    story = [
        Paragraph(HEADLINE, ParagraphStyle("title", fontName="Times-Bold", fontSize=22, leading=26)),
        *(Paragraph(_hyphenated(paragraph), text) for paragraph in list(paragraphs) * times),
    ]
    document.build(story)
    return out.getvalue()


#: Where long words of the article may be broken, as a dictionary of hyphenation has it.
_BREAKS = {
    "substitute": "sub-sti-tute",
    "department": "de-part-ment",
    "engineers": "en-gi-neers",
    "Supporters": "Sup-port-ers",
    "passengers": "pas-sen-gers",
    "government": "gov-ern-ment",
    "argument": "ar-gu-ment",
    "residents": "res-i-dents",
    "campaign": "cam-paign",
    "schoolchildren": "school-chil-dren",
    "responsibility": "re-spon-si-bil-i-ty",
    "reporters": "re-port-ers",
    "proposed": "pro-posed",
    "transport": "trans-port",
    "Opponents": "Op-po-nents",
    "themselves": "them-selves",
    "February": "Feb-ru-ary",
    "another": "an-oth-er",
    "students": "stu-dents",
}


def _hyphenated(text: str) -> str:
    for word, parts in _BREAKS.items():
        text = text.replace(word, parts.replace("-", "\u00ad"))
    return text


def make_picture_pdf() -> bytes:
    """Make a page that holds a picture and a page number."""
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.rect(100, 100, 300, 300, fill=1)
    canvas.drawString(300, 40, "1")
    canvas.showPage()
    canvas.save()
    return out.getvalue()


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def make_docx(body: str) -> bytes:
    """Make a Word document of the XML of its body (elements of the prefix `w`)."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
        '"application/xml"/><Override PartName="/word/document.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{_OFFICE}/officeDocument"'
        ' Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
        f'Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "word/styles.xml": f'<w:styles xmlns:w="{_WORD}">'
        '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style></w:styles>',
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
    }
    return make_zip({name: f'<?xml version="1.0" encoding="UTF-8"?>{xml}' for name, xml in parts.items()})


def paragraph(text: str, style: str = "") -> str:
    """Return the XML of a paragraph; what is in angle brackets in `text` is kept as XML."""
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    runs = text if text.startswith("<") else f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
    return f"<w:p>{styled}{runs}</w:p>"


def make_xlsx(sheets: Mapping[str, Iterable[Sequence[object]]]) -> bytes:
    """Make a workbook of sheets of rows."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def make_zip(files: Mapping[str, str | bytes]) -> bytes:
    """Make an archive of files by their names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
