"""Run one notebook inside a process of its own.

Started as `python -m analysis.reports._worker JOB.json`. It reports its progress to its parent as lines of JSON on
standard output; the last line holds the outcome. It ends when its standard input is closed. Each notebook has a process
of its own because papermill changes the working directory of the process that it runs in.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis._imports import skip_address_grammar
from analysis.text import scratch_folder

if TYPE_CHECKING:
    from analysis.reports import _kernel  # noqa: F401 - its process runs it: a change of it makes pages again

KERNEL = "dateline"

# A socket's path may have about 100 characters; jupyter_client adds the file's name to the folder.
_LONGEST_SOCKET_FOLDER = 50


def main(job_file: str) -> None:
    """Run the notebook that a job file describes."""
    skip_address_grammar()
    job = json.loads(Path(job_file).read_text(encoding="utf-8"))
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with scratch_folder(_temporary_folder(), "dateline-") as scratch:
        _prepare_jupyter(scratch)
        outcome = _run(job, scratch)
    _send(outcome)


def _end_with_parent() -> None:
    """End this process when its parent is gone; the kernel sees that and ends too."""
    os.read(0, 1)  # nothing is ever sent; a buffered read would be in the way when the process ends
    os._exit(1)


def _temporary_folder() -> Path:
    """Return the folder of temporary files, or that of the system where its path is too long for a socket in it."""
    given, system = Path(tempfile.gettempdir()), Path("/tmp")  # noqa: S108 - the folder made in it is private
    too_long = len(os.fspath(given / "dateline-12345678")) > _LONGEST_SOCKET_FOLDER
    return system if os.name == "posix" and too_long and os.access(system, os.W_OK) else given


def _prepare_jupyter(scratch: Path) -> None:
    """Set up a kernel, a profile and a runtime folder for this run, so that no user's settings matter."""
    kernel = scratch / "kernels" / KERNEL
    kernel.mkdir(parents=True)
    spec = {
        "argv": [sys.executable, "-m", f"{__package__}._kernel", "-f", "{connection_file}"],
        "display_name": "Dateline",
        "language": "python",
    }
    (kernel / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
    os.environ |= {
        "JUPYTER_PATH": os.fspath(scratch),
        "JUPYTER_CONFIG_DIR": os.fspath(scratch / "config"),
        "JUPYTER_RUNTIME_DIR": os.fspath(scratch / "run"),
        "JUPYTER_PLATFORM_DIRS": "1",
        "IPYTHONDIR": os.fspath(scratch / "ipython"),
    }
    # Set where a run is started from JupyterLab: nobody is there to fill in a form.
    os.environ.pop("JPY_SESSION_NAME", None)


def _run(job: dict[str, Any], scratch: Path) -> dict[str, Any]:
    import papermill
    from papermill.exceptions import PapermillExecutionError

    try:
        papermill.execute_notebook(
            _as_template(job["notebook"]),
            _as_template(job["executed"]),
            parameters=job["parameters"],
            kernel_name=KERNEL,
            language="python",
            cwd=job["folder"],
            progress_bar=False,
            # Saved every half minute and at the end, failed or not; after each cell it is most of a short run's time.
            request_save_on_cell_execute=False,
            start_timeout=120,
            on_cell_execute=_report_cell,
            config=_kernel_config(scratch),
        )
    except PapermillExecutionError as error:
        name, message = str(error.ename), _last_line(str(error.evalue))
        return {
            "failed": {
                "cell": error.cell_index,
                "source": _first_line(error.source),
                "name": name,
                "message": message,
            }
        }
    except Exception as error:  # the parent reports any error
        return {"failed": {"name": type(error).__name__, "message": _last_line(str(error))}}
    return {"done": True}


def _as_template(path: str) -> str:
    """Return a path as papermill takes it: a template, in which braces that are a path's own stand doubled."""
    return path.replace("{", "{{").replace("}", "}}")


def _kernel_config(scratch: Path) -> Any:  # noqa: ANN401 - traitlets has no types
    """Return settings that reach the kernel through a socket file, if possible: two runs may choose the same port."""
    from traitlets.config import Config

    if os.name != "posix" or len(os.fspath(scratch)) > _LONGEST_SOCKET_FOLDER:
        return Config()
    return Config({"KernelManager": {"transport": "ipc", "ip": os.fspath(scratch / "kernel")}})


def _report_cell(cell: Any, cell_index: int) -> None:  # noqa: ANN401 - a notebook node
    if cell.cell_type == "code":
        _send({"cell": cell_index, "source": _first_line(cell.source)})


def _send(message: dict[str, Any]) -> None:
    sys.__stdout__.write(json.dumps(message) + "\n")  # type: ignore[union-attr]
    sys.__stdout__.flush()  # type: ignore[union-attr]


def _first_line(source: str) -> str:
    lines = [line.strip() for line in source.splitlines() if line.strip() and not line.startswith("#")]
    return lines[0][:120] if lines else ""


def _last_line(text: str) -> str:
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
    lines = [line.strip() for line in plain.splitlines() if line.strip()]
    return lines[-1] if lines else ""


if __name__ == "__main__":
    main(sys.argv[1])
