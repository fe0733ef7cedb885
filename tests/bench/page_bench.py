"""How long until a page's charts are drawn? Against a bare page with the same Vega bundle and one of the charts.

    python tests/bench/page_bench.py FOLDER [--runs 7]

`FOLDER` is one of reports. Pages are opened from the file in headless Chromium, each run in a context of its own,
the bare page and the whole one in turn, and the medians are given: for the charts near the reader when the page
opens (what a reader waits for), and for all of them at once, in a window as high as the page (what nobody waits
for, as charts out of sight wait until the reader comes near). Beside the time that passes stands the time that the
page's own thread works, which other programs on the machine disturb less.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

_SWITCHES = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_NEAR, _ALL = 900, 40_000

# A chart is near when the page's observer says so: 400 pixels below what is seen.
_WAIT = """async () => {
  const settled = (plot) => ["drawn", "failed"].includes(plot.dataset.state);
  const near = Array.from(document.querySelectorAll(".plot")).filter((plot) => {
    const place = plot.getBoundingClientRect();
    return plot.getClientRects().length && place.top < window.innerHeight + 400;
  });
  while (!near.every(settled)) await new Promise((resolve) => setTimeout(resolve, 4));
  return [performance.now(), near.length];
}"""


def make_bare(page: str) -> str:
    """Return a page with the same policy, style and scripts, and of the content its first chart alone."""
    head = page[: page.index("<body>")]
    first = re.search(r'<figure class="chart".*?</figure>', page, re.DOTALL)
    if first is None:
        raise ValueError("the page has no chart")
    figure = re.sub(r"<details.*?</details>", "", first[0], flags=re.DOTALL)
    scripts = re.findall(
        r"<script(?: type=\"application/json\" id=\"page-facts\")?>.*?</script>\n", page, re.DOTALL
    )
    return f"{head}<body><main>{figure}</main>{''.join(scripts)}</body></html>"


def time_page(browser: Browser, page: Path, height: int) -> tuple[float, float, int]:
    """Return milliseconds until the charts near are drawn, milliseconds of the page's thread, and how many."""
    context = browser.new_context(viewport={"width": 1280, "height": height})
    try:
        opened = context.new_page()
        session = context.new_cdp_session(opened)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        opened.goto(page.as_uri(), wait_until="commit")
        opened.wait_for_load_state("domcontentloaded")
        passed, count = opened.evaluate(_WAIT)
        metrics = {item["name"]: item["value"] for item in session.send("Performance.getMetrics")["metrics"]}
        return float(passed), 1000 * float(metrics["TaskDuration"]), int(count)
    finally:
        context.close()


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a table: a row for each page of the folder."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="a folder of reports")
    parser.add_argument("--runs", type=int, default=7, help="how often each page is opened")
    given = parser.parse_args(arguments)
    chromium = os.environ.get("DATELINE_CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    print("page                    charts  near    all   ratio near  ratio all  (thread: near  all)   MB")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as scratch:
        browser = playwright.chromium.launch(executable_path=chromium, args=_SWITCHES)
        for page in sorted(given.folder.absolute().glob("*.html")):
            text = page.read_text(encoding="utf-8")
            if 'class="plot"' not in text:
                continue
            bare = Path(scratch) / page.name
            bare.write_text(make_bare(text), encoding="utf-8")
            places = ((bare, _NEAR), (page, _NEAR), (page, _ALL))
            runs = [[time_page(browser, *place) for place in places] for _ in range(given.runs)]
            passed = [statistics.median(run[at][0] for run in runs) for at in range(3)]
            worked = [statistics.median(run[at][1] for run in runs) for at in range(3)]
            print(
                f"{page.stem:<24}{runs[0][1][2]:>2} of {runs[0][2][2]:<3}{passed[1]:5.0f}  {passed[2]:5.0f}"
                f"  {passed[1] / passed[0]:10.2f} {passed[2] / passed[0]:10.2f}"
                f"      {worked[1] / worked[0]:8.2f} {worked[2] / worked[0]:5.2f}   {len(text.encode()) / 1e6:6.2f}",
                flush=True,
            )
        browser.close()


if __name__ == "__main__":
    main()
