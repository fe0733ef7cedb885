"""What is known of the locked packages is said: licences, hashes, vulnerabilities, withdrawals, nobody at work."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

#: Where nobody listens.
NOWHERE = "http://127.0.0.1:9/"


@pytest.fixture(scope="module")
def audit(root: Path) -> Iterator[Any]:
    """The module of the audit, which is a script beside the lock files."""
    spec = importlib.util.spec_from_file_location("dateline_audit", root / "requirements" / "audit.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


@pytest.fixture
def database() -> Iterator[str]:
    """The address of a database that knows something against spacy alone."""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            queries = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["queries"]
            known = [
                {"vulns": [{"id": "X-1"}]} if query["package"]["name"] == "spacy" else {} for query in queries
            ]
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps({"results": known}).encode())

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def test_every_locked_file_has_its_hash_and_no_address(audit: Any, root: Path) -> None:
    """Each lock file names versions and hashes alone, so that any index serves and none can change a file."""
    locks = sorted((root / "requirements").glob("*.txt"))
    assert len(locks) >= 10
    for lock in locks:
        packages = audit.read_lock(lock)
        assert packages
        assert len(re.findall(r"^\w[\w.-]*==", lock.read_text(encoding="utf-8"), re.MULTILINE)) == len(
            packages
        )
        assert all(package.hashes for package in packages), lock.name
        assert "://" not in lock.read_text(encoding="utf-8"), lock.name


def test_licences_of_what_is_installed_are_known_and_permissive(audit: Any, root: Path) -> None:
    """Of each package that is installed here the licence is read, and none forbids what this project's allows."""
    packages = audit.read_lock(root / "requirements" / "run.txt")
    licences = {package.name: audit.licence_of(package) for package in packages}
    installed = {name: licence for name, licence in licences.items() if licence is not None}
    assert len(installed) > 100
    assert not audit.PERMISSIVE.search("GPL-3.0-only")
    assert {} == {name: text for name, text in installed.items() if not audit.PERMISSIVE.search(text)}


def test_what_is_known_against_a_package_is_a_finding(
    audit: Any, root: Path, database: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A vulnerability, a withdrawn release and a package that nobody works on are each named."""
    monkeypatch.setattr(audit, "withdrawn", lambda _: ["warning: `numpy==1` is yanked"])
    findings = audit.audit(root / "requirements" / "run.txt", database)
    *_, vulnerable, yanked = capsys.readouterr().out.splitlines()
    assert vulnerable.startswith("spacy ")
    assert vulnerable.endswith(": X-1")
    assert "is yanked" in yanked
    assert findings == 2 + len(audit.inactive(audit.read_lock(root / "requirements" / "run.txt")))


def test_what_says_that_nobody_works_on_it_is_documented(audit: Any, root: Path) -> None:
    """Each package that is inactive by its own words stands in the documentation, with what it is to us."""
    words = (root / "docs" / "supply_chain.md").read_text(encoding="utf-8")
    inactive = audit.inactive(audit.read_lock(root / "requirements" / "run.txt"))
    assert inactive
    assert [] == [name for name in inactive if f"*{name}*" not in words]


def test_what_cannot_be_asked_is_said(
    audit: Any, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A database that does not answer and an index that is not there are two sentences, and not "nothing found"."""

    def unreachable(_: Path) -> list[str]:
        raise OSError("no index")

    monkeypatch.setattr(audit, "withdrawn", unreachable)
    audit.audit(root / "requirements" / "run.txt", NOWHERE)
    said = capsys.readouterr().out
    assert "Not asked: known vulnerabilities, since the OSV database cannot be reached" in said
    assert "Not asked: withdrawn releases, since the index cannot be reached (no index)." in said


def test_the_bill_of_materials_is_that_of_the_lock(audit: Any, root: Path, tmp_path: Path) -> None:
    """CycloneDX with each package of the lock, its version and hashes; the same bytes each time."""
    files = [tmp_path / "a.json", tmp_path / "new" / "b.json"]
    assert [0, 0] == [audit.main(["--sbom", str(file)]) for file in files]
    bill = json.loads(files[0].read_text(encoding="utf-8"))
    packages = audit.read_lock(root / "requirements" / "run.txt")

    assert files[0].read_bytes() == files[1].read_bytes()
    assert ("CycloneDX", "1.6") == (bill["bomFormat"], bill["specVersion"])
    assert [(p.name, p.version) for p in packages] == [(c["name"], c["version"]) for c in bill["components"]]
    assert len({c["bom-ref"] for c in bill["components"]}) == len(packages)
    assert all(c["hashes"] and c["purl"].startswith("pkg:pypi/") for c in bill["components"])
    licensed = [c for c in bill["components"] if "licenses" in c]
    assert len(licensed) > 100
