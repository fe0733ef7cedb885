"""`python -m analysis.reports`: make the reports of a corpus."""

from __future__ import annotations

import os
import sys

from analysis.reports._cli import main

# What this starts (processes that read, the kernels of notebooks) imports nothing from the working folder.
os.environ["PYTHONSAFEPATH"] = "1"
sys.exit(main())
