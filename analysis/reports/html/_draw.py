"""Draw charts inside a process of its own: specifications in, SVG out, independent of the machine.

Started as a script, not as a module, so that it loads nothing but the drawing library. It reads a JSON list
of Vega-Lite specifications from standard input and writes a list of the same length to standard output:
`{"svg": ...}` or `{"failed": ...}` for each.
"""

from __future__ import annotations

import json
import sys
from typing import Any


def draw(spec: dict[str, Any], version: str) -> dict[str, str]:
    """Return a chart as SVG, or the reason why it cannot be drawn; access to the network is refused."""
    import vl_convert

    try:
        return {"svg": vl_convert.vegalite_to_svg(spec, vl_version=version or None, allowed_base_urls=[])}
    except ValueError as error:
        return {"failed": str(error).strip().splitlines()[0] if str(error).strip() else "unknown"}


if __name__ == "__main__":
    json.dump([draw(spec, sys.argv[1]) for spec in json.load(sys.stdin)], sys.stdout)
