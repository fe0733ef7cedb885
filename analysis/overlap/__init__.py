"""What do articles share, and where do they disagree?"""

from __future__ import annotations

from analysis.overlap._passages import find_passages

__all__ = ["find_passages"]
