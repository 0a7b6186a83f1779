"""Fixtures: settings on throw-away folders, and one data folder for tests that start engines."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

import pytest

from kb.engine import EngineInstaller, LocalEngine
from kb.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    MakeSettings = Callable[..., Settings]


@pytest.fixture
def make_settings(tmp_path: Path) -> MakeSettings:
    """Make settings on folders of this test; keyword arguments are KB_* variables."""

    def make(**variables: str) -> Settings:
        folders = {"KB_DATA_DIR": str(tmp_path / "data"), "KB_CACHE_DIR": str(tmp_path / "cache")}
        return Settings.from_environment(folders | variables)

    return make


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the environment of the engine tests: the engine as installed, an own data folder.

    The folder's name isn't ASCII, the locale is the plainest.
    """
    folder = tmp_path_factory.mktemp("engine") / "data dir with ü"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KB_")}
    cache = {k: v for k, v in os.environ.items() if k == "KB_CACHE_DIR"}
    return {
        **kept,
        **cache,
        "KB_DATA_DIR": str(folder),
        "LC_ALL": "C",
        "KB_ENGINE_HEAP": "512m",
        "KB_ENGINE_PAGE_CACHE": "64m",
        "KB_ENGINE_IDLE_MINUTES": "5",
        "KB_ENGINE_START_SECONDS": "300",
    }


@pytest.fixture(scope="session")
def engine(environment: dict[str, str]) -> Iterator[LocalEngine]:
    """Return the engine of that data folder, not started; it is stopped at the end."""
    settings = Settings.from_environment(environment)
    assert EngineInstaller(settings).installed(), "run `kb engine install` first"
    engine = LocalEngine(settings)
    yield engine
    engine.stop()


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """Listen on a free port."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server
