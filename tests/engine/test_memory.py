"""Memory for the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psutil
import pytest

from kb.engine.memory import Memory, available_bytes, size_memory
from kb.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.engine.conftest import MakeSettings

GIB = 1 << 30


def _write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)


def test_without_a_container_the_machine_counts(tmp_path: Path) -> None:
    """Where there are no control groups, the memory of the machine is what there is."""
    assert available_bytes(tmp_path) == psutil.virtual_memory().total


def test_container_limit_counts_in_version_2(tmp_path: Path) -> None:
    """The tightest limit of the group and those above it counts; "max" is none."""
    _write(
        tmp_path,
        {
            "proc/self/cgroup": "0::/a/b\n",
            "sys/fs/cgroup/a/b/memory.max": "max\n",
            "sys/fs/cgroup/a/memory.max": f"{GIB // 2}\n",
        },
    )
    assert available_bytes(tmp_path) == GIB // 2


def test_limit_at_the_mount_counts(tmp_path: Path) -> None:
    """In a container with a namespace of its own the limit lies at the top."""
    _write(tmp_path, {"proc/self/cgroup": "0::/\n", "sys/fs/cgroup/memory.max": f"{GIB // 4}\n"})
    assert available_bytes(tmp_path) == GIB // 4


def test_container_limit_counts_in_version_1(tmp_path: Path) -> None:
    """The memory controller's limit counts; other controllers are not looked at."""
    _write(
        tmp_path,
        {
            "proc/self/cgroup": "3:cpu,cpuacct:/x\n2:memory:/x\n",
            "sys/fs/cgroup/memory/x/memory.limit_in_bytes": f"{GIB // 8}\n",
        },
    )
    assert available_bytes(tmp_path) == GIB // 8


def test_given_sizes_win(make_settings: MakeSettings) -> None:
    """Sizes in the settings are taken as they are, in MiB or GiB."""
    settings = make_settings(KB_ENGINE_HEAP="2G", KB_ENGINE_PAGE_CACHE="300m")
    assert size_memory(settings) == Memory(heap=2048, page_cache=300)


@pytest.mark.parametrize("size", ["0m", "lots", "1.5g", "512", "-1g"])
def test_bad_size_is_a_settings_error(make_settings: MakeSettings, size: str) -> None:
    """A size that can't be read is an error that names the variable."""
    with pytest.raises(SettingsError, match="KB_ENGINE_HEAP"):
        size_memory(make_settings(KB_ENGINE_HEAP=size))


def test_default_sizes_are_within_bounds(make_settings: MakeSettings) -> None:
    """Sizes from the machine stay within what starts and what is of use."""
    memory = size_memory(make_settings())
    assert 512 <= memory.heap <= 4096
    assert 64 <= memory.page_cache <= 2048
