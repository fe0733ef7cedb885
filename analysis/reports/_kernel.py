"""Start a notebook's kernel without the port on loopback that kernels open for the output of forked processes.

Started as `python -m analysis.reports._kernel -f CONNECTION_FILE`. A port can be reached by every user of the machine;
the socket files of a kernel only by its own. What a forked process prints is then not shown on a page.
"""

from __future__ import annotations

from typing import Any

from ipykernel import kernelapp
from ipykernel.iostream import IOPubThread

from analysis._imports import skip_address_grammar


class _WithoutPort(IOPubThread):
    """The thread that sends a kernel's output, without the pipe for that of forked processes."""

    def __init__(self, socket: Any, pipe: bool = False, **options: Any) -> None:  # noqa: ANN401, ARG002 - as there
        super().__init__(socket, pipe=False, **options)  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    skip_address_grammar()
    vars(kernelapp)["IOPubThread"] = _WithoutPort
    kernelapp.launch_new_instance()
