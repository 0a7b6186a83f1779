"""`kb up`, `down`, `status`, `browser`, `reset`, `engine install`, on a stand-in of the engine."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kb import engine as engine_package
from kb.cli import engine as commands
from kb.cli.common import announce_start
from kb.engine import Endpoint
from kb.settings import Settings
from tests.cli.conftest import parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Kb

ENDPOINT = Endpoint(
    uri="bolt://localhost:7001",
    browser_url="http://localhost:7002/browser/",
    user="neo4j",
    password="secret-word",
    version="2026.08.1",
    nonce="n1",
)


class Engine:
    """Stands in for the local engine; `runs` is whether it does."""

    runs = False
    kept = False
    password_file = Path("/data/neo4j-password")
    log_file = Path("/nowhere/engine.log")

    def __init__(self, _settings: object = None) -> None:
        pass

    def running(self) -> Endpoint | None:
        """The endpoint while it runs."""
        return ENDPOINT if Engine.runs else None

    def ensure(self, *, keep: bool = False) -> Endpoint:
        """Start."""
        Engine.runs, Engine.kept = True, keep
        return ENDPOINT

    def stop(self) -> bool:
        """Stop."""
        was, Engine.runs = Engine.runs, False
        return was

    def reset(self) -> None:
        """Stop and forget."""
        Engine.runs = False


@pytest.fixture(autouse=True)
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """The stand-in instead of the engine, and a web browser that nobody sees."""
    monkeypatch.setattr(Engine, "runs", False)
    monkeypatch.setattr(Engine, "kept", False)
    monkeypatch.setattr(engine_package, "LocalEngine", Engine)
    monkeypatch.setattr("webbrowser.open", lambda _url: True)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)


def test_up_keeps_the_engine_and_says_where_it_is(kb: Kb) -> None:
    """`kb up` starts without an idle limit, and says whether it ran before."""
    first, second = kb("up"), kb("up")
    assert Engine.kept
    assert first.stdout.startswith("Neo4j runs at bolt://localhost:7001")
    assert second.stdout.startswith("Neo4j runs already at bolt://localhost:7001")


def test_a_person_at_a_terminal_is_told_to_wait(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A start takes seconds: a terminal is told once, a pipe never, a running engine never."""
    settings = Settings.from_environment({})
    announce_start(settings)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    announce_start(settings)
    assert capsys.readouterr().err == "Starting the local Neo4j …\n"
    Engine.runs = True
    announce_start(settings)
    announce_start(Settings.from_environment({"KB_NEO4J_URI": "bolt://x"}))
    assert capsys.readouterr().err == ""


def test_down_says_whether_anything_ran(kb: Kb) -> None:
    """`kb down` succeeds both ways."""
    assert kb("down").stdout == "Neo4j was not running\n"
    kb("up")
    assert kb("down").stdout == "Neo4j stopped\n"


def test_browser_names_user_and_password_file_but_not_the_password(kb: Kb) -> None:
    """Without a display the address is printed, with who logs in and where the password is."""
    result = kb("browser")
    assert result.exit_code == 0
    assert ENDPOINT.browser_url in result.stdout
    assert "as neo4j" in result.stdout
    assert str(Engine.password_file) in result.stdout
    assert "secret-word" not in result.output


def test_a_page_opens_where_there_is_a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    """The web browser is asked only where one can show a page."""
    monkeypatch.setattr("sys.platform", "linux")
    assert commands.open_page("http://localhost/") is False
    monkeypatch.setenv("DISPLAY", ":0")
    assert commands.open_page("http://localhost/") is True


def test_reset_needs_a_yes(kb: Kb) -> None:
    """`kb reset` alone deletes nothing and says what it would delete."""
    kb("up")
    assert kb("reset").exit_code == 2
    assert Engine.runs
    assert kb("reset", "--yes").exit_code == 0
    assert not Engine.runs


@pytest.mark.parametrize("command", [("up",), ("down",), ("browser",), ("reset", "--yes")])
def test_a_given_server_is_not_ours_to_handle(
    kb: Kb, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    """With KB_NEO4J_URI set, commands on the local engine refuse and say why."""
    monkeypatch.setenv("KB_NEO4J_URI", "bolt://db.example.org:7687")
    result = kb(*command)
    assert result.exit_code == 1
    assert "KB_NEO4J_URI names a server (bolt://db.example.org:7687)" in result.stderr


def test_status_of_a_stopped_engine_starts_nothing(kb: Kb, tmp_path: Path) -> None:
    """`kb status` of a stopped engine says so, with data folder and size."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "store").write_bytes(b"x" * 1000)
    status = parse(kb("status", "--format", "json"))
    assert status["running"] is False
    assert status["bytes"] == 1000
    assert status["data_dir"] == str(folder)
    assert not Engine.runs
    table = kb("status").stdout
    assert "local engine, not running" in table
    assert "0.0 MB" in table


def test_status_of_an_unreachable_server_says_why(kb: Kb, monkeypatch: pytest.MonkeyPatch) -> None:
    """`kb status` reports a server that doesn't answer as not running, with the reason."""
    monkeypatch.setenv("KB_NEO4J_URI", "bolt://127.0.0.1:1")
    status = parse(kb("status", "--format", "json"))
    assert status["running"] is False
    assert status["address"] == "bolt://127.0.0.1:1"
    assert status["problem"]


def test_install_reports_what_it_fetches(kb: Kb, monkeypatch: pytest.MonkeyPatch) -> None:
    """`kb engine install` says what, how big and under which licence, before it fetches."""

    class Installer:
        """Stands in for the installer."""

        there = False
        folder = Path("/cache/engine")

        def __init__(self, _settings: object) -> None:
            self.lock = type("Lock", (), {"version": "2026.08.1"})

        def installed(self) -> bool:
            """Whether it is there."""
            return Installer.there

        def lacks_aot(self) -> bool:
            """Whether another Java runtime made the cache."""
            return True

        def describe(self) -> str:
            """What it would fetch."""
            return "Neo4j Community (GPLv3), 100 MiB"

        def install(self, progress: Callable[[int, int], None] | None) -> None:
            """Fetch four parts."""
            if not Installer.there and progress is not None:
                for part in range(1, 5):
                    progress(part * 2**20, 4 * 2**20)
            Installer.there = True

    monkeypatch.setattr(engine_package, "EngineInstaller", Installer)
    first, second = kb("engine", "install"), kb("engine", "install")
    assert first.stdout.startswith("Neo4j Community (GPLv3), 100 MiB\n")
    assert first.stderr.splitlines() == [f"{n} of 4 MiB" for n in (1, 2, 3, 4)]
    assert second.stderr == ""
    assert "Recording the AOT cache" not in first.stdout
    assert second.stdout.startswith("Recording the AOT cache")
    assert "2026.08.1 is installed already, in /cache/engine" in second.stdout
