"""`python -m analysis.reports`: make the reports of a corpus."""

from __future__ import annotations

import sys

from analysis.reports._cli import main

sys.exit(main())
