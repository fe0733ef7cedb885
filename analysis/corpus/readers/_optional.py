"""Import the optional libraries of rarer formats when such a file is met."""

from __future__ import annotations

import importlib
from types import ModuleType

from analysis.corpus.readers._decode import UnreadableError

INSTALL = "install it with: pip install 'dateline[formats]'"


def need(module: str, kind: str) -> ModuleType:
    """Return a module of the optional extra `formats`.

    Raises:
        UnreadableError: It is not installed; the reason says how to install it.
    """
    try:
        return importlib.import_module(module)
    except ImportError:
        package = module.partition(".")[0].replace("_", "-")
        raise UnreadableError(f"reading {kind} needs the package {package}; {INSTALL}") from None
