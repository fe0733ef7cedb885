"""Turn a page into its whole text, a block a line, each with the classes of its element; nothing is left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS = frozenset(
    "address article aside blockquote body center dd details div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol p pre section table tbody td tfoot th thead tr ul".split()
)
_HIDDEN = frozenset({"head", "script", "style", "template", "noscript", "title"})


def read_page_text(markup: str) -> tuple[str, dict[int, str]]:
    """Return the text of a page, a blank line between blocks, and the classes of each line's element.

    Returns:
        The text, and the place of the first character of each line to the name, classes and identifier of the
        element that it stands in, and those of the elements around it.
    """
    from lxml import html

    # A declaration of an encoding within a text that is decoded already is an error to the parser.
    source = markup.encode("utf-8", "replace")
    tree = html.document_fromstring(source or b"<html/>", parser=html.HTMLParser(encoding="utf-8"))
    parts: list[str] = []
    hints: dict[int, str] = {}
    length = 0
    for line, hint, is_block in _lines(tree):
        separator = "" if not parts else "\n\n" if is_block else "\n"
        hints[length + len(separator)] = hint
        parts += [separator, line]
        length += len(separator) + len(line)
    return "".join(parts), hints


def _lines(tree: HtmlElement) -> Iterator[tuple[str, str, bool]]:
    """Yield each line, its element's and its ancestors' classes, and whether it begins a block."""
    words: list[str] = []
    hint, is_block = "", True

    def flush() -> Iterator[tuple[str, str, bool]]:
        line = " ".join("".join(words).split())
        words.clear()
        if line:
            yield line, hint, is_block

    for event, element, text in _pieces(tree):
        if event == "text":
            if not "".join(words).strip():
                hint = _classes(element)
            words.append(text)
        else:
            # Two line breaks, one upon the other, part paragraphs.
            empty = not "".join(words).strip()
            yield from flush()
            is_block = event == "block" or empty
    yield from flush()


def _pieces(element: HtmlElement) -> Iterator[tuple[str, HtmlElement, str]]:
    """Yield ("text", the element it stands in, the text), and ("block" or "line", …) where a new one begins."""
    stack: list[tuple[HtmlElement, bool]] = [(element, False)]
    while stack:
        node, is_closing = stack.pop()
        if not isinstance(node.tag, str) or node.tag in _HIDDEN:
            pass
        elif is_closing:
            if node.tag in _BLOCKS:
                yield "block", node, ""
        else:
            if node.tag == "br":
                yield "line", node, ""
            elif node.tag in _BLOCKS:
                yield "block", node, ""
            if node.text:
                yield "text", node, node.text
            stack.append((node, True))
            stack.extend((child, False) for child in reversed(node))
            continue
        parent = node.getparent()
        if node.tail and parent is not None and node is not element:
            yield "text", parent, node.tail


def _classes(element: HtmlElement) -> str:
    names = [element.tag, element.get("class", ""), element.get("id", "")]
    for parent in element.iterancestors():
        names += [parent.get("class", ""), parent.get("id", "")]
    return " ".join(name for name in names if name)
