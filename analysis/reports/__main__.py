"""`python -m analysis.reports`: make the reports of a corpus."""

from __future__ import annotations

import os
import sys
from pathlib import Path

# Nothing is imported from the working folder, which may be a corpus: not here, and not by what this starts (processes
# that read, the kernels of notebooks).
os.environ["PYTHONSAFEPATH"] = "1"
if Path.cwd() != Path(__file__).parents[2]:
    sys.path[:] = [place for place in sys.path if place not in {"", os.fspath(Path.cwd())}]

from analysis.reports._cli import main

sys.exit(main())
