"""`kb timeline` and `kb export`: filters and formats."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kb.errors import NotFoundError
from tests.cli.conftest import an_event, parse

if TYPE_CHECKING:
    from tests.cli.conftest import Kb, StandIn


def test_filters_reach_the_knowledge_base(kb: Kb, knowledge_base: StandIn) -> None:
    """Every filter arrives under its name; types and statuses may be given in any case."""
    args = (
        *("--actor", "Ruritania", "--with", "Freedonia", "--from", "2019", "--to", "2019-06"),
        *("--definitely", "--type", "agree", "--status", "announced", "--status", "PLANNED"),
        *("--place", "Strelsau", "--text", "radar", "--sort", "published", "--limit", "5"),
    )
    assert kb("timeline", *args).exit_code == 0
    assert knowledge_base.options == {
        "actor": "Ruritania",
        "with_": "Freedonia",
        "since": "2019",
        "until": "2019-06",
        "definitely": True,
        "type": ("AGREE",),
        "status": ("ANNOUNCED", "PLANNED"),
        "place": "Strelsau",
        "text": "radar",
        "sort": "published",
        "limit": 6,
    }


def test_json_is_one_document(kb: Kb, knowledge_base: StandIn) -> None:
    """`--format json` prints the events with a version, as the schema has them."""
    assert parse(kb("timeline", "--format", "json")) == {
        "version": 1,
        "events": knowledge_base.events,
        "more": False,
    }


def test_jsonl_is_one_event_a_line(kb: Kb, knowledge_base: StandIn) -> None:
    """`--format jsonl` prints one event on each line."""
    knowledge_base.events = [an_event(1), an_event(2)]
    result = kb("timeline", "--format", "jsonl")
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["evt_1", "evt_2"]


def test_more_than_the_limit_is_said(kb: Kb, knowledge_base: StandIn) -> None:
    """A timeline that was cut says so, on standard error; as JSON in "more"."""
    knowledge_base.events = [an_event(n) for n in range(3)]
    result = kb("timeline", "--limit", "2")
    assert "the first 2; more match" in result.stderr
    assert result.stdout.count("ANNOUNCED") == 2
    assert parse(kb("timeline", "--limit", "2", "--format", "json"))["more"] is True
    assert kb("timeline", "--limit", "3").stderr == ""


def test_an_unknown_actor_gives_the_nearest_names(kb: Kb, knowledge_base: StandIn) -> None:
    """A misspelt name is an error that helps, not an empty table."""
    knowledge_base.error = NotFoundError("actor", "Ruritanja", ("Ruritania", "Rumania"))
    result = kb("timeline", "--actor", "Ruritanja")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr == "kb: no actor 'Ruritanja'; nearest: Ruritania, Rumania\n"


def test_export_is_canonical_json_lines(kb: Kb, knowledge_base: StandIn) -> None:
    """`kb export` prints sorted keys, one record a line, letters as they are."""
    knowledge_base.records = [{"kind": "Actor", "id": "act_1", "name": "Çavuşoğlu"}]
    result = kb("export", "--history")
    assert result.stdout == '{"id":"act_1","kind":"Actor","name":"Çavuşoğlu"}\n'
    assert knowledge_base.options == {"history": True}
