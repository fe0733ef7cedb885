"""How do the notebooks become pages that anyone can open, check and make again?"""

from __future__ import annotations

from analysis.reports._progress import Display, PlainLines, Progress
from analysis.reports._render import Rendering, render_reports

__all__ = ["Display", "PlainLines", "Progress", "Rendering", "render_reports"]
