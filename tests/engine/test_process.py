"""The engine as its clients see it; those marked start a real one, on one shared data folder."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import neo4j
import psutil
import pytest
from neo4j.exceptions import AuthError, ClientError

from kb.engine import EngineInstaller, LocalEngine
from kb.engine.layout import Layout, is_held, read_text
from kb.errors import EngineNotInstalledError, EngineStartError
from kb.settings import NEO4J_VERSION, Settings

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from kb.engine import Endpoint
    from tests.engine.conftest import MakeSettings

_ENSURE = """
from kb.engine import LocalEngine
from kb.settings import Settings
print(LocalEngine(Settings.from_environment()).ensure().nonce, flush=True)
"""
_CONNECT_AND_HANG = """
import time, neo4j
from kb.engine import LocalEngine
from kb.settings import Settings
endpoint = LocalEngine(Settings.from_environment()).ensure()
driver = neo4j.GraphDatabase.driver(endpoint.uri, auth=(endpoint.user, endpoint.password))
driver.verify_connectivity()
print(endpoint.nonce, flush=True)
time.sleep(120)
"""


@pytest.fixture
def pretend_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the checks before a start run on a machine without the engine."""
    monkeypatch.setattr(EngineInstaller, "installed", lambda _self: True)


def _client(code: str, environment: dict[str, str], cwd: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
        cwd=cwd,
    )


def _query(endpoint: Endpoint, statement: str, **parameters: str) -> list[neo4j.Record]:
    login = (endpoint.user, endpoint.password)
    with neo4j.GraphDatabase.driver(endpoint.uri, auth=login) as driver:
        return driver.execute_query(statement, parameters).records


def _process_of(engine: LocalEngine) -> psutil.Process:
    """Find the child by its command line."""
    launch = str(engine.log_file.parent.parent / "engine.launch")
    return next(p for p in psutil.process_iter(["cmdline"]) if launch in (p.info["cmdline"] or ()))


def _until(condition: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return condition()


def _starts(engine: LocalEngine) -> int:
    return engine.log_file.read_text().count(": start ") if engine.log_file.exists() else 0


def _layout(engine: LocalEngine) -> Layout:
    return Layout(engine.password_file.parent)


def test_engine_that_is_not_installed_is_one_line(make_settings: MakeSettings) -> None:
    """Without an install the error is one line that says how, and nothing is made or fetched."""
    settings = make_settings()
    with pytest.raises(EngineNotInstalledError, match="run `kb engine install`") as caught:
        LocalEngine(settings).ensure()
    assert "\n" not in str(caught.value)
    assert not settings.data_dir.exists()
    assert not settings.cache_dir.exists()


def test_nothing_runs_in_a_new_folder(make_settings: MakeSettings) -> None:
    """Asking for, stopping or resetting an engine that never ran does nothing."""
    settings = make_settings()
    engine = LocalEngine(settings)
    assert engine.running() is None
    assert engine.stop() is False
    engine.reset()
    assert not settings.data_dir.exists()


@pytest.mark.usefixtures("pretend_installed")
def test_unwritable_folder(make_settings: MakeSettings, tmp_path: Path) -> None:
    """A data folder that can't be made is named in the error, with what to do."""
    (tmp_path / "file").write_text("no folder")
    settings = make_settings(KB_DATA_DIR=str(tmp_path / "file" / "data"))
    with pytest.raises(EngineStartError, match=r"file/data can't be written .*KB_DATA_DIR"):
        LocalEngine(settings).ensure()


@pytest.mark.usefixtures("pretend_installed")
@pytest.mark.parametrize("variable", ["KB_ENGINE_BOLT_PORT", "KB_ENGINE_HTTP_PORT"])
def test_taken_port(make_settings: MakeSettings, listener: socket.socket, variable: str) -> None:
    """A given port that is taken is an error before anything starts; it names the variable."""
    port = listener.getsockname()[1]
    settings = make_settings(**{variable: str(port)})
    with pytest.raises(EngineStartError, match=f"port {port} is taken .*{variable}"):
        LocalEngine(settings).ensure()
    assert not LocalEngine(settings).log_file.exists()


@pytest.mark.usefixtures("pretend_installed")
def test_one_port_for_two_purposes(make_settings: MakeSettings) -> None:
    """Bolt and Neo4j Browser can't share a port."""
    settings = make_settings(KB_ENGINE_BOLT_PORT="7001", KB_ENGINE_HTTP_PORT="7001")
    with pytest.raises(EngineStartError, match="must differ"):
        LocalEngine(settings).ensure()


@pytest.mark.usefixtures("pretend_installed")
def test_store_of_a_newer_version(make_settings: MakeSettings) -> None:
    """A store that a newer Neo4j wrote is refused, naming both versions, and left alone."""
    settings = make_settings()
    settings.data_dir.mkdir()
    (settings.data_dir / "engine-version").write_text("2099.01.0\n")
    with pytest.raises(EngineStartError, match=rf"2099\.01\.0, newer than .*{NEO4J_VERSION}"):
        LocalEngine(settings).ensure()
    assert not LocalEngine(settings).log_file.exists()


@pytest.mark.usefixtures("pretend_installed")
def test_engine_that_fails_quotes_its_log(make_settings: MakeSettings) -> None:
    """A child that dies gives an error with the end of its log, at once."""
    with pytest.raises(EngineStartError, match=r"(?s)ended with code 3.*engine\.log:.*failed: "):
        LocalEngine(make_settings()).ensure()  # there are no jars


@pytest.mark.usefixtures("pretend_installed")
def test_engine_that_takes_too_long(make_settings: MakeSettings) -> None:
    """A start over its time limit is an error, and the child doesn't stay behind."""
    engine = LocalEngine(make_settings(KB_ENGINE_START_SECONDS="0.01"))
    with pytest.raises(EngineStartError, match=r"didn't answer within 0\.01 s"):
        engine.ensure()
    assert _until(lambda: not is_held(_layout(engine).alive), 10)


def test_stale_endpoint_file_is_no_engine(make_settings: MakeSettings) -> None:
    """An engine.json that a crash left says nothing, whatever listens on its port now."""
    settings = make_settings()
    settings.data_dir.mkdir()
    (settings.data_dir / "engine.json").write_text(
        '{"uri": "bolt://localhost:1", "browser_url": "", "user": "", "version": "", "nonce": ""}'
    )
    assert LocalEngine(settings).running() is None


@pytest.mark.neo4j
class TestRunning:
    """On one data folder: each test takes the engine as it finds it, up or down."""

    def test_two_commands_at_once_start_one(
        self, engine: LocalEngine, environment: dict[str, str], tmp_path: Path
    ) -> None:
        """Two first commands at the same time, their output piped, get the same engine."""
        engine.stop()
        starts = _starts(engine)
        clients = [_client(_ENSURE, environment, tmp_path) for _ in range(2)]
        nonces = {client.communicate(timeout=120)[0].strip() for client in clients}
        endpoint = engine.running()
        assert endpoint is not None
        assert nonces == {endpoint.nonce}
        assert [client.returncode for client in clients] == [0, 0]
        assert _starts(engine) == starts + 1
        assert list(tmp_path.iterdir()) == [], "something was written to the working directory"

    def test_secrets_are_private(self, engine: LocalEngine) -> None:
        """Password and engine.json are the owner's only, and no command line shows the password."""
        endpoint = engine.ensure()
        for file in (engine.password_file, _layout(engine).endpoint):
            assert file.stat().st_mode & 0o777 == 0o600
        assert len(endpoint.password) >= 32
        child = _process_of(engine)
        assert not any(endpoint.password in word for word in child.cmdline())

    def test_all_files_are_in_the_data_folder(self, engine: LocalEngine) -> None:
        """The logs lie in the data folder, and the child works there."""
        endpoint, root = engine.ensure(), _layout(engine).root
        assert engine.log_file == root / "logs" / "engine.log"
        assert (engine.log_file.parent / "debug.log").exists()
        assert _process_of(engine).cwd() == str(root)
        statement = "SHOW SETTINGS YIELD name, value WHERE name STARTS WITH 'server.directories'"
        folders = {r["name"]: Path(r["value"]) for r in _query(endpoint, statement + " RETURN *")}
        assert len(folders) > 5
        assert all(folder.is_relative_to(root) for folder in folders.values())

    def test_login_needs_the_password(self, engine: LocalEngine) -> None:
        """The engine says its version, and refuses Neo4j's default password."""
        endpoint = engine.ensure()
        assert endpoint.version == NEO4J_VERSION
        versions = _query(endpoint, "CALL dbms.components() YIELD versions RETURN versions[0] AS v")
        assert versions[0]["v"] == NEO4J_VERSION
        with pytest.raises(AuthError):
            _query(replace(endpoint, password="neo4j"), "RETURN 1")

    @pytest.mark.parametrize("address", ["file:///etc/hostname", "http://127.0.0.1:1/x"])
    def test_load_csv_is_closed(self, engine: LocalEngine, address: str) -> None:
        """A statement can read neither files of the machine nor addresses."""
        endpoint = engine.ensure()
        with pytest.raises(ClientError, match=r"allow_csv_import_from_file_urls|blocked"):
            _query(endpoint, "LOAD CSV FROM $address AS row RETURN row", address=address)

    def test_killed_engine_loses_nothing(self, engine: LocalEngine) -> None:
        """After kill -9 nothing answers, and the next command starts an engine with every write."""
        endpoint = engine.ensure()
        _query(endpoint, "CREATE (:Written {id: $id})", id="before the kill")
        _process_of(engine).kill()
        assert _until(lambda: engine.running() is None, 10)
        assert _layout(engine).endpoint.exists(), "a crash leaves the file; it must not be trusted"
        again = engine.ensure()
        assert again.nonce != endpoint.nonce
        found = _query(again, "MATCH (n:Written) RETURN DISTINCT n.id AS id")
        assert [record["id"] for record in found] == ["before the kill"]

    def test_stop(self, engine: LocalEngine) -> None:
        """Stopping is told from nothing to stop, and frees the store."""
        engine.ensure()
        assert engine.stop() is True
        assert engine.running() is None
        assert not is_held(_layout(engine).alive)
        assert not _layout(engine).endpoint.exists()
        assert engine.stop() is False

    def test_killed_clients_leave_no_orphan(
        self, engine: LocalEngine, environment: dict[str, str], tmp_path: Path
    ) -> None:
        """A client killed while it starts the engine, and one killed while it uses it, harm nobody.

        The engine goes on starting for the next client, lives while that has a connection, and
        stops by itself soon after.
        """
        limit = 3.0
        short = environment | {"KB_ENGINE_IDLE_MINUTES": str(limit / 60)}
        engine.stop()
        starts = _starts(engine)
        first = _client(_ENSURE, short, tmp_path)
        assert _until(lambda: is_held(_layout(engine).alive), 30)
        _kill(first)
        second = _client(_CONNECT_AND_HANG, short, tmp_path)
        assert second.stdout is not None
        nonce = second.stdout.readline().strip()
        time.sleep(limit * 1.5)
        endpoint = engine.running()
        assert endpoint is not None, "an engine with a connection is in use"
        assert endpoint.nonce == nonce
        _kill(second)
        assert _until(lambda: not is_held(_layout(engine).alive), limit * 2 + 5)
        assert _starts(engine) == starts + 1
        assert "stop: idle" in engine.log_file.read_text()

    def test_keep_and_signals(self, engine: LocalEngine, environment: dict[str, str]) -> None:
        """`keep` lifts a running engine's limit; Ctrl-C doesn't reach it; SIGTERM ends it in order.

        It starts with a new password, since the file with the old one was deleted.
        """
        layout = _layout(engine)
        engine.stop()
        old = read_text(layout.password)
        layout.password.unlink(missing_ok=True)
        short = LocalEngine(
            Settings.from_environment(environment | {"KB_ENGINE_IDLE_MINUTES": "0.04"})
        )
        endpoint = short.ensure()
        assert endpoint.password != old
        assert short.ensure(keep=True).nonce == endpoint.nonce
        assert len(_query(endpoint, "RETURN 1")) == 1
        process = _process_of(engine)
        process.send_signal(signal.SIGINT)
        time.sleep(4)
        assert engine.running() == endpoint
        process.send_signal(signal.SIGTERM)
        assert _until(lambda: not is_held(layout.alive), 30)
        assert engine.log_file.read_text().rstrip().endswith("stopped")

    def test_broken_store(self, engine: LocalEngine) -> None:
        """A store that Neo4j can't open is an error with Neo4j's own reason, and nothing runs."""
        if not _layout(engine).store.exists():
            engine.ensure()
        engine.stop()
        shutil.rmtree(_layout(engine).home / "data" / "transactions" / "neo4j")
        with pytest.raises(EngineStartError, match="Transaction logs are missing"):
            engine.ensure()
        assert not is_held(_layout(engine).alive)

    def test_reset(self, engine: LocalEngine) -> None:
        """A reset deletes store and password, not the logs, and ends a running engine first."""
        engine.reset()
        endpoint = engine.ensure()
        assert _query(endpoint, "MATCH (n) RETURN count(n) AS n")[0]["n"] == 0
        engine.reset()
        assert engine.running() is None
        assert not is_held(_layout(engine).alive)
        assert not engine.password_file.exists()
        assert not _layout(engine).home.exists()
        assert engine.log_file.exists()


def _kill(client: subprocess.Popen[str]) -> None:
    with client:
        client.kill()
