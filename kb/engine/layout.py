"""Where things lie in the data folder, and how they are written.

::

    DATA_DIR/
        engine.lock       held while an engine is being started, stopped or reset
        engine.alive      held by the engine's process for its whole life; free means: none runs
        engine.json       where the engine answers (0600); there only while it does
        engine.launch     what the last start was asked for (no secrets)
        engine.ports      the ports of the last start, taken again when free
        engine.used       touched by every command that uses the engine
        engine.stop       holds the nonce of the engine that shall stop
        engine.keep       holds the nonce of the engine that has no idle limit
        engine-version    the version of Neo4j that wrote the store
        neo4j-password    (0600)
        logs/             the engine's output and Neo4j's own logs
        neo4j/            conf and data: the store

That a process lives is read from a file lock, which the operating system frees whatever happens,
never from a process id, which it hands out again.
"""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

if TYPE_CHECKING:
    from filelock import BaseFileLock


class Layout:
    """The paths in one data folder; the module says what each is for."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.start_lock = root / "engine.lock"
        self.alive = root / "engine.alive"
        self.endpoint = root / "engine.json"
        self.launch = root / "engine.launch"
        self.ports = root / "engine.ports"
        self.used = root / "engine.used"
        self.stop = root / "engine.stop"
        self.keep = root / "engine.keep"
        self.version = root / "engine-version"
        self.password = root / "neo4j-password"
        self.logs = root / "logs"
        self.log = self.logs / "engine.log"
        self.home = root / "neo4j"
        self.store = self.home / "data" / "databases"


def lock_file(path: Path) -> BaseFileLock:
    """Return the lock at `path`, not yet acquired; whoever holds it, the system frees it."""
    return FileLock(path, thread_local=False)


def is_held(path: Path) -> bool:
    """Tell whether some process holds the lock at `path`."""
    lock = lock_file(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    lock.release()
    return False


def write_private(path: Path, text: str) -> None:
    """Write by rename, readable by the owner only: a reader sees the old text or the new one."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def read_text(path: Path) -> str:
    """Read a small file; "" when it isn't there or can't be read."""
    with suppress(OSError, UnicodeDecodeError):
        return path.read_text(encoding="utf-8").strip()
    return ""


def read_json(path: Path) -> dict[str, Any]:
    """Read a JSON object; empty when it isn't there or isn't one."""
    with suppress(ValueError):
        value = json.loads(read_text(path))
        return value if isinstance(value, dict) else {}
    return {}
