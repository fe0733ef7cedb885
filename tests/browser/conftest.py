"""Fixtures that open pages in a real browser with the network off."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests.browser.checking import Open
from tests.rendering import render_hostile, render_once, render_seeds
from tests.small_notebooks import write_notebooks

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
#: Where installers put it that change no search path: on macOS and on Windows.
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    os.path.expandvars(r"%ProgramFiles%\Google\Chrome\Application\chrome.exe"),
)
_SWITCHES = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]
_MISSING = (
    "Chromium is not installed (Debian: apt-get install chromium; elsewhere set DATELINE_CHROMIUM to it)"
)


def find_chromium() -> str | None:
    """Return the browser to use; None where there is none."""
    named = os.environ.get("DATELINE_CHROMIUM")
    return named or next(filter(None, map(shutil.which, (*_NAMES, *_PLACES))), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark this folder's tests, and skip them where there is no browser."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)
            if find_chromium() is None:
                item.add_marker(pytest.mark.skip(reason=_MISSING))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the very end that browser tests were skipped, so that nobody takes them for passed."""
    skipped = [
        report for report in terminalreporter.stats.get("skipped", ()) if _MISSING in str(report.longrepr)
    ]
    if skipped:
        terminalreporter.write_line(f"browser tests skipped: {len(skipped)}. {_MISSING}.", yellow=True)


@dataclass
class Opened:
    """A page, and what happened while it was open."""

    page: Page
    messages: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def draw_all(self) -> None:
        """Let each visible chart come alive, as at a pointer's touch, and wait until it is drawn or has failed."""
        # Not wait_for_function: it evaluates text in the page, which the page's policy forbids.
        self.page.evaluate(
            """async () => {
                 const settled = (plot) => ["drawn", "failed"].includes(plot.dataset.state);
                 for (const plot of document.querySelectorAll(".plot")) {
                   if (plot.closest("details:not([open])")) continue;
                   plot.scrollIntoView();
                   plot.dispatchEvent(new PointerEvent("pointerenter"));
                   const deadline = Date.now() + 30000;
                   while (!settled(plot) && Date.now() < deadline) {
                     await new Promise((resolve) => setTimeout(resolve, 20));
                   }
                 }
                 window.scrollTo(0, 0);
               }"""
        )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=_SWITCHES)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser) -> Open:
    """Return a context manager that opens a file, with every request but the file's own stopped and noted."""

    @contextmanager
    def opened(
        path: Path, *, width: int = 1280, scheme: str = "light", scripts: bool = True
    ) -> Iterator[Opened]:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
            java_script_enabled=scripts,
            offline=True,
        )
        found = Opened(context.new_page())

        def pass_or_stop(route: Route) -> None:
            if route.request.url.startswith(path.as_uri()):
                route.continue_()
            else:
                found.requests.append(route.request.url)
                route.abort()

        found.page.route("**/*", pass_or_stop)
        found.page.on("console", lambda message: found.messages.append(f"{message.type}: {message.text}"))
        found.page.on("dialog", lambda dialog: found.messages.append(f"dialog: {dialog.message}"))
        found.page.on("pageerror", lambda error: found.messages.append(f"error: {error}"))
        found.page.goto(path.as_uri())
        yield found
        context.close()

    return opened


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The reports of the seeds."""
    return render_seeds(tmp_path_factory, root)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reports of articles that try to run, by the project's own notebooks."""
    return render_hostile(tmp_path_factory)


@pytest.fixture(scope="session")
def broken(tmp_path_factory: pytest.TempPathFactory, seeds_folder: Path) -> Path:
    """A report with a chart that cannot be drawn."""
    from analysis.reports import render_reports

    spoilt = 'display({"application/vnd.vegalite.v6+json": {"mark": {"type": "no such mark"}}}, raw=True)'

    def make(folder: Path) -> None:
        notebooks = write_notebooks(folder / "notebooks", {"source_overlap": spoilt})
        render_reports(seeds_folder, folder / "reports", only=["source_overlap"], notebooks=notebooks)

    return render_once(tmp_path_factory, "broken-reports", make) / "reports"
