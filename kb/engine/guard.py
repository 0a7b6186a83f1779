"""Notice, while Neo4j starts, that a database of it has failed, or that the start doesn't end.

Neo4j writes a failure to its own log at once, but may then wait for the failed database for ever,
inside the call that starts it. So a thread reads the log meanwhile.
"""

from __future__ import annotations

import json
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_LOOK_SECONDS = 0.5
_GRACE_SECONDS = 5.0
_FAILED = "Failed to start DatabaseId"


class StartGuard:
    """Reads what a start adds to Neo4j's log and calls `fail` with the cause when it failed.

    Use as a context manager around the start. A start that ends by itself within a grace time
    after the failure, well or with an exception of its own, is left alone. One that takes more
    than `limit_seconds` has failed too: nobody may be waiting for it any more.
    """

    def __init__(
        self,
        log: Path,
        fail: Callable[[str], None],
        *,
        limit_seconds: float,
        grace_seconds: float = _GRACE_SECONDS,
    ) -> None:
        self._log = log
        self._fail = fail
        self._limit_seconds = limit_seconds
        self._grace_seconds = grace_seconds
        self._start = log.stat().st_size if log.exists() else 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="kb-start-guard", daemon=True)

    def __enter__(self) -> StartGuard:
        self._thread.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        deadline = time.monotonic() + self._limit_seconds
        cause = ""
        while not cause:
            if self._ended.wait(_LOOK_SECONDS):
                return
            if time.monotonic() > deadline:
                self._fail(f"not ready after {self._limit_seconds:g} s")
                return
            cause = failed_database(self._log, self._start)
        if not self._ended.wait(self._grace_seconds):
            self._fail(cause)


def failed_database(log: Path, start: int = 0) -> str:
    """Return why a database failed, from Neo4j's log after byte `start`; "" when none did."""
    try:
        with log.open("rb") as file:
            file.seek(start)
            lines = file.read().decode("utf-8", "replace").splitlines()
    except OSError:
        return ""
    return next((_cause(line) for line in lines if _FAILED in line), "")


def _cause(line: str) -> str:
    """Return the message and the root cause of one line of the log, which is a JSON object."""
    try:
        entry = json.loads(line)
    except ValueError:
        return line.strip()
    causes = [
        text.strip() for text in entry.get("stacktrace", "").splitlines() if "Caused by:" in text
    ]
    return "\n  ".join([entry.get("message", ""), *causes[-1:]])
