"""Proves that addresses on pages are safe, differ where things differ, and are read back by a browser."""

from __future__ import annotations

import re
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from analysis.views import _anchors as anchors

TEXTS = st.text(max_size=120)
MAKERS = [anchors.article_anchor, anchors.term_anchor, anchors.speaker_anchor]


def test_addresses_can_be_read() -> None:
    """What people see in an address bar is the thing's own name."""
    assert "article-001_66396de939dc4853" == anchors.article_anchor("001_66396de939dc4853")
    assert "term-martial_law" == anchors.term_anchor("martial law")
    assert "term-follow-up" == anchors.term_anchor("follow-up")
    assert "speaker-윤석열" == anchors.speaker_anchor("윤석열")
    assert "at-001-12-40" == anchors.place_anchor("001", 12, 40)
    assert "passage-3" == anchors.passage_anchor(3)


@given(TEXTS, TEXTS)
def test_different_things_have_different_addresses(left: str, right: str) -> None:
    """No two texts share an address, whatever is in them."""
    for make in MAKERS:
        assert (left == right) == (make(left) == make(right))


@given(st.text(alphabet="a _~2-", max_size=6), st.text(alphabet="a _~2-", max_size=6))
def test_texts_that_look_like_addresses_stay_apart(left: str, right: str) -> None:
    """A text that spells what another is spelt as is itself spelt otherwise."""
    for make in MAKERS:
        assert (left == right) == (make(left) == make(right))


@given(TEXTS)
def test_addresses_are_safe_in_html_and_bounded(text: str) -> None:
    """No white space, no mark-up, no end of a quoted attribute, and no address without end."""
    for make in MAKERS:
        anchor = make(text)
        assert None is re.search(r"""[\s<>"'&#?%/=]""", anchor)
        assert len(anchor) <= 130


@given(TEXTS)
def test_a_link_leads_to_its_id(text: str) -> None:
    """What a browser decodes from the link is the id."""
    anchor = anchors.term_anchor(text)
    assert anchor == unquote(anchors.link_within(anchor)[1:])
    across = anchors.link_across(anchors.TERMS, anchor)
    assert across.isascii()
    assert f"term_frequencies.html?to={anchor}#the-most-frequent-terms" == unquote(across)


@given(TEXTS, TEXTS)
def test_every_article_has_a_file_of_its_own(left: str, right: str) -> None:
    """Whatever identifiers hold, their files are apart where capitals are not, and any file system takes the names."""
    assert (left == right) == (anchors.article_file(left) == anchors.article_file(right))
    name = anchors.article_file(left)
    assert re.fullmatch(r"[a-z0-9_.-]{1,94}", name)
    assert not name.startswith((".", "-"))
    assert not name.endswith(".")


def test_identifiers_that_differ_in_capitals_or_name_devices_are_apart() -> None:
    """Windows and macOS hold "A.html" and "a.html" for one file, and Windows will not write con.html."""
    names = [anchors.article_file(doc_id) for doc_id in ("story", "Story", "STORY", "con", "nul.1", "story.")]
    assert len({name.lower() for name in names}) == len(names)
    assert names[0] == "story"
    assert "con" not in names
