"""How commands end: one line on standard error, the right exit status, no traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kb import errors
from kb.cli.failures import failure_of

if TYPE_CHECKING:
    from tests.cli.conftest import Kb, StandIn


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.SettingsError("KB_DATA_DIR", "no"), 2),
        (errors.DateParseError("soon", "no"), 2),
        (errors.UnknownFormatError("pdf", "no"), 2),
        (errors.NotFoundError("actor", "Ruritania"), 1),
        (errors.QueryError("no"), 2),
        (errors.GraphUnavailableError("no"), 1),
        (errors.EngineNotInstalledError("no"), 1),
        (FileNotFoundError(2, "No such file or directory", "x"), 1),
        (ValueError("surprise"), 1),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else str(value),
)
def test_errors_end_with_one_line_and_a_status(
    kb: Kb, knowledge_base: StandIn, error: Exception, status: int
) -> None:
    """Misuse ends with 2, everything else that fails with 1, each with one line that says why."""
    knowledge_base.error = error
    result = kb("export")
    assert result.exit_code == status
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("kb: ")
    assert str(error).rpartition(": ")[2] in result.stderr or "No such file" in result.stderr


def test_a_fault_of_our_own_is_called_that(kb: Kb, knowledge_base: StandIn) -> None:
    """An unforeseen error names its type and how to learn more, and shows no traceback."""
    knowledge_base.error = ZeroDivisionError("division by zero")
    result = kb("export")
    assert "internal error: ZeroDivisionError" in result.stderr
    assert "KB_LOG_LEVEL=DEBUG" in result.stderr
    assert "Traceback" not in result.stderr


def test_ctrl_c_ends_with_130(
    kb: Kb, knowledge_base: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C ends as shells expect, with one line."""

    def interrupt(**_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(knowledge_base, "timeline", interrupt)
    result = kb("timeline")
    assert result.exit_code == 130
    assert result.stderr == "kb: interrupted\n"


@pytest.mark.parametrize(
    "args",
    [
        ("load",),
        ("nothing",),
        ("--nothing",),
        ("reset",),
        ("timeline", "--type", "NOTHING"),
        ("timeline", "--limit", "0"),
        ("timeline", "--definitely"),
        ("timeline", "--from", "yesterday-ish"),
        ("load", "x", "--published", "soon"),
        ("load", "x", "--force-published"),
        ("load", "x", "--format", "nothing"),
        ("load", "x", "--extractor", "nothing"),
        ("extract", "x", "--extractor", "nothing"),
        ("query", "{ ok }", "--variables", "[1]"),
        ("query", "{ ok }", "--variables", "{"),
        ("query", "@/nowhere/at/all"),
    ],
    ids=" ".join,
)
def test_misuse_is_one_line_and_starts_nothing(
    kb: Kb, knowledge_base: StandIn, args: tuple[str, ...]
) -> None:
    """What the user got wrong is said in one line that points to --help, before any work."""
    result = kb(*args)
    assert result.exit_code == 2
    assert result.stderr.startswith("kb: ")
    assert result.stderr.rstrip().endswith("--help`")
    assert result.stderr.count("\n") == 1
    assert knowledge_base.calls == []


def test_a_bad_variable_of_the_environment_is_misuse(
    kb: Kb, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A KB_* variable that can't be used is named."""
    monkeypatch.setenv("KB_ENGINE_BOLT_PORT", "ninety")
    result = kb("timeline")
    assert result.exit_code == 2
    assert "KB_ENGINE_BOLT_PORT" in result.stderr


def test_every_error_of_kb_has_a_failure() -> None:
    """No error of the hierarchy is reported as an internal error."""
    found = [errors.KBError]
    for kind in found:
        found += kind.__subclasses__()
    for kind in found:
        error = kind.__new__(kind)
        for name in ("file", "reason", "remedy", "record"):
            if issubclass(kind, errors.InputError):
                setattr(error, name, "x")
        assert "internal" not in failure_of(error).message


def test_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    """`kb … | head` prints no traceback when the reader has gone."""
    code = (
        "import sys\n"
        "from tests.cli.conftest import StandIn\n"
        "from kb.cli import main\n"
        "from kb.knowledge import KnowledgeBase\n"
        "stand_in = StandIn()\n"
        "stand_in.records = [{'id': 'x' * 1000}] * 10_000\n"
        "KnowledgeBase.open = lambda settings=None: stand_in\n"
        "main(['export'])\n"
    )
    script = tmp_path / "run.py"
    script.write_text(code)
    with subprocess.Popen(
        [sys.executable, script],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
