"""What the browser's tests share: the audit by axe-core, and how a page is opened."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import axe_playwright_python

from analysis.parameters import REPORTS

#: Opens a file as a page: `open_page(path, width=…, scheme=…, scripts=…)`, to be used in a `with`.
Open = Callable[..., AbstractContextManager[Any]]

#: The pages of a folder of reports.
PAGES = ["index", *REPORTS]

_AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
#: The tags of axe-core's rules of WCAG 2.2 AA and its best practices, and those of its rules that look at colours.
_RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_COLOURS = ("color-contrast", "link-in-text-block")

# Only what fails is described and comes out of the page: to describe each of the thousands of elements
# that pass takes as long again as the audit.
_RUN = """rules => axe.run({runOnly: rules, resultTypes: ["violations"]}).then(found => found.violations)"""


def find_violations(page: Any, *, colours_alone: bool = False) -> list[str]:
    """Run axe-core's rules of WCAG 2.2 AA and its best practices, and return what breaks one.

    Colours alone are looked at where the page has been looked at whole in another scheme.
    """
    page.evaluate(_AXE)  # by the debugger, which the page's policy does not concern
    return [
        f"{rule['id']}: {node['html'][:200]} {node['failureSummary']}"
        for rule in page.evaluate(_RUN, list(_COLOURS if colours_alone else _RULES))
        for node in rule["nodes"][:3]
    ]
