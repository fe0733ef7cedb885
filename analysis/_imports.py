"""What the processes of a run do without importing."""

from __future__ import annotations

import sys


def skip_address_grammar() -> None:
    """Keep jsonschema in this process from compiling a grammar of international addresses, which takes a second.

    The grammar (rfc3987-syntax) is there wherever JupyterLab is; altair and nbformat import jsonschema, and nothing
    here checks such an address. Only for the project's own processes: in others somebody may.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # as if it were not installed
