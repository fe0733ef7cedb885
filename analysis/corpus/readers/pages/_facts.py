"""Check what a page's metadata says of its article: what cannot be a name, a title or a day is left empty and said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from analysis.corpus._dates import parse_date, read_date
from analysis.language import ENGLISH
from analysis.text import listed, shorten

if TYPE_CHECKING:
    from trafilatura.settings import Document as Extracted

#: What stands between a headline and the name of its site in a page's title.
_TITLE_BREAK = re.compile(r"\s+[-–—|:»·•]+\s+|\s*\|\s*|:\s+")

#: Longest name of a person or a desk, in words.
_NAME_WORDS = 6

_NO_NAME = re.compile(r"[@/\\<>{}=_]|\d|https?:|www\.")

#: A name in capitals with a desk or an agency in other letters behind it: "JILL LAWLESS Associated Press".
_CAPITALS_FIRST = re.compile(r"((?:[A-Z][A-Z.'’-]+ ){1,3}[A-Z][A-Z.'’-]+) (?=[A-Z][a-z]|AP\b).*")

_RIGHTS = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)(?:\s*\d{4}(?:\s*[-–]\s*\d{4})?)?|all rights reserved\.?", re.IGNORECASE
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+/\S*", re.IGNORECASE)

#: What an address may have before its last part and nobody has registered: "co" of bbc.co.uk.
_SHARED_LABELS = frozenset({"ac", "co", "com", "edu", "gov", "net", "org"})

_PAGE_TITLE = re.compile(r"<title[^>]*>([^<]{1,500})", re.IGNORECASE)
_ADDRESS_DAY = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2}|[a-z]{3,9})[/-](\d{1,2})(?=[/_.-]|$)", re.IGNORECASE)
_CHANGED = re.compile(
    r"""(?:modified_time|updated_time|dateModified|[Ll]ast-[Mm]odified)["'][^<>]{0,40}?(\d{4}-\d\d-\d\d)"""
)
_FIRST_PUBLISHED = re.compile(r"[Pp]ublish|pub-?date|<time\b")

#: Days between the day in an address and that in the metadata which the hour alone, told elsewhere, explains.
_DAYS_APART = timedelta(days=1)


@dataclass
class PageFacts:
    """The facts of a page and what is doubtful about them, as clauses for a table."""

    facts: dict[str, str] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)


def check_facts(article: Extracted, markup: str, headings: Sequence[str] = ()) -> PageFacts:
    """Return the `title`, `outlet`, `published`, `byline` and `url` of a page, as far as they are plausible.

    Args:
        article: What the extractor reads from the page's metadata.
        markup: The page.
        headings: The page's main headings, one of which is the headline where the page's title is the site's.
    """
    checked = PageFacts()
    url = article.url or ""
    host = urlsplit(url).netloc.removeprefix("www.")
    outlet = _outlet(article.sitename or "", host, markup)
    title = _title(" ".join((article.title or "").split()), outlet, host, headings, checked)
    byline = _byline(article.author or "", (title, outlet, host), checked)
    published = _published(article.date or "", url, markup, checked)
    facts = {"title": title, "outlet": outlet, "published": published, "byline": byline, "url": url}
    checked.facts = {key: value for key, value in facts.items() if value}
    return checked


def _key(text: str) -> str:
    """Return what the forms of a name share: "The Hill", "TheHill" and "Hill"."""
    return "".join(filter(str.isalnum, text)).casefold().removeprefix("the")


def _is_site(text: str, outlet: str, host: str) -> bool:
    """Return whether a text is no more than the name of the site or its address."""
    return bool(_key(text)) and _key(text) in {_key(outlet), _key(host), _key(_label(host))} - {""}


def _outlet(name: str, host: str, markup: str) -> str:
    """Return the outlet; a name that is made from the address alone is written as the page's title writes it."""
    name = " ".join(_RIGHTS.sub(" ", name).split()).strip(" .,|-–")
    if _ADDRESS.fullmatch(name):
        return urlsplit(name if "://" in name else f"https://{name}").netloc.removeprefix("www.") or host
    label = _label(host)
    if name and name not in {label.title(), host.partition(".")[0].title()}:
        return name
    page_title = _PAGE_TITLE.search(markup)
    form = rf"(?<![\w.@/-]){re.escape(label)}(?:\.[a-z]{{2,4}})?(?![\w-])"
    given = re.search(form, page_title[1], re.IGNORECASE) if page_title and label else None
    return given[0] if given else name if name == label.title() else host


def _label(host: str) -> str:
    """Return the name that somebody has registered in an address: "cbslocal" of detroit.cbslocal.com."""
    *parts, _ = host.split(".")
    named = [part for part in parts if part not in _SHARED_LABELS]
    return named[-1] if named else host


def _title(title: str, outlet: str, host: str, headings: Sequence[str], checked: PageFacts) -> str:
    """Return the headline without the site's name before or behind it."""
    if _is_site(title, outlet, host):
        if len(headings) == 1 and not _is_site(headings[0], outlet, host):
            return headings[0]
        checked.doubts.append(f"its title is the name of the site ({shorten(title, 60)}); left empty")
        return ""
    breaks = list(_TITLE_BREAK.finditer(title))
    if breaks and _is_site(title[breaks[-1].end() :], outlet, host):
        return title[: breaks[-1].start()]
    for found in reversed(breaks):
        if _is_site(title[: found.start()], outlet, host):
            return title[found.end() :]
    return title


def _byline(stated: str, not_names: Sequence[str], checked: PageFacts) -> str:
    """Return the people of a byline, each once; desks and agencies where nobody else is named."""
    stated = " ".join(stated.split())
    title, outlet, host = not_names
    names = [_bare_name(name, title) for name in stated.split(";")]
    names = [name for name in names if _is_plausible(name) and not _is_site(name, outlet, host)]
    people = [name for name in names if not _is_desk(name, outlet)] or names
    keys = [_key(name) for name in people]
    # A system's short form of a name ("Kevin-R") begins as the name does.
    once = [
        name
        for index, (name, key) in enumerate(zip(people, keys, strict=True))
        if key not in keys[:index] and not any(other != key and other.startswith(key) for other in keys)
    ]
    if stated and not once and not _is_site(stated, outlet, host):
        checked.doubts.append(f"its byline says “{shorten(stated, 60)}”, which is not a name; left empty")
    return listed(once)


def _bare_name(name: str, title: str) -> str:
    """Return a name without the title, day or desk that stands behind it, and without "By"."""
    name = " ".join(name.split())
    if title and title in name:
        name = name.replace(title, " ").strip()
    name = ENGLISH.newsroom.byline_tail.sub("", re.sub(r"^by\s+", "", name, flags=re.IGNORECASE)).strip(
        " ,.|-–—·"
    )
    capitals = _CAPITALS_FIRST.fullmatch(name)
    return capitals[1] if capitals else name


def _is_plausible(name: str) -> bool:
    if not name or _NO_NAME.search(name) or ENGLISH.newsroom.no_name.search(name):
        return False
    return len(name.split()) <= _NAME_WORDS and name[0].isalpha() and not name.islower()


def _is_desk(name: str, outlet: str) -> bool:
    """Return whether a name is a post, an agency or the outlet's own, and no person's."""
    newsroom = ENGLISH.newsroom
    agency = any(form.fullmatch(name) for form in newsroom.agency_names.values())
    of_outlet = bool(outlet) and _key(name).startswith(_key(outlet))
    return agency or of_outlet or newsroom.post.search(name) is not None


def _published(stated: str, url: str, markup: str, checked: PageFacts) -> str:
    """Return the day of first publication; an address that holds a day is put up on it."""
    day = parse_date(stated) if stated else None
    in_address = _address_day(url)
    if in_address and (day is None or abs(day - in_address) > _DAYS_APART):
        if day:
            checked.doubts.append(f"its address says {in_address}, its metadata {day}; the address is used")
        return in_address.isoformat()
    if stated and not in_address and not _FIRST_PUBLISHED.search(markup):
        changed = {match[1] for match in _CHANGED.finditer(markup)}
        if stated in changed:
            checked.doubts.append(
                f"it says when it was last changed ({stated}), not when it was published; undated"
            )
            return ""
    return stated


def _address_day(url: str) -> date | None:
    match = _ADDRESS_DAY.search(urlsplit(url).path)
    if not match:
        return None
    year, month, day = match.groups()
    return (
        parse_date(f"{year}-{int(month):02}-{int(day):02}")
        if month.isdigit()
        else read_date(f"{day} {month.title()} {year}")
    )
