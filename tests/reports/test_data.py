"""Proves that the tables of the real reports are defined, whole and what their definitions say."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from analysis.reports.provenance._project import digest_file
from analysis.schema import TABLES

ARROW = {"string": "string", "integer": "int64", "number": "double", "date": "date32[day]", "boolean": "bool"}


def test_every_table_and_column_is_defined(seeds_reports: Path) -> None:
    """No column leaves the program without a meaning; of further metadata columns only the user knows it."""
    described = json.loads((seeds_reports / "data/datapackage.json").read_text())
    undefined = [
        f"{resource['path']}: {field['name']}"
        for resource in described["resources"]
        for field in resource["schema"]["fields"]
        if not field.get("description")
    ]

    assert [] == undefined
    assert [] == [r["path"] for r in described["resources"] if not r["description"]]


def test_description_has_size_and_digest_of_each_file(seeds_reports: Path) -> None:
    """Who has one file of the folder can tell whether it is the right one."""
    described = json.loads((seeds_reports / "data/datapackage.json").read_text())

    for resource in described["resources"]:
        path = seeds_reports / "data" / resource["path"]
        assert f"sha256:{digest_file(path)}" == resource["hash"]
        assert path.stat().st_size == resource["bytes"]


def test_both_forms_of_a_table_are_alike_and_of_the_kinds_defined(seeds_reports: Path) -> None:
    """CSV and Parquet have the same rows, and Parquet the kinds that the definition gives."""
    wrong = []
    for path in (seeds_reports / "data").glob("*.csv"):
        typed = pq.read_table(path.with_suffix(".parquet"))
        plain = pd.read_csv(path, dtype=str, keep_default_na=False)
        assert list(plain.columns) == typed.column_names
        assert len(plain) == typed.num_rows
        for column in TABLES[path.stem].columns:
            if column.name in typed.column_names and column.kind in ARROW:
                kind = str(typed.schema.field(column.name).type)
                wrong += [f"{path.stem}.{column.name}: {kind}"] * (kind != ARROW[column.kind])

    assert [] == wrong


def test_key_tells_rows_apart(seeds_reports: Path) -> None:
    """The columns by which two runs are compared name each row once."""
    for path in (seeds_reports / "data").glob("*.csv"):
        frame = pd.read_csv(path, dtype=str, keep_default_na=False)
        key = list(TABLES[path.stem].key)
        assert key, path.stem
        assert not frame.duplicated(key).any(), path.stem


def test_findings_are_shown_with_their_places(seeds_reports: Path) -> None:
    """Each report has findings, and the overview shows the first three with a link to where they are shown."""
    index = (seeds_reports / "index.html").read_text()

    for path in (seeds_reports / "data").glob("*.findings.json"):
        findings = json.loads(path.read_text())
        page = (seeds_reports / path.name.replace(".findings.json", ".html")).read_text()
        assert findings
        for finding in findings[:3]:
            assert f'id="{finding["link"]}"' in page
            assert f'#{finding["link"]}"' in index


def test_pages_are_small_enough(seeds_reports: Path) -> None:
    """No page of the seeds is larger than 1.6 MB."""
    assert [] == [page.name for page in seeds_reports.glob("*.html") if page.stat().st_size > 1_600_000]
