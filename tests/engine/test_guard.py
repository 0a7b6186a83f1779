"""Noticing a database that failed to start."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

from kb.engine.guard import StartGuard, failed_database

if TYPE_CHECKING:
    from pathlib import Path

FAILURE = json.dumps(
    {
        "level": "ERROR",
        "message": "Failed to start DatabaseId{1[neo4j]}",
        "stacktrace": "Oops\n\tat x\nCaused by: first\n\tat y\nCaused by: the root\n\tat z",
    }
)


def test_root_cause_is_read_from_the_log(tmp_path: Path) -> None:
    """The message and the last cause of the stack trace are what the user needs."""
    log = tmp_path / "debug.log"
    log.write_text('{"message": "fine"}\nnot JSON\n' + FAILURE + "\n")
    assert failed_database(log) == "Failed to start DatabaseId{1[neo4j]}\n  Caused by: the root"


def test_earlier_failures_do_not_count(tmp_path: Path) -> None:
    """Only what this start wrote is read; a log that isn't there says nothing."""
    log = tmp_path / "debug.log"
    assert failed_database(log) == ""
    log.write_text(FAILURE + "\n")
    assert failed_database(log, log.stat().st_size) == ""


def test_hanging_start_fails_with_the_cause(tmp_path: Path) -> None:
    """A start that goes on after its database failed is given up."""
    told: list[str] = []
    with StartGuard(tmp_path / "debug.log", told.append, limit_seconds=60, grace_seconds=0.01):
        (tmp_path / "debug.log").write_text(FAILURE + "\n")
        deadline = time.monotonic() + 10
        while not told and time.monotonic() < deadline:
            time.sleep(0.02)
    assert told
    assert "the root" in told[0]


def test_endless_start_fails(tmp_path: Path) -> None:
    """A start that takes longer than its limit is given up, though nothing has failed."""
    told: list[str] = []
    with StartGuard(tmp_path / "debug.log", told.append, limit_seconds=0.01):
        deadline = time.monotonic() + 10
        while not told and time.monotonic() < deadline:
            time.sleep(0.02)
    assert told == ["not ready after 0.01 s"]


def test_start_that_ends_is_left_alone(tmp_path: Path) -> None:
    """A start that ends by itself is not given up, whatever the log says."""
    told: list[str] = []
    with StartGuard(tmp_path / "debug.log", told.append, limit_seconds=60, grace_seconds=60):
        (tmp_path / "debug.log").write_text(FAILURE + "\n")
        time.sleep(0.7)
    assert told == []
