"""Installing the engine, on a small lock and without a network."""

from __future__ import annotations

import hashlib
import threading
from typing import TYPE_CHECKING

import pytest

from kb.engine.install import EngineInstaller
from kb.engine.lock import Artefact, Lock
from kb.errors import EngineInstallError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.engine.conftest import MakeSettings

CONTENTS = {f"part{n}-1.0.jar": bytes([n]) * (n + 1) for n in range(12)}


def _lock() -> Lock:
    rows = [
        Artefact("g", name.split("-")[0], "1.0", "", hashlib.sha256(data).hexdigest(), len(data))
        for name, data in CONTENTS.items()
    ]
    return Lock("2026.01", tuple(rows))


class FakeFetch:
    """Writes what CONTENTS holds and notes what was asked for."""

    def __init__(self, contents: dict[str, bytes] | None = None) -> None:
        self.contents = contents or CONTENTS
        self.asked: list[str] = []
        self._lock = threading.Lock()

    def __call__(self, artefact: Artefact, target: Path) -> None:
        """Fetch one file."""
        with self._lock:
            self.asked.append(artefact.file_name)
        if artefact.file_name not in self.contents:
            raise EngineInstallError("can't be reached")
        target.write_bytes(self.contents[artefact.file_name])


def test_install_fetches_all_and_reports_progress(make_settings: MakeSettings) -> None:
    """A first install fetches every file once; progress ends at all bytes."""
    fetch, told = FakeFetch(), list[tuple[int, int]]()
    installer = EngineInstaller(make_settings(), lock=_lock(), fetch=fetch)
    assert not installer.installed()
    installer.install(lambda done, total: told.append((done, total)))
    assert installer.installed()
    assert sorted(fetch.asked) == sorted(CONTENTS)
    assert len(told) == len(CONTENTS)
    assert told[-1] == (_lock().size, _lock().size)


def test_second_install_fetches_nothing(make_settings: MakeSettings) -> None:
    """What is there and right is not fetched again."""
    EngineInstaller(make_settings(), lock=_lock(), fetch=FakeFetch()).install()
    again = FakeFetch()
    EngineInstaller(make_settings(), lock=_lock(), fetch=again).install()
    assert again.asked == []


def test_install_replaces_a_corrupted_jar(make_settings: MakeSettings) -> None:
    """A damaged file is found by doctor's checks and fetched again, and only that one."""
    installer = EngineInstaller(make_settings(), lock=_lock(), fetch=FakeFetch())
    installer.install()
    (installer.jars / "part3-1.0.jar").write_bytes(b"zzzz")
    jars = next(check for check in installer.checks() if check.name == "Neo4j")
    assert not jars.ok
    assert "1 of 12" in jars.detail
    repair = FakeFetch()
    EngineInstaller(make_settings(), lock=_lock(), fetch=repair).install()
    assert repair.asked == ["part3-1.0.jar"]
    assert (installer.jars / "part3-1.0.jar").read_bytes() == CONTENTS["part3-1.0.jar"]


def test_broken_off_install_goes_on(make_settings: MakeSettings) -> None:
    """After an install that lost its network, the next one fetches only what is missing."""
    some = {name: data for name, data in CONTENTS.items() if not name.startswith("part1")}
    installer = EngineInstaller(make_settings(), lock=_lock(), fetch=FakeFetch(some))
    with pytest.raises(EngineInstallError, match="can't be reached"):
        installer.install()
    assert not installer.installed()
    present = {path.name for path in installer.jars.iterdir()}
    rest = FakeFetch()
    EngineInstaller(make_settings(), lock=_lock(), fetch=rest).install()
    assert set(rest.asked) == set(CONTENTS) - present
    assert installer.installed()


def test_wrong_content_is_refused_and_not_kept(make_settings: MakeSettings) -> None:
    """A file that doesn't match its hash is an error that names it, and never becomes a jar."""
    wrong = {**CONTENTS, "part5-1.0.jar": b"\x05" * 5 + b"!"}
    installer = EngineInstaller(make_settings(), lock=_lock(), fetch=FakeFetch(wrong))
    with pytest.raises(EngineInstallError, match=r"part5-1\.0\.jar .* doesn't match the lock"):
        installer.install()
    assert not (installer.jars / "part5-1.0.jar").exists()
    assert not installer.installed()


def test_two_installs_at_once_fetch_each_file_once(make_settings: MakeSettings) -> None:
    """Two installs at the same time wait for each other; the second finds all there."""
    fetch = FakeFetch()
    threads = [
        threading.Thread(target=EngineInstaller(make_settings(), lock=_lock(), fetch=fetch).install)
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(fetch.asked) == sorted(CONTENTS)


def test_leftovers_are_deleted(make_settings: MakeSettings) -> None:
    """What a killed install left, and jars that the lock doesn't name, are gone afterwards."""
    installer = EngineInstaller(make_settings(), lock=_lock(), fetch=FakeFetch())
    (installer.folder / "fetch-abc").mkdir(parents=True)
    (installer.folder / "training-abc" / "data").mkdir(parents=True)
    installer.jars.mkdir()
    (installer.jars / "old-0.9.jar").write_bytes(b"old")
    installer.install()
    assert {path.name for path in installer.folder.iterdir()} == {
        "complete",
        "install.lock",
        "jars",
    }
    assert {path.name for path in installer.jars.iterdir()} == set(CONTENTS)


def test_missing_jar_means_not_installed(make_settings: MakeSettings) -> None:
    """An install whose jars were partly deleted doesn't count as one."""
    installer = EngineInstaller(make_settings(), lock=_lock(), fetch=FakeFetch())
    installer.install()
    (installer.jars / "part0-1.0.jar").unlink()
    assert not installer.installed()


def test_cache_folder_that_cannot_be_written(make_settings: MakeSettings, tmp_path: Path) -> None:
    """A cache folder that can't be written gives one clear error with its path."""
    (tmp_path / "file").write_text("not a folder")
    settings = make_settings(KB_CACHE_DIR=str(tmp_path / "file"))
    with pytest.raises(EngineInstallError, match=r"can't write to .*file"):
        EngineInstaller(settings, lock=_lock(), fetch=FakeFetch()).install()


def test_describe_says_what_how_much_which_licence_where(make_settings: MakeSettings) -> None:
    """Before a fetch the user can read the number of files, the size, the licence, the folder."""
    settings = make_settings()
    text = EngineInstaller(settings).describe()
    assert "226 files, 165 MiB" in text
    assert "GPLv3" in text
    assert str(settings.cache_dir) in text
