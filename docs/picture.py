"""Take the README's picture: `python docs/picture.py REPORTS PICTURE`, the overview beside an article that is marked.

It needs Chromium, which the variable DATELINE_CHROMIUM may name.
"""

from __future__ import annotations

import base64
import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

#: What each half shows: a page, and the element at whose top it begins ("" for the page's own).
HALVES = (("index.html", ""), ("articles/004_9892b62eb0ea1784.html", "#the-text"))

_WIDTH, _HEIGHT, _GAP = 682, 746, 12
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def take_picture(reports: Path, picture: Path) -> None:
    """Write the picture of a folder of reports.

    Args:
        reports: The folder.
        picture: The file, a PNG.
    """
    named = os.environ.get("DATELINE_CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=named, args=["--no-sandbox", "--disable-gpu"])
        halves = [_show(browser, reports / page, element) for page, element in HALVES]
        frame = browser.new_page(viewport={"width": 2 * _WIDTH + 3 * _GAP, "height": _HEIGHT + 2 * _GAP})
        images = "".join(f'<img src="data:image/png;base64,{half}">' for half in halves)
        layout = f"display: flex; gap: {_GAP}px; margin: {_GAP}px; background: #d8d4ca"
        frame.set_content(f'<body style="{layout}">{images}</body>')
        frame.screenshot(path=picture)
        browser.close()


def _show(browser: Browser, file: Path, element: str) -> str:
    page = browser.new_page(viewport={"width": _WIDTH, "height": _HEIGHT}, color_scheme="light")
    page.goto(file.resolve().as_uri())
    if element:
        page.locator(element).evaluate("heading => heading.scrollIntoView({behavior: 'instant'})")
    picture = base64.b64encode(page.screenshot()).decode()
    page.close()
    return picture


if __name__ == "__main__":
    take_picture(Path(sys.argv[1]), Path(sys.argv[2]))
