"""Start the child process, detached from whoever starts it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from kb.engine.layout import Layout
    from kb.engine.plan import Plan

_LOG_BYTES = 5 << 20
_TAIL_LINES = 25


def spawn(layout: Layout, plan: Plan) -> subprocess.Popen[bytes]:
    """Start the child with this plan; its output goes to the log, nothing else is shared.

    It has a session of its own, so that Ctrl-C in the client's terminal doesn't reach it, and
    inherits no file, so that `kb … | head` ends when kb does.
    """
    layout.logs.mkdir(parents=True, exist_ok=True)
    plan.write(layout.launch)
    _rotate(layout.log)
    with layout.log.open("ab") as log:
        process = subprocess.Popen(
            # -P: the working folder is no place to import from.
            [sys.executable, "-P", "-m", "kb.engine.child", str(layout.launch)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=layout.root,
            # Java reads paths as the locale says; the plain C locale knows ASCII only.
            env=os.environ | {"LC_ALL": "C.UTF-8"},
            close_fds=True,
            **_detached(),
        )
    # A client that lives longer than the engine must not keep its corpse.
    threading.Thread(target=process.wait, name="kb-engine-reaper", daemon=True).start()
    return process


def _detached() -> dict[str, Any]:
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
    return {"start_new_session": True}


def _rotate(log: Path) -> None:
    if log.exists() and log.stat().st_size > _LOG_BYTES:
        log.replace(log.with_suffix(".1.log"))


def log_tail(log: Path, start: int = 0) -> str:
    """Return the last lines of a log, those after byte `start` only."""
    try:
        with log.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(start if start <= size else 0)
            lines = file.read().decode("utf-8", "replace").splitlines()
    except OSError:
        return ""
    return "\n".join(lines[-_TAIL_LINES:])
