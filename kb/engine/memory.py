"""How much memory the engine may take, from what the machine or the container has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from kb.errors import SettingsError

if TYPE_CHECKING:
    from kb.settings import Settings

_MIB = 1 << 20
#: Of the memory there is, in MiB: a quarter for the heap, an eighth for the page cache, in bounds.
#: The lower ones start an empty store, the upper ones held 100,000 events with ease.
_HEAP_MIB = (512, 4096)
_PAGE_CACHE_MIB = (64, 2048)
_SIZE = re.compile(r"([0-9]{1,7})([mg])")
_UNITS_MIB = {"m": 1, "g": 1024}


@dataclass(frozen=True, slots=True)
class Memory:
    """What the engine may take, in MiB."""

    heap: int
    page_cache: int


def size_memory(settings: Settings) -> Memory:
    """Take the sizes from the settings, else from the machine; raises SettingsError."""
    total = available_bytes() // _MIB
    return Memory(
        heap=_given("KB_ENGINE_HEAP", settings.engine_heap) or _clamp(total // 4, _HEAP_MIB),
        page_cache=_given("KB_ENGINE_PAGE_CACHE", settings.engine_page_cache)
        or _clamp(total // 8, _PAGE_CACHE_MIB),
    )


def available_bytes(root: Path = Path("/")) -> int:
    """Return the memory of the machine, or the container's limit where that is less.

    `root` is where proc and sys are mounted.
    """
    total: int = psutil.virtual_memory().total
    return min([total, *_limits(root)])


def _limits(root: Path) -> list[int]:
    """The limits of this process's control group and all above it (version 2, then version 1)."""
    try:
        lines = (root / "proc/self/cgroup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
    limits: list[int] = []
    for line in lines:
        _, controllers, path = line.split(":", 2)
        if controllers and "memory" not in controllers.split(","):
            continue
        mount, file = ("memory", "memory.limit_in_bytes") if controllers else ("", "memory.max")
        limits += _along(root / "sys/fs/cgroup" / mount, path, file)
    return limits


def _along(mount: Path, path: str, file: str) -> list[int]:
    folder = mount / path.lstrip("/")
    found = [
        _read(parent / file) for parent in (folder, *folder.parents) if mount in parent.parents
    ]
    return [limit for limit in (*found, _read(mount / file)) if limit]


def _read(file: Path) -> int:
    """A limit in bytes; 0 when there is none ("max")."""
    try:
        text = file.read_text(encoding="ascii").strip()
    except OSError:
        return 0
    return int(text) if text.isdecimal() else 0


def _given(variable: str, text: str | None) -> int:
    """Read "512m" or "1g" as MiB; 0 when not given."""
    if text is None:
        return 0
    match = _SIZE.fullmatch(text.strip().lower())
    mib = int(match[1]) * _UNITS_MIB[match[2]] if match else 0
    if not mib:
        raise SettingsError(variable, f"{text!r} is not a size like 512m or 1g")
    return mib


def _clamp(mib: int, bounds: tuple[int, int]) -> int:
    smallest, largest = bounds
    return min(max(mib, smallest), largest)
