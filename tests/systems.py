"""Marks for tests that need what one kind of system has."""

from __future__ import annotations

import os
import sys

import pytest

#: Signals, rights, limits, and names of files that may hold every sign but two.
posix = pytest.mark.skipif(os.name != "posix", reason="signals, rights and names of files are others here")
#: What a system says of its processes in /proc, and which places it has files of its own in.
linux = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="what is watched is known on Linux alone"
)
