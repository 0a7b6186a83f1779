"""A command line whose knowledge base is a stand-in that notes what it is asked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from kb.cli import main
from kb.ingest import LoadReport
from kb.knowledge import KnowledgeBase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    #: Runs `kb` with arguments (and standard input) and returns what it did.
    Kb = Callable[..., Result]


def an_event(number: int = 1, **changes: Any) -> dict[str, Any]:
    """An event as `KnowledgeBase.timeline` gives it."""
    event: dict[str, Any] = {
        "id": f"evt_{number}",
        "title": "Ruritania buys radars from Freedonia",
        "type": "AGREE",
        "mode": None,
        "status": "ANNOUNCED",
        "date": a_date(),
        "sources": [{"id": "act_1", "name": "Ruritania", "kind": "STATE", "country": "RUR"}],
        "targets": [{"id": "act_2", "name": "Freedonia", "kind": "STATE", "country": "FRE"}],
        "places": [{"id": "loc_1", "name": "Strelsau", "kind": "CITY", "country": "RUR"}],
        "confidence": 70,
        "mentionCount": 2,
        "articleCount": 2,
        "originCount": 2,
        "origins": ["Agency", "Gazette"],
        "firstPublished": "2019-04-04",
        "lastPublished": "2019-04-05",
        "mentions": {
            "nodes": [{"quote": {"text": "The purchase is done.", "start": 0, "end": 21}}]
        },
    }
    return event | changes


def a_date(**changes: Any) -> dict[str, Any]:
    """A date as the schema gives it: the day 2019-04-04 unless changed."""
    date: dict[str, Any] = {
        "edtf": "2019-04-04",
        "earliest": "2019-04-04",
        "latest": "2019-04-04",
        "precision": "DAY",
        "part": None,
        "extent": "WITHIN",
        "phrase": "on Thursday",
        "basis": "RELATIVE_TO_PUBLICATION",
        "sort": "2019-04-04",
    }
    return date | changes


class StandIn:
    """Stands in for the knowledge base: answers what it is told to, and notes the calls."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.events: list[dict[str, Any]] = [an_event()]
        self.answer: dict[str, Any] = {"data": {"ok": True}}
        self.thing: dict[str, Any] = {}
        self.records: list[dict[str, Any]] = [{"kind": "Event", "id": "evt_1"}]
        self.report = LoadReport(articles=2, new_revisions=2, mentions=3, events=3, seconds=0.5)
        self.error: Exception | None = None

    def __enter__(self) -> StandIn:
        if self.error:
            raise self.error
        return self

    def __exit__(self, *_error: object) -> None:
        pass

    def load(self, paths: tuple[str, ...], **options: Any) -> LoadReport:
        """Report what the test has set."""
        self.calls.append(("load", {"paths": paths, **options}))
        return self.report

    def timeline(self, **options: Any) -> list[dict[str, Any]]:
        """The events that the test has set."""
        self.calls.append(("timeline", options))
        return self.events[: options["limit"]]

    def show(self, identifier: str) -> dict[str, Any]:
        """The thing that the test has set."""
        self.calls.append(("show", {"identifier": identifier}))
        return self.thing

    def query(self, graphql: str, variables: dict[str, Any] | None = None) -> dict[str, Any]:
        """The answer that the test has set."""
        self.calls.append(("query", {"graphql": graphql, "variables": variables}))
        return self.answer

    def export(self, *, history: bool = False) -> Iterator[dict[str, Any]]:
        """The records that the test has set."""
        self.calls.append(("export", {"history": history}))
        return iter(self.records)

    @property
    def options(self) -> dict[str, Any]:
        """What the last call was given."""
        return self.calls[-1][1]


@pytest.fixture
def knowledge_base(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    """The stand-in that `kb` opens instead of a database."""
    stand_in = StandIn()
    monkeypatch.setattr(KnowledgeBase, "open", lambda _settings=None: stand_in)
    return stand_in


@pytest.fixture
def kb(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Kb:
    """Runs `kb` in this process, away from the user's data, environment and terminal."""
    for name in ("KB_NEO4J_URI", "KB_EXTRACTOR", "KB_LOG_LEVEL", "COLUMNS", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("KB_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("KB_CACHE_DIR", str(tmp_path / "cache"))

    def run(*args: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(main, args, input=stdin, prog_name="kb")

    return run


def parse(result: Result) -> Any:
    """The JSON on standard output of a command that succeeded."""
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)
