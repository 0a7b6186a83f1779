"""`kb doctor`: what it checks, and that nothing stops it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.cli import doctor as doctor_module
from kb.cli.doctor import Finding
from tests.cli.conftest import parse

if TYPE_CHECKING:
    import pytest

    from tests.cli.conftest import Kb


def test_all_well_is_status_0(kb: Kb, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each check has one line, and all well ends with 0."""
    monkeypatch.setattr(doctor_module, "examine", lambda _: [Finding("python", True, "3.11")])
    result = kb("doctor")
    assert result.exit_code == 0
    assert result.stdout.split() == ["ok", "python", "3.11"]
    assert parse(kb("doctor", "--format", "json")) == [
        {"name": "python", "ok": True, "detail": "3.11"}
    ]


def test_one_fault_is_status_1(kb: Kb, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that fails is marked, and ends with 1."""
    findings = [Finding("python", True, "3.11"), Finding("database", False, "can't be reached")]
    monkeypatch.setattr(doctor_module, "examine", lambda _: findings)
    result = kb("doctor")
    assert result.exit_code == 1
    assert "WRONG" in result.stdout


def test_a_missing_engine_says_how_to_install_it(kb: Kb) -> None:
    """On a machine without the engine the check names the command that installs it."""
    result = kb("doctor")
    assert result.exit_code == 1
    assert "kb engine install" in result.stdout
    assert "database" not in result.stdout


def test_a_folder_that_can_not_be_written_is_a_fault(
    kb: Kb, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A data folder below a file can't be made; the check says which variable to set."""
    monkeypatch.setenv("KB_DATA_DIR", __file__ + "/data")
    result = kb("doctor")
    assert result.exit_code == 1
    assert "set KB_DATA_DIR" in result.stdout


def test_an_unreachable_server_is_a_fault(kb: Kb, monkeypatch: pytest.MonkeyPatch) -> None:
    """With KB_NEO4J_URI set, that server is what is checked, and no engine is needed."""
    monkeypatch.setenv("KB_NEO4J_URI", "bolt://127.0.0.1:1")
    result = kb("doctor")
    assert result.exit_code == 1
    assert "kb engine install" not in result.stdout
    assert "WRONG" in result.stdout


def test_the_extractor_of_the_environment_is_opened(
    kb: Kb, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What articles would be read by is named, or what it lacks."""
    monkeypatch.setenv("KB_NEO4J_URI", "bolt://127.0.0.1:1")
    assert "(installed: openai, rules" in kb("doctor").stdout
    monkeypatch.setenv("KB_EXTRACTOR", "openai")
    monkeypatch.delenv("KB_LLM_URL", raising=False)
    assert "KB_LLM_URL: is not set" in kb("doctor").stdout
