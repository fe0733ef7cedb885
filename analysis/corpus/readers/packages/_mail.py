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

#: What is attached and is no part of what a mail says.
_SIGNATURES = ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature")

_MAIL = "message/rfc822"
_NOT_READ = "an attached file of a kind that is not read; save it and give that"

#: Characters of a header that are read: the time that the standard library takes grows with their square.
_LONGEST_HEADER = 2_000

#: A mail with articles in attached files says less than this many words of its own.
_COVERING_NOTE = 60

#: A plain version of fewer words than this share of the page's is a hint to open the page.
_STUB = 0.2


def open_mail(raw: bytes) -> Iterator[Packed]:
    """Yield the message of a mail, and the documents and mails attached to it; of what is not read, the reason.

    The plain version of a message is taken where it has one, and its page otherwise. Sender and subject are facts.

    Raises:
        UnreadableError: It is no mail, or has no text.
    """
    message = _parse(raw)
    if message.get_content_type() == _MAIL:
        yield Packed("", ".eml", _payload(message))
        return
    facts = _facts(message)
    parts = [part for part in _attachments(message) if _is_file(part)]
    attached = [part for part in parts if _suffix(part) in _ATTACHMENTS]
    content, suffix = _message_text(message)
    words = len(content.split())
    if not words and not parts:
        raise UnreadableError("the mail has no text")
    if attached and 0 < words < _COVERING_NOTE:
        yield Packed(
            "message", suffix, b"", reason=f"a note of {counted(words, 'word')} beside attached files"
        )
    elif words:
        yield Packed("message" if attached else "", suffix, content, facts)
    about = {"mail": facts["mail"]} if "mail" in facts else {}
    for number, part in enumerate(parts, start=1):
        name = part.get_filename() or f"attached mail {number}"
        if _suffix(part) in _ATTACHMENTS:
            yield Packed(name, _suffix(part), _payload(part), about)
        else:
            yield Packed(name, _suffix(part), b"", reason=_NOT_READ)


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

    # Lines stay as they are where an attached mail is written out again.
    policy = email.policy.default.clone(header_factory=_header, refold_source="none")
    message = email.message_from_bytes(raw.lstrip(), policy=policy)
    if not message.keys():
        raise UnreadableError("not a mail: it has no header")
    for part in message.walk():
        kind = part.get_content_type()
        whole = kind.startswith("multipart/") and not part.is_multipart()
        if whole or kind.endswith("/"):  # parts that nothing divides, or a text of no kind
            part.replace_header("Content-Type", "text/plain")
    return message


def _header(name: str, value: str) -> str:
    """Return a header as the standard library reads it; an empty one where that cannot."""
    import email.policy

    try:
        header: str = email.policy.default.header_factory(name, value[:_LONGEST_HEADER])
    except Exception:
        # What is no address, date or name in a header raises exceptions of many kinds.
        header = email.policy.default.header_factory(name, "")
    return header


def _facts(message: EmailMessage) -> dict[str, str]:
    import email.utils

    subject = str(message.get("Subject") or "")
    facts = {"title": subject, "mail": subject}
    with contextlib.suppress(ValueError, IndexError, RecursionError):
        name, address = email.utils.parseaddr(str(message.get("From") or ""))
        facts["sender"] = name or address
    with contextlib.suppress(ValueError, TypeError, OverflowError):
        facts["published"] = email.utils.parsedate_to_datetime(str(message["Date"])).date().isoformat()
    return {key: " ".join(value.split()) for key, value in facts.items() if value.strip()}


def _attachments(message: MIMEPart) -> Iterator[MIMEPart]:
    """Yield what is attached to a message, also where that is in a part of parts."""
    for part in message.iter_attachments():
        if part.get_content_maintype() == "multipart":
            yield from _attachments(part)
        else:
            yield part


def _is_file(part: MIMEPart) -> bool:
    """Return whether an attached part is a mail, or a file other than a picture or a signature."""
    if part.get_content_type() == _MAIL:
        return True
    pictures = part.get_content_maintype() == "image" or part.get_content_type() in _SIGNATURES
    return bool(part.get_filename()) and not pictures


def _message_text(message: EmailMessage) -> tuple[bytes, str]:
    """Return the text of a message and what it is."""
    parts = {kind: message.get_body(preferencelist=(kind,)) for kind in ("plain", "html")}
    plain, page = (_payload(part) if part is not None else b"" for part in parts.values())
    if plain.strip() and len(plain.split()) >= _STUB * len(page.split()):
        return plain, ".txt"
    return (page, ".html") if page else (plain, ".txt")


def _payload(part: MIMEPart) -> bytes:
    """Return the content of a part; of a text in UTF-8 where its own encoding is declared and true."""
    if part.get_content_type() == _MAIL:
        return b"".join(_mail_in(part, inner) for inner in part.iter_parts())
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


def _mail_in(part: MIMEPart, inner: MIMEPart) -> bytes:
    """Return the mail in a part, also where that is packed, which no rule allows and some programs do."""
    if inner.keys() or "Content-Transfer-Encoding" not in part:
        return inner.as_bytes()
    inner.set_raw("Content-Transfer-Encoding", str(part["Content-Transfer-Encoding"]))
    content = inner.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _suffix(part: MIMEPart) -> str:
    if part.get_content_type() == _MAIL:
        return ".eml"
    return PurePosixPath(part.get_filename() or "").suffix.lower()
