"""Open mails (.eml) and pages saved as one file (.mht, .mhtml), by the standard library."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from analysis.corpus.readers._decode import UnreadableError
from analysis.corpus.readers.packages._packed import Packed
from analysis.text import counted

if TYPE_CHECKING:
    from email.message import EmailMessage, MIMEPart

#: Endings of files in a mail that can be articles.
_ATTACHMENTS = (".txt", ".html", ".htm", ".docx", ".rtf", ".pdf", ".odt", ".eml", ".mht", ".mhtml")

#: A mail with articles in attached files says less than this many words of its own.
_COVERING_NOTE = 60

#: A plain version of fewer words than this share of the page's is a hint to open the page.
_STUB = 0.2


def open_mail(raw: bytes) -> Iterator[Packed]:
    """Yield the message of a mail, and the documents attached to it.

    The plain version of a message is taken where it has one, and its page otherwise. Sender and subject are facts.

    Raises:
        UnreadableError: It is no mail, or has no text.
    """
    message = _parse(raw)
    facts = _facts(message)
    attached = [part for part in message.iter_attachments() if _suffix(part) in _ATTACHMENTS]
    content, suffix = _message_text(message)
    words = len(content.split())
    if not words and not attached:
        raise UnreadableError("the mail has no text")
    if attached and words < _COVERING_NOTE:
        if words:
            yield Packed(
                "message", suffix, b"", reason=f"a note of {counted(words, 'word')} beside attached files"
            )
    else:
        yield Packed("message" if attached else "", suffix, content, facts)
    for part in attached:
        name = part.get_filename() or "attachment"
        yield Packed(name, _suffix(part), _payload(part), {"mail": facts["mail"]} if "mail" in facts else {})


def open_web_archive(raw: bytes) -> Iterator[Packed]:
    """Yield the page of a file that holds a page with all that it shows.

    Raises:
        UnreadableError: There is no page in it.
    """
    message = _parse(raw)
    for part in message.walk():
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            address = message.get("Snapshot-Content-Location") or part.get("Content-Location") or ""
            facts = {"url": str(address)} if str(address).startswith("http") else {}
            yield Packed("", ".html", _payload(part), facts)
            return
    raise UnreadableError("there is no page in it")


def _parse(raw: bytes) -> EmailMessage:
    import email
    import email.policy

    message = email.message_from_bytes(raw.lstrip(), policy=email.policy.default)
    if not message.keys():
        raise UnreadableError("not a mail: it has no header")
    return message


def _facts(message: EmailMessage) -> dict[str, str]:
    import email.utils

    subject = str(message.get("Subject") or "")
    facts = {"title": subject, "mail": subject}
    name, address = email.utils.parseaddr(str(message.get("From") or ""))
    facts["sender"] = name or address
    with contextlib.suppress(ValueError, TypeError, OverflowError):
        facts["published"] = email.utils.parsedate_to_datetime(str(message["Date"])).date().isoformat()
    return {key: " ".join(value.split()) for key, value in facts.items() if value.strip()}


def _message_text(message: EmailMessage) -> tuple[bytes, str]:
    """Return the text of a message and what it is."""
    parts = {kind: message.get_body(preferencelist=(kind,)) for kind in ("plain", "html")}
    plain, page = (_payload(part) if part is not None else b"" for part in parts.values())
    if plain.strip() and len(plain.split()) >= _STUB * len(page.split()):
        return plain, ".txt"
    return (page, ".html") if page else (plain, ".txt")


def _payload(part: MIMEPart) -> bytes:
    """Return the content of a part; of a text in UTF-8 where its own encoding is declared and true."""
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return b""
    charset = part.get_content_charset()
    if part.get_content_maintype() == "text" and charset:
        try:
            return content.decode(charset).encode()
        except (UnicodeError, LookupError):
            return content
    return content


def _suffix(part: MIMEPart) -> str:
    return PurePosixPath(part.get_filename() or "").suffix.lower()
