"""Say where a page may not hold an article, or not all of it: a stub before a paywall, a front page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from analysis.corpus._model import SectionKind
from analysis.corpus._normalise import normalise
from analysis.corpus.readers.pages._blocks import Block
from analysis.language import ENGLISH
from analysis.text import counted, shorten

#: Blocks below the article among which an offer stands that cuts it off.
_NEXT_BLOCKS = 4

#: Words of an article behind a paywall that is shown whole to whoever has paid; a stub has a paragraph or two.
_STUB_WORDS = 150

#: Letters that no article has fewer of; the shortest of 91 has about 300.
_FEWEST_LETTERS = 200

_NOT_FREE = re.compile(r'"isAccessibleForFree"\s*:\s*"?false', re.IGNORECASE)


def find_page_doubts(
    page: Sequence[Block],
    chosen: Sequence[tuple[Block, SectionKind]],
    *,
    markup: str,
    url: str,
    titles: Iterable[str],
) -> Iterator[str]:
    """Yield what is doubtful about the article of a page, as clauses for a table.

    Args:
        page: The blocks of the page.
        chosen: Those of the article, in order, with what each is.
        markup: The page.
        url: Its address.
        titles: Its title and main headings.
    """
    body = [block for block, kind in chosen if kind == "body"]
    words = sum(len(block.text.split()) for block in body)
    below = _blocks_below(page, body[-1]) if body else []
    if any(ENGLISH.newsroom.paywall.fullmatch(normalise(block.text)) for block in below):
        yield "it ends in an offer to subscribe, so the page may hold only its beginning; save it while signed in"
    elif words < _STUB_WORDS and _NOT_FREE.search(markup):
        yield f"for subscribers, and the page holds {counted(words, 'word')}; save it while signed in"
    notice = next((title for title in titles if _is_notice(title)), None)
    if notice:
        yield f"“{shorten(notice, 60)}” is the title of a page in the article's place; save the article again"
    elif url and urlsplit(url).path.strip("/") in {"", "index.html", "index.htm", "index.php"}:
        yield "its address is that of a front page; check that it is an article"
    elif sum(block.linked > 0.5 for block, _ in chosen) > len(chosen) / 2:
        yield "most of its lines are links, as on a front page; check that it is an article"
    elif sum(len(block.key) for block in body) < _FEWEST_LETTERS:
        yield "it has only a line or two of text; check that it is an article"


def _is_notice(title: str) -> bool:
    return ENGLISH.newsroom.no_article.fullmatch(" ".join(normalise(title).split())) is not None


def _blocks_below(page: Sequence[Block], last: Block) -> Sequence[Block]:
    index = next((index for index, block in enumerate(page) if block is last), len(page))
    return page[index + 1 : index + 1 + _NEXT_BLOCKS]
