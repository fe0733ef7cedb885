"""Exports of press databases in the layouts that these have, made for the tests; every article is invented."""

from __future__ import annotations

from dataclasses import dataclass

from tests.corpus.making import make_docx, paragraph


@dataclass(frozen=True)
class Story:
    """An invented article."""

    title: str
    outlet: str
    day: str
    iso: str
    byline: str
    section: str
    page: str
    body: tuple[str, ...]


FERRY = Story(
    "Harbor city votes to keep its ferry",
    "The Estuary Ledger",
    "March 4, 2025",
    "2025-03-04",
    "Maria Delgado",
    "METRO",
    "B1",
    (
        "The city council of Harbor Point voted on Tuesday to keep the century-old ferry running for another five years.",
        "“Nobody told us to stop,” said Ruth Okafor, a council member. “The argument that we cannot afford it is wrong.”",
        "The transport department put the cost at $2.4 million a year, a figure that leaves out repairs to the landing.",
    ),
)
QUARRY = Story(
    "Quarry owners fined over dust",
    "Millbrook Evening Courier (Ohio)",
    "March 6, 2025",
    "2025-03-06",
    "Tom Kirby and Ann Hall",
    "NEWS",
    "A6",
    (
        "A judge fined the owners of the Millbrook quarry $90,000 on Thursday for dust that settled on two schools.",
        "The company will appeal, its lawyer said. “The wind is not our employee,” Peter Lang told reporters.",
        "Neighbors had kept diaries of the dust since 2019, and read from them in court.",
    ),
)
CHOIR = Story(
    "Choir of strangers sings on night bus",
    "The School Times",
    "March 9, 2025",
    "2025-03-09",
    "Lena Brandt",
    "ARTS",
    "12",
    (
        "Forty people who had never met sang their way across the city on the last bus on Saturday night.",
        "The driver, Omar Haddad, said that he had missed two stops because he was listening.",
        "They will meet again in May, the organizers said, on a tram.",
    ),
)
STORIES = (FERRY, QUARRY, CHOIR)


def wrap(text: str, width: int = 78) -> str:
    """Return a text broken by width, as databases write plain text."""
    import textwrap

    return "\n".join(textwrap.wrap(text, width, break_on_hyphens=False))


def lexisnexis_text() -> str:
    """Return a download of LexisNexis Academic: centred outlet and day, labels in capitals, lines broken by width."""
    head = (
        "\n\n\nDownload Request: Selected Items: 1-3\nTime Of Request: Friday, April 4, 2025  16:51:31\n\nSend To:\n"
        "READING ROOM\nUNIVERSITY LIBRARY\nMAIN STREET 4\n\n\nTerms: (ferry or quarry or choir) and not\n(TYPE(web))\n\n\n"
        "Source: All English Language News\nCombined Source: All English Language News\nProject ID: None\n\n\n\n"
    )
    records = []
    for number, story in enumerate(STORIES, start=1):
        body = "\n\n".join(wrap(paragraph) for paragraph in story.body)
        edition = "\n" + "Edition 1;".center(76) + "\n" + "Scotland".center(76) if number == 2 else ""
        graphic = "GRAPHIC: Photo: The landing at low tide\n\nPhoto: Ruth Okafor in her office\n\n" if number == 1 else ""
        records.append(
            f"{f'{number} of 3 DOCUMENTS':^76}\n\n\n\n{story.outlet:^76}\n\n{story.day + ' Tuesday':^76}{edition}\n\n"
            f"{story.title}\n\nBYLINE: {story.byline}\n\nSECTION: {story.section}; Pg. {story.page}\n\nLENGTH: 312 words\n\n"
            + ("HIGHLIGHT: " + wrap("A vote that nobody expected a year ago gives the boats five more years, and the town "
               "a bill that it has to pay from somewhere.", 66) + "\n\n" if number == 1 else "")
            + f"{body}\n\n{graphic}LOAD-DATE: April 1, 2025\n\nLANGUAGE: ENGLISH\n\nPUBLICATION-TYPE: Newspaper\n\nJOURNAL-CODE: "
            f"ELG\n\n\n{f'Copyright 2025 {story.outlet}':^76}\n{'All Rights Reserved':^76}\n\n"
        )
    return head + "".join(records)


def lexisnexis_labelled_text() -> str:
    """Return the older layout: copyright on top, fields in a block, headline and body under labels."""
    records = []
    for number, story in enumerate(STORIES[:2], start=1):
        body = "\n\n".join("   " + wrap(paragraph, 72) for paragraph in story.body)
        records.append(
            f"{f'{number} of 2 DOCUMENTS':^76}\n\n{f'Copyright 2025 {story.outlet} Company':^76}\n{story.outlet:^76}\n\n"
            f"{story.day + ', Tuesday, Late Edition - Final':^76}\n\nSECTION: Section {story.section}; Page {story.page}; Column 5; "
            f"National Desk\n\nLENGTH: 1012 words\n\nHEADLINE: {story.title}\n\nBYLINE: By {story.byline.upper()}\n\n"
            f"DATELINE: HARBOR POINT, March 4\n\nBODY:\n{body}\n\nLANGUAGE: ENGLISH\n\nLOAD-DATE: March 4, 2025\n\n\n"
        )
    return "\n".join(records)


def lexisnexis_german_text() -> str:
    """Return a download of the German interface, of English articles."""
    return lexisnexis_text().replace("of 3 DOCUMENTS", "von 3").replace("\n" + " " * 30, "\n" + " " * 24).replace(
        "LENGTH: 312 words", "LÄNGE: 312 Wörter"
    ).replace("SECTION:", "RUBRIK:").replace("BYLINE:", "AUTOR:").replace("LANGUAGE:", "SPRACHE:").replace(
        "LOAD-DATE:", "UPDATE:"
    ).replace("1 von 3", "Dokument 1 von 3").replace("2 von 3", "Dokument 2 von 3").replace("3 von 3", "Dokument 3 von 3")


def nexis_uni_paragraphs(stories: tuple[Story, ...] = STORIES, *, cover: bool = True) -> list[str]:
    """Return the paragraphs of a Nexis Uni download: cover, list of documents, and the documents."""
    lines = []
    if cover:
        lines += [
            "User Name: = Reader One", "Date and Time: = Thursday, April 3, 2025 10:04:00 AM CEST", "Job Number: = 123456789",
            f"Documents ({len(stories)})",
        ]
        for number, story in enumerate(stories, start=1):
            lines += [
                f"{number}. {story.title}", "Client/Matter: -None-", "Search Terms: ferry OR quarry OR choir",
                "Search Type: Natural Language", "Narrowed by:", "Content Type\tNarrowed by",
                f"News\tSources: {story.outlet}; Content Type: News",
            ]
        lines += ["| About LexisNexis | Privacy Policy | Terms & Conditions | Copyright © 2025 LexisNexis"]
    for number, story in enumerate(stories, start=1):
        lines += [story.title, story.outlet, f"{story.day} Tuesday 8:1{number} AM EST"]
        lines += [f"Copyright 2025 {story.outlet} All Rights Reserved"]
        lines += [f"Section:\xa0{story.section}; Pg. {story.page}", "Length:\xa0312 words", f"Byline:\xa0{story.byline}"]
        lines += ["Dateline:\xa0HARBOR POINT", "Highlight:\xa0What was decided, and what it costs."] if number == 1 else []
        lines += ["Body", *story.body]
        lines += ["Graphic", "Photo: The landing at low tide", "The landing, seen from the bridge."] if number == 1 else []
        lines += [
            "Classification", "Language:\xa0ENGLISH", "Publication-Type:\xa0Newspaper", "Subject:\xa0HARBORS & PORTS (90%); CITIES (78%)",
            "Industry:\xa0MARINE SERVICES (77%)", "Load-Date:\xa0April 1, 2025", "End of Document",
        ]
    return lines


def nexis_uni_text() -> str:
    """Return the download as text."""
    return "\r\n\r\n".join(nexis_uni_paragraphs()) + "\r\n"


def nexis_uni_docx() -> bytes:
    """Return the download as a Word document, with empty paragraphs between and page breaks behind each document."""
    parts = []
    for line in nexis_uni_paragraphs():
        parts += [paragraph(line.replace("&", "&amp;")), paragraph("")]
        if line == "End of Document":
            parts.append(paragraph('<w:r><w:br w:type="page"/></w:r>'))
    return make_docx("".join(parts))


def make_rtf(lines: list[str]) -> bytes:
    """Return paragraphs as RTF, with the letters beyond ASCII as Word writes them."""
    def escape(text: str) -> str:
        text = text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}").replace("\t", "\\tab ")
        out = []
        for char in text:
            if ord(char) < 128:
                out.append(char)
            else:
                try:
                    out.append(f"\\'{char.encode('cp1252').hex()}")
                except UnicodeEncodeError:
                    out.append(f"\\u{ord(char)}?")
        return "".join(out)

    head = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman Times New Roman;}}{\colortbl;\red0\green0\blue0;}{\info{\title Export}}"
    picture = r"{\pict\pngblip\picw10\pich10 89504e470d0a1a0a0000000d49484452}"
    return (head + "\n" + picture + "".join(f"\\pard\\plain\\f0\\fs20 {escape(line)}\\par\n" for line in lines) + "}").encode("ascii")


def nexis_uni_rtf() -> bytes:
    """Return the download as RTF."""
    return make_rtf(nexis_uni_paragraphs())


def nexis_uni_html() -> str:
    """Return the download as a page."""
    lines = "".join(f"<p class='SS_paragraph'><span>{line.replace('&', '&amp;')}</span></p>\n" for line in nexis_uni_paragraphs(cover=False))
    return f"<!DOCTYPE html><html><head><title>Files</title><style>p {{margin:0}}</style></head><body>{lines}</body></html>"


def factiva_day(story: Story) -> str:
    """Return the day as Factiva writes it."""
    month, day, year = story.day.replace(",", "").split()
    return f"{day} {month} {year}"


def factiva_id(number: int, story: Story) -> str:
    """Return the number that Factiva gives an article."""
    return f"ELDG0000{story.iso.replace('-', '')}el3400{number:03d}"


def factiva_text() -> str:
    """Return a download without codes: section, time, edition and pages stand in some of the headers."""
    records = []
    for number, story in enumerate(STORIES, start=1):
        header = [story.title, *([f"By {story.byline}"] if number != 3 else []), "312 words", factiva_day(story)]
        if number == 2:
            header = ["Metro; SECTB", *header, "09:45 AM"]
        header += [story.outlet, "ELDG", story.page, *(["Late Edition - Final"] if number == 2 else []), "English"]
        header += [f"(c) 2025 {story.outlet}.  All rights reserved."]
        records.append("\n".join(header) + "\n\n" + "\n\n".join(story.body) + f"\n\nDocument {factiva_id(number, story)}\n\n\n")
    summary = "Search Summary\nText\tferry or quarry\nDate\tAll Dates\nSource\tAll Sources\nResults Found\t3\nTimestamp\t3 April 2025 10:04\n"
    return "".join(records) + summary + "© 2025 Factiva, Inc. All rights reserved.\n"


def factiva_coded_text() -> str:
    """Return a download with the codes of the index and tabs behind them."""
    records = []
    for number, story in enumerate(STORIES, start=1):
        lead, *rest = story.body
        text = "\n".join(rest)
        records.append(
            f"SE\t{story.section}\nHD\t{story.title}\nBY\tBy {story.byline}\nWC\t312 words\nPD\t{factiva_day(story)}\nET\t09:45 AM\n"
            f"SN\t{story.outlet}\nSC\tELDG\nED\tLate Edition\nPG\t{story.page}\nLA\tEnglish\nCY\tCopyright 2025 {story.outlet}. All Rights "
            f"Reserved.\nLP\t{lead}\nTD\t{text}\nNS\tgcat : Political/General News\nRE\tusa : United States\nPUB\tEstuary Media Inc\n"
            f"AN\tDocument {factiva_id(number, story)}\n\n"
        )
    return "".join(records)


def factiva_page() -> str:
    """Return a page without codes, as "full article" shows it."""
    records = []
    for number, story in enumerate(STORIES, start=1):
        body = "".join(f'<p class="articleParagraph enarticleParagraph">{line}</p>\n' for line in story.body)
        records.append(
            f'<div class="article enArticle"><p></p><div>Metro Desk; SECTB</div><div id="hd"><span class="enHeadline">{story.title}</span></div>'
            f'<div class="author">{story.byline}</div><div>312 words</div><div>{factiva_day(story)}</div><div>{story.outlet}</div>'
            f"<div>ELDG</div><div>{story.page}</div><div>English</div><div>Copyright 2025 {story.outlet}. All Rights Reserved. </div>"
            f'<p></p>\n{body}<p>Estuary Media Inc</p><p>Document {factiva_id(number, story)}</p><p></p></div><br/><span></span>'
        )
    return (
        '<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"/><title>Factiva</title></head><body>'
        '<div id="navcontainer" class="fcpNavContainer"><table><tr><td><h1>Factiva</h1></td><td>Dow Jones</td></tr></table></div>'
        f'<form><div id="contentWrapper">{"".join(records)}</div></form><div id="pageFooter"><span class="copyright">&copy; 2025 Factiva, '
        "Inc. All rights reserved.</span></div></body></html>"
    )


def factiva_rtf() -> bytes:
    """Return a download in RTF."""
    return make_rtf(factiva_text().split("\n"))


def factiva_docx() -> bytes:
    """Return a download as a Word document."""
    return make_docx("".join(paragraph(line) for line in factiva_text().split("\n")))


def proquest_fields(number: int, story: Story) -> list[tuple[str, str]]:
    """Return the fields that stand behind the text."""
    return [
        ("Subject", "Ferries; City councils; Public transportation"), ("Location", "Harbor Point"), ("Title", story.title),
        ("Publication title", f"{story.outlet}; Harbor Point"), ("First page", story.page), ("Pages", story.page),
        ("Publication year", "2025"), ("Publication date", story.day.replace("March", "Mar")), ("Section", story.section),
        ("Publisher", "Estuary Media, a Division of Example Limited"), ("Place of publication", "Harbor Point"),
        ("Country of publication", "United States"), ("Publication subject", "General Interest Periodicals--United States"),
        ("ISSN", "00011234"), ("Source type", "Newspaper"), ("Language of publication", "English"), ("Document type", "News"),
        ("ProQuest document ID", f"31073966{number:02d}"), ("Document URL", f"https://www.example.org/docview/31073966{number:02d}?accountid=1"),
        ("Copyright", f"Copyright 2025 {story.outlet}. All Rights Reserved."), ("Last updated", "2025-03-22"), ("Database", "Newsstream"),
    ]


def proquest_text() -> str:
    """Return a download as text: rules between documents, a line a paragraph."""
    rule = "_" * 60
    records = []
    for number, story in enumerate(STORIES, start=1):
        family = f"{story.byline.split()[-1]}, {story.byline.split()[0]}"
        fields = "\n\n".join(f"{label}: {value}" for label, value in proquest_fields(number, story))
        text = "\n".join(story.body)
        records.append(
            f"{rule}\n\nDocument {number} of 3\n\n{story.title}\n\nhttps://proxy.example.org/login?url=https://www.example.org/docview/1\n\n"
            f"Author: {family}\n\nAbstract: None available.\n\nLinks: https://resolver.example.org/openurl?title=The+Ledger\n\n"
            f"Full text: {text}\nCAPTION: The landing at low tide.\n\n{fields}\n\n"
        )
    return (
        "".join(records) + f"{rule}\n\nContact us at: https://www.example.org/contact Database copyright © 2025 ProQuest LLC. All rights "
        "reserved. Terms and Conditions: https://www.example.org/terms\n"
    )


def proquest_page(stories: tuple[Story, ...] = STORIES) -> str:
    """Return a download as a page: no rules between documents, labels in bold, the text as markup of its own."""
    records = []
    for number, story in enumerate(stories, start=1):
        text = "".join(f"<p>{line}</p>" for line in story.body)
        fields = "".join(
            f'<p style="margin:0"><strong>{label}: </strong>{value}</p>' for label, value in proquest_fields(number, story) if label != "Title"
        )
        records.append(
            f'<div style="margin-bottom:20px"><a name="DocID_{number}"></a><p></p><p style="font-weight:bold;">{story.title}</p>'
            f"<p><strong>Author:  </strong>{story.byline.split()[-1]}, {story.byline.split()[0]}</p><p><strong>Publication info:  </strong>"
            f'{story.outlet} ; Harbor Point [Harbor Point]04 Mar 2025: B.1.</p><p><a href="https://www.example.org">ProQuest document link</a></p>'
            f"<p><strong>Abstract:  </strong></p><p>{story.body[0]}</p><div><strong>Links: </strong><a>Find it</a></div>"
            f'<p><strong>Full text: </strong><Text WordCount="239" HTMLContent="true"><html><body>{text}</body></html></Text></p>{fields}</div>'
        )
    return (
        '<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>ProQuest Export</title></head>'
        '<body><table><tr><td><div class="headerTextContainer">All documents are reproduced with the permission of the copyright owner. '
        "Further reproduction or distribution is prohibited without permission.<br>Please do not reply directly to this email.</div></td></tr>"
        f'</table><div>Jane Reader sent you the following:</div><p>Email 1 of 1</p>{"".join(records)}</body></html>'
    )


def proquest_docx() -> bytes:
    """Return a download as a Word document with a table of contents and a list of sources."""
    lines = ["Table of contents"]
    lines += [f"{number}. {story.title}......... {number}" for number, story in enumerate(STORIES, start=1)]
    for number, story in enumerate(STORIES, start=1):
        lines += [f"Document {number} of 3", story.title, "ProQuest document link", f"Author: {story.byline.split()[-1]}, {story.byline.split()[0]}"]
        lines += ["Abstract (English): None available.", f"FULL TEXT: {story.body[0]}", *story.body[1:]]
        lines += [f"{label}: {value}" for label, value in proquest_fields(number, story)]
    lines += ["Bibliography", "Citation style: APA 6th - American Psychological Association, 6th Edition"]
    lines += [f"{story.byline} ({story.day}). {story.title}. {story.outlet}." for story in STORIES]
    lines += ["Database copyright © 2025 ProQuest LLC. All rights reserved."]
    return make_docx("".join(paragraph(line) for line in lines))


def europresse_page() -> str:
    """Return a page of Europresse."""
    records = []
    for number, story in enumerate(STORIES, start=1):
        text = "".join(f"<p>{line}</p>" for line in story.body)
        records.append(
            f'<article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName">{story.outlet}, no. 9{number}</span></div>'
            f'<span class="DocHeader">{story.section}, Tuesday, {story.day} 312 words, p. {story.page}</span><div class="titreArticle">'
            f'<p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">{story.title}</p></div><div class="docAuthors">{story.byline}</div></header>'
            f'<section><div class="docOcurrContainer">{text}</div></section><footer><p>This article appeared in {story.outlet}</p><small>© 2025 '
            f'{story.outlet}. All rights reserved.</small><div class="publiC-lblNodoc">news·{story.iso.replace("-", "")}·ELG·10{number}</div></footer></article>'
        )
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"/><title>Europresse</title></head><body>{"".join(records)}</body></html>'


def make_mail(subject: str, sender: str, text: str, *, page: str = "", day: str = "Sun, 9 Mar 2025 08:02:03 +0000") -> bytes:
    """Return a mail of a text, of a page, or of both."""
    from email.message import EmailMessage
    from email.policy import SMTP

    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"], mail["Date"] = sender, "reader@example.org", subject, day
    mail["Message-ID"] = "<1@example.org>"
    if text:
        mail.set_content(text)
    if page:
        (mail.add_alternative if text else mail.set_content)(page, subtype="html")
    return mail.as_bytes()


def google_alert() -> bytes:
    """Return a mail of Google Alerts: title, outlet, first words and address of each result."""
    results = "".join(
        f"{story.title}\n{story.outlet}\n{story.body[0]} ...\n<https://www.example.com/url?rct=j&sa=t&url=https://ledger.example/{number}&ct=ga>\n\n"
        for number, story in enumerate(STORIES, start=1)
    )
    text = (
        f"=== News - 3 new results for [ferry] ===\n\n{results}- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - -\n"
        "Unsubscribe from this Google Alert:\n<https://www.example.com/alerts/remove?s=1>\n\nCreate another Google Alert:\n"
        "<https://www.example.com/alerts>\n"
    )
    return make_mail("Google Alert - ferry", "Google Alerts <googlealerts-noreply@example.com>", text)
