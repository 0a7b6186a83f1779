"""Fetching through the Maven client, from a mirror on this machine."""

from __future__ import annotations

import http.server
import threading
from functools import partial
from typing import TYPE_CHECKING

import pytest

from kb.engine import fetch
from kb.engine.fetch import JgoFetcher
from kb.engine.lock import Artefact
from kb.engine.ports import choose
from kb.errors import EngineInstallError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ARTEFACT = Artefact("g.h", "thing", "1.0", "linux-x86_64", "00" * 32, 3)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def mirror(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Serve a folder as the Maven repository that jgo's configuration names."""
    folder = tmp_path / "mirror"
    folder.mkdir()
    handler = partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        _configure(tmp_path, monkeypatch, server.server_port)
        yield folder
        server.shutdown()
        thread.join()


def _configure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    file = tmp_path / "jgo.conf"
    file.write_text(f"[repositories]\ncentral = http://127.0.0.1:{port}\n")
    monkeypatch.setenv("JGO_CONFIG_FILE", str(file))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(fetch, "_PAUSE_SECONDS", 0.01)


def test_fetches_from_a_configured_mirror(mirror: Path, tmp_path: Path) -> None:
    """A mirror in jgo's configuration replaces the default repository; classifiers count."""
    folder = mirror / "g" / "h" / "thing" / "1.0"
    folder.mkdir(parents=True)
    (folder / ARTEFACT.file_name).write_bytes(b"abc")
    JgoFetcher(tmp_path / "scratch")(ARTEFACT, tmp_path / "out.jar")
    assert (tmp_path / "out.jar").read_bytes() == b"abc"


def test_partial_download_is_not_taken_for_whole(mirror: Path, tmp_path: Path) -> None:
    """What a broken download left in the scratch folder is fetched anew."""
    for root, content in ((mirror, b"abc"), (tmp_path / "scratch", b"a")):
        folder = root / "g" / "h" / "thing" / "1.0"
        folder.mkdir(parents=True)
        (folder / ARTEFACT.file_name).write_bytes(content)
    JgoFetcher(tmp_path / "scratch")(ARTEFACT, tmp_path / "out.jar")
    assert (tmp_path / "out.jar").read_bytes() == b"abc"


@pytest.mark.usefixtures("mirror")
def test_artefact_that_the_repository_lacks(tmp_path: Path) -> None:
    """An artefact that isn't there is an error that names it."""
    with pytest.raises(EngineInstallError, match=r"doesn't have g\.h:thing-1\.0-linux-x86_64\.jar"):
        JgoFetcher(tmp_path / "scratch")(ARTEFACT, tmp_path / "out.jar")


def test_unreachable_registry_is_one_clear_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a network the message says what failed, what to check and that it can go on."""
    _configure(tmp_path, monkeypatch, choose(0, 0))
    with pytest.raises(EngineInstallError) as caught:
        JgoFetcher(tmp_path / "scratch")(ARTEFACT, tmp_path / "out.jar")
    message = str(caught.value)
    assert "the Maven repository can't be reached" in message
    assert "mirror" in message
    assert "run `kb engine install` again" in message
    assert ARTEFACT.file_name in message
    assert "\n" not in message
