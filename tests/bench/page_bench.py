"""Measure the time until a page's charts are drawn, beside a bare page with the same Vega bundle and one chart.

    python tests/bench/page_bench.py FOLDER [--runs 7]

`FOLDER` holds reports. Pages are opened from the file in headless Chromium, each run in its own context, the bare
page and the whole one in turn, and the medians are printed. The bare page holds the bundle and the page's first
chart, drawn by Vega as soon as possible. Four times are measured of the whole page:

- `drawn`: until every chart outside closed folds is drawn;
- `tall`: the same in a window as high as the page, where the browser paints all charts;
- `phone`: the same in a window of 375 pixels, where the prerendered pictures do not fit, and each chart is drawn by
  Vega when the reader scrolls near; the window shows the beginning of the page;
- `alive`: until Vega has redrawn all charts for the pointer, as if a reader had pointed at all at once.

Beside elapsed time stands the working time of the page's own thread, which other programs on the machine disturb
less.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

_SWITCHES = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

_BARE = """<script>
const plot = document.querySelector(".plot");
vegaEmbed(plot, JSON.parse(document.getElementById(plot.dataset.spec).textContent),
  { mode: "vega-lite", ast: true, renderer: "svg", actions: false, defaultStyle: false })
  .then(() => { plot.dataset.state = "drawn"; });
</script>"""

# Charts that the page leaves for later, because they are far away, are not waited for.
_WAIT = """async (near) => {
  const settled = (plot) => ["still", "drawn", "failed"].includes(plot.dataset.state);
  const fits = (plot) => !plot.dataset.width || plot.clientWidth > 0.83 * plot.dataset.width;
  const here = (plot) => plot.getBoundingClientRect().top < window.innerHeight + 400;
  const ready = (plot) => settled(plot) && (plot.dataset.state !== "still" || fits(plot));
  const plots = Array.from(document.querySelectorAll(".plot"))
    .filter((plot) => !plot.closest("details:not([open])") && (!near || here(plot)));
  while (!plots.every(ready)) await new Promise((resolve) => setTimeout(resolve, 4));
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0))); // painted
  return [performance.now(), plots.length];
}"""
_ENLIVEN = """async () => {
  const plots = Array.from(document.querySelectorAll(".plot")).filter((plot) => !plot.closest("details:not([open])"));
  await Promise.all(plots.map((plot) => plot.comeAlive()));
  return [performance.now(), plots.length];
}"""


@dataclass(frozen=True, slots=True)
class View:
    """One way to open a page: window, and whether only charts near its beginning count, or all come alive."""

    name: str
    width: int = 1280
    height: int = 900
    near: bool = False
    alive: bool = False


_TALL = 40_000
VIEWS = (
    View("drawn"),
    View("tall", height=_TALL),
    View("phone", 375, 800, near=True),
    View("alive", height=_TALL, alive=True),
)


def make_bare(page: str) -> str:
    """Return a page with the same style and bundle, and of the content its first chart alone, not yet drawn."""
    head = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page[: page.index("<body>")])
    first = re.search(r'<figure class="chart".*?</figure>', page, re.DOTALL)
    bundle = re.search(r'<script type="text/plain" id="chart-library">(.*?)</script>', page, re.DOTALL)
    if first is None or bundle is None:
        raise ValueError("the page has no chart")
    figure = re.sub(r"<details.*?</details>|<noscript>.*?</noscript>", "", first[0], flags=re.DOTALL)
    figure = re.sub(r' data-state="still">\s*<svg.*?</svg>', ">", figure, flags=re.DOTALL)
    return f"{head}<body><main>{figure}</main><script>{bundle[1]}</script>{_BARE}</body></html>"


def time_page(browser: Browser, page: Path, view: View) -> tuple[float, float, int]:
    """Return milliseconds until the charts are drawn, milliseconds of the page's thread, and how many."""
    context = browser.new_context(viewport={"width": view.width, "height": view.height})
    try:
        opened = context.new_page()
        session = context.new_cdp_session(opened)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        opened.goto(page.as_uri(), wait_until="commit")
        opened.wait_for_load_state("domcontentloaded")
        passed, count = opened.evaluate(_ENLIVEN) if view.alive else opened.evaluate(_WAIT, view.near)
        metrics = {item["name"]: item["value"] for item in session.send("Performance.getMetrics")["metrics"]}
        return float(passed), 1000 * float(metrics["TaskDuration"]), int(count)
    finally:
        context.close()


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a table: a row for each page of the folder and each way to open it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="a folder of reports")
    parser.add_argument("--runs", type=int, default=7, help="how often each page is opened")
    given = parser.parse_args(arguments)
    chromium = os.environ.get("DATELINE_CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    print(
        "page                  MB    view   charts  bare ms   page ms  ratio   (thread: bare   page  ratio)"
    )
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as scratch:
        browser = playwright.chromium.launch(executable_path=chromium, args=_SWITCHES)
        for page in sorted(given.folder.absolute().glob("*.html")):
            text = page.read_text(encoding="utf-8")
            if 'class="plot"' not in text:
                continue
            bare = Path(scratch) / page.name
            bare.write_text(make_bare(text), encoding="utf-8")
            for view in VIEWS:
                alone = View("bare", view.width, view.height)
                time_page(browser, bare, alone)  # not counted: the browser warms up
                runs = [
                    (time_page(browser, bare, alone), time_page(browser, page, view))
                    for _ in range(given.runs)
                ]
                passed = [statistics.median(run[at][0] for run in runs) for at in range(2)]
                worked = [statistics.median(run[at][1] for run in runs) for at in range(2)]
                print(
                    f"{page.stem:<20}{len(text.encode()) / 1e6:5.2f}  {view.name:>6}{runs[0][1][2]:>8}{passed[0]:10.0f}"
                    f"{passed[1]:10.0f}{passed[1] / passed[0]:7.2f}{worked[0]:14.0f}{worked[1]:8.0f}"
                    f"{worked[1] / worked[0]:7.2f}",
                    flush=True,
                )
        browser.close()


if __name__ == "__main__":
    main()
