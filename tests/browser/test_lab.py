"""JupyterLab: each notebook opens there, runs from top to bottom, draws its charts, and runs nothing of an article."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import systems
from tests.hostile.notebook import write_notebook
from tests.hostile.payloads import hostile_parameters
from tests.rendering import render_seeds

#: The contrast (WCAG 2.2) of each text of our displays and charts against what is behind it in the notebook.
CONTRASTS = """() => {
    const numbers = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
    const over = ([r, g, b, a = 1], below) => [r, g, b].map((part, at) => a * part + (1 - a) * below[at]);
    const luminance = (rgb) => rgb
        .map((part) => part / 255)
        .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
        .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
    const behind = (element) => {
        const layers = [];
        for (let at = element; at; at = at.parentElement) layers.push(numbers(getComputedStyle(at).backgroundColor));
        return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255]);
    };
    const texts = [...document.querySelectorAll('.dl-view *, details.reader *, div.table *, .vega-embed svg text')]
        .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
        .filter((element) => element.tagName !== 'STYLE' && element.getClientRects().length);
    return texts.map((element) => {
        const back = behind(element);
        const look = getComputedStyle(element);
        const ink = element.tagName === 'text' ? look.fill : look.color;
        const [one, other] = [over(numbers(ink), back), back].map(luminance);
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    });
}"""

#: Seconds that starting the server or running a notebook may take on a slow machine.
PATIENCE = 480


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a user of JupyterLab, whose notebooks are in `notebooks`."""
    return tmp_path_factory.mktemp("lab")


@pytest.fixture(scope="module")
def lab(root: Path, home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start JupyterLab on a copy of the notebooks as `nox -s lab` does, and give its address."""
    shutil.copytree(root / "notebooks", home / "notebooks")
    # The articles have been read for the reports; that they are read anew elsewhere proves nothing of JupyterLab.
    shutil.copytree(render_seeds(tmp_path_factory, root).parent / "cache", home / "cache" / "dateline")
    folders = {
        "HOME": home,
        "XDG_CACHE_HOME": home / "cache",
        "JUPYTER_CONFIG_DIR": home / "config",
        "JUPYTER_CONFIG_PATH": root / "notebooks" / ".jupyter",
        "JUPYTER_DATA_DIR": home / "data",
        "JUPYTER_RUNTIME_DIR": home / "runtime",
        "IPYTHONDIR": home / "ipython",
    }
    environment = os.environ | {"PYTHONPATH": str(root)} | {name: str(path) for name, path in folders.items()}
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--port=0"]
    command += [
        f"--notebook-dir={home / 'notebooks'}",
        "--IdentityProvider.token=",
        "--LabApp.expose_app_in_browser=True",
    ]
    with (home / "log").open("wb") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            yield _address(home / "runtime", server)
        finally:
            server.terminate()
            try:
                server.wait(timeout=60)
            except subprocess.TimeoutExpired:
                server.kill()


def _address(runtime: Path, server: subprocess.Popen[bytes]) -> str:
    """Wait until the server has written where it listens."""
    for _ in range(PATIENCE * 2):
        for file in runtime.glob("jpserver-*.json"):
            try:
                return str(json.loads(file.read_text())["url"])
            except (ValueError, KeyError):  # half written yet
                continue
        assert server.poll() is None, "JupyterLab stopped before it listened"
        time.sleep(0.5)
    raise AssertionError("JupyterLab did not start")


@pytest.fixture(scope="module")
def profile(browser: Any) -> Iterator[Any]:
    """A profile of the browser that keeps JupyterLab's scripts from one test to the next."""
    context = browser.new_context(viewport={"width": 1300, "height": 1000})
    yield context
    context.close()


@pytest.fixture
def page(profile: Any) -> Iterator[Any]:
    """A tab of the browser, as wide as a laptop's."""
    page = profile.new_page()
    yield page
    page.close()


def run_all(page: Any, address: str) -> list[tuple[str, list[str], str]]:
    """Open a notebook, Run All, and return of each output its sort, its forms, and what an error says."""
    page.goto(address, wait_until="domcontentloaded")
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=PATIENCE * 1000)
    page.wait_for_function(
        "() => window.jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'",
        timeout=PATIENCE * 1000,
    )
    page.click("li.lm-MenuBar-item:has-text('Run')")
    page.click(".lm-Menu-itemLabel:text-is('Run All Cells')")
    last = """() => {
        const notebook = window.jupyterapp.shell.currentWidget.content;
        const cells = notebook.model.sharedModel.cells.filter((cell) => cell.cell_type === 'code');
        return cells.some((cell) => cell.getOutputs().some((output) => output.output_type === 'error'))
            || cells.every((cell) => cell.execution_count !== null);
    }"""
    page.wait_for_function(last, timeout=PATIENCE * 1000)
    outputs = page.evaluate(
        """() => window.jupyterapp.shell.currentWidget.content.model.sharedModel.cells
            .filter((cell) => cell.cell_type === 'code')
            .flatMap((cell) => cell.getOutputs())
            .map((output) => [output.output_type, Object.keys(output.data ?? {}), output.evalue ?? ''])"""
    )
    return [(kind, forms, evalue) for kind, forms, evalue in outputs]


def expect_charts(page: Any, outputs: list[tuple[str, list[str], str]]) -> None:
    """Assert that no cell failed, and that charts are there to see."""
    assert [] == [evalue for kind, _, evalue in outputs if kind == "error"]
    assert any("application/vnd.vegalite.v5+json" in forms for _, forms, _ in outputs)
    page.wait_for_selector(
        ".vega-embed svg.marks, .vega-embed canvas.marks", timeout=60_000, state="attached"
    )
    box = page.locator(".vega-embed .marks").first.bounding_box()
    assert box is None or box["width"] > 300


#: The links of outputs that lead to a file or page of the server, or to an id that is not there.
DEAD_LINKS = """() => [...document.querySelectorAll('.jp-OutputArea-output a[href]:not(.vega-embed a)')]
    .map((link) => link.getAttribute('href'))
    .filter((href) => href.startsWith('#')
        ? !document.getElementById(decodeURIComponent(href.slice(1)))
        : new URL(href, location).host === location.host)"""

#: The parameters cell of the notebook in front, and how often its cells have run.
STATE = """() => {
    const cells = window.jupyterapp.shell.currentWidget.content.model.sharedModel.cells;
    const code = cells.filter((cell) => cell.cell_type === 'code');
    return {
        parameters: code[0].getSource(),
        counts: code.map((cell) => cell.execution_count),
        errors: code.flatMap((cell) => cell.getOutputs()).filter((output) => output.output_type === 'error')
            .map((output) => output.traceback),
    };
}"""


def expect_lab_alone(page: Any) -> None:
    """Assert that no output leads to a page or announces what only a page has."""
    assert [] == page.evaluate(DEAD_LINKS)
    shown = page.evaluate("() => document.querySelector('.jp-Notebook').innerText")
    assert "JavaScript" not in shown
    assert "data files have" not in shown


@pytest.mark.browser
@pytest.mark.parametrize("name", ["term_frequencies", "source_overlap"])
def test_run_all_in_lab(lab: str, page: Any, name: str) -> None:
    """Run All reaches the last cell without an error, charts and tables are there to see, and links lead somewhere."""
    expect_charts(page, run_all(page, f"{lab}lab/tree/{name}.ipynb?reset"))
    expect_lab_alone(page)


@pytest.mark.browser
def test_a_form_writes_the_parameters_and_runs_with_them(lab: str, page: Any) -> None:
    """A wrong value is told beside the form and nothing runs; a right one stands in the cell, and every cell runs anew.

    A wrong value in the cell itself is one sentence without a traceback.
    """
    expect_charts(page, run_all(page, f"{lab}lab/tree/quote_attributions.ipynb?reset"))
    expect_lab_alone(page)
    page.evaluate("() => window.jupyterapp.shell.currentWidget.content.scrollToItem(0)")
    before = page.evaluate(STATE)
    field = page.get_by_label("top_speakers", exact=True)
    button = page.get_by_role("button", name="Write and run all cells")
    field.fill("2")
    field.press("Tab")
    button.click()
    sentence = "it must be a whole number from 3 to 100 (speakers)"
    page.get_by_text(sentence).wait_for(timeout=30_000)
    assert before == page.evaluate(STATE)
    field.fill("5")
    field.press("Tab")
    button.click()
    page.wait_for_function(
        f"(last) => {{ const {{ counts }} = ({STATE})(); return counts.every((count) => count > last); }}",
        arg=max(before["counts"]),
        timeout=PATIENCE * 1000,
    )
    after = page.evaluate(STATE)
    assert "\ntop_speakers = 5 " in after["parameters"]
    assert [] == after["errors"]
    page.evaluate(
        """() => {
            const { content } = window.jupyterapp.shell.currentWidget;
            content.model.sharedModel.cells.find((cell) => cell.cell_type === 'code').setSource('top_speakers = 1');
            window.jupyterapp.commands.execute('notebook:run-all-cells');
        }"""
    )
    page.wait_for_function(f"() => ({STATE})().errors.length > 0", timeout=PATIENCE * 1000)
    assert [[f"Parameter 'top_speakers' cannot be 1: {sentence}."]] == page.evaluate(STATE)["errors"]


@pytest.mark.browser
def test_lab_opens_on_the_tour_which_runs_and_follows_the_theme(lab: str, page: Any) -> None:
    """The server's own address leads to the tour; Run All reaches its end, without an error and with its charts.

    Corpus, article, quotations and pair then read well, light and dark.
    """
    outputs = run_all(page, f"{lab}?reset")
    assert page.url.endswith("/lab/tree/explore.ipynb")
    expect_charts(page, outputs)
    expect_lab_alone(page)
    for theme in ("JupyterLab Dark", "JupyterLab Light"):
        page.evaluate(
            "(theme) => window.jupyterapp.commands.execute('apputils:change-theme', { theme })", theme
        )
        light = "true" if theme.endswith("Light") else "false"
        page.wait_for_selector(f"body[data-jp-theme-light='{light}']", state="attached")
        # While it changes its theme, JupyterLab shows nothing at all.
        page.wait_for_function(f"() => ({CONTRASTS})().length > 200", timeout=PATIENCE * 1000)
        ratios = page.evaluate(CONTRASTS)
        assert min(ratios) >= 4.5


#: Scrolls to each cell, opens what is folded there, touches what can be touched; tells what of the outputs is not ours.
TOUCH_ALL = """async () => {
    const notebook = window.jupyterapp.shell.currentWidget.content;
    const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
    const foreign = [];
    const texts = [];
    let charts = 0;
    for (const [place, cell] of notebook.widgets.entries()) {
        const outputs = () => [...cell.node.querySelectorAll('.jp-OutputArea-output')];
        await notebook.scrollToItem(place, 'start');
        for (let wait = 0; wait < 100 && outputs().length < cell.model.outputs.length; wait++) await pause(100);
        const drawing = () => cell.node.querySelector('.vega-embed:not(:has(.marks))');
        for (let wait = 0; wait < 100 && drawing(); wait++) await pause(100);
        for (const fold of cell.node.querySelectorAll('.jp-OutputArea-output details')) fold.open = true;
        for (const node of cell.node.querySelectorAll('.jp-OutputArea-output :is(a, td, mark, summary, input, text)')) {
            for (const kind of ['mouseover', 'focus', 'click', 'toggle']) node.dispatchEvent(new Event(kind));
        }
        await pause(200);
        const ours = '.vega-embed *, .jupyter-widgets, .jupyter-widgets *';
        const nodes = outputs().flatMap((output) => [...output.querySelectorAll('*')]);
        foreign.push(...nodes.filter((node) => !node.matches(ours)).filter((node) =>
            node.matches('script, iframe, object, video, base, meta, form, math, mjx-container, img, svg')
            || [...node.attributes].some(({ name, value }) =>
                name.startsWith('on') || !/^(data-|value)/.test(name) && /^\\s*(javascript|data):/i.test(value))));
        texts.push(...outputs().map((output) => output.textContent));
        charts += cell.node.querySelectorAll('.vega-embed .marks').length;
    }
    return {
        ran: window.ran ?? null,
        foreign: foreign.map((node) => node.outerHTML.slice(0, 200)),
        title: document.title,
        outputs: texts.length,
        charts,
        text: texts.join('\\n'),
    };
}"""


@systems.posix
@pytest.mark.browser
def test_hostile_articles_are_only_shown(lab: str, home: Path, page: Any, hostile: Path) -> None:
    """Payloads in articles, facts, names, parameters and an error: the outputs show them; none runs or loads."""
    parameters = hostile_parameters(hostile.parent) | {"cache": str(hostile.parent / "cache")}
    write_notebook(home / "notebooks" / "hostile.ipynb", parameters)
    asked: list[str] = []
    dialogs: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    outputs = run_all(page, f"{lab}lab/tree/hostile.ipynb?reset")
    shown = page.evaluate(TOUCH_ALL)

    assert ["There is no article"] == [evalue[:19] for kind, _, evalue in outputs if kind == "error"]
    assert shown["outputs"] == len(outputs)
    assert shown["charts"] >= 4
    for payload in ("<script>window.ran = 1</script>", "<img src=x onerror=window.ran=3>", "=HYPERLINK("):
        assert payload in shown["text"]
    assert ([], None, []) == (shown["foreign"], shown["ran"], dialogs)
    assert [] == [url for url in asked if not url.startswith((lab, "data:", "blob:")) or url.endswith("/x")]
    assert "hostile" in shown["title"]
