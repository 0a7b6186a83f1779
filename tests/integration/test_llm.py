"""`kb load --extractor openai` into a real graph: the model's run, else the rules' own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from kb.cli import main
from kb.knowledge import KnowledgeBase
from kb.settings import Settings
from tests.chat import Reply, serving
from tests.integration.conftest import empty

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kb.graph import Graph
    from tests.chat import Chat
    from tests.integration.conftest import Server

pytestmark = pytest.mark.neo4j

TEXT = """\
Sudan and Chad at odds

Sudan attacked Chad on 2 April 2019. Ghana rose \U0001f600 against Togo on 3 April 2019.
"""
#: What the rules don't find, and what they do.
ROSE: dict[str, Any] = {
    "quote": "Ghana rose \U0001f600 against Togo on 3 April 2019.",
    "trigger": "rose",
    "type": "PROTEST",
    "status": "OCCURRED",
    "actors": [{"words": "Ghana", "role": "SOURCE"}, {"words": "Togo", "role": "TARGET"}],
    "date": "on 3 April 2019",
}
ATTACKED: dict[str, Any] = {
    "quote": "Sudan attacked Chad on 2 April 2019.",
    "trigger": "attacked",
    "type": "ASSAULT",
    "status": "OCCURRED",
    "actors": [{"words": "Sudan", "role": "SOURCE"}, {"words": "Chad", "role": "TARGET"}],
    "date": "2 April 2019",
}


@pytest.fixture
def chat(neo4j_server: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[Chat]:
    """An endpoint that the environment names, beside the tests' database."""
    monkeypatch.setenv("KB_NEO4J_URI", neo4j_server.uri)
    monkeypatch.setenv("KB_NEO4J_USER", neo4j_server.user)
    monkeypatch.setenv("KB_NEO4J_PASSWORD", neo4j_server.password or "")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("KB_LLM_MODEL", "m-1")
    monkeypatch.delenv("KB_EXTRACTOR", raising=False)
    with serving() as found:
        monkeypatch.setenv("KB_LLM_URL", found.url)
        found.says(ROSE, ATTACKED)
        yield found


@pytest.fixture
def story(tmp_path: Path) -> str:
    """An article of two events, of which the rules see one."""
    file = tmp_path / "story.txt"
    file.write_text(TEXT, encoding="utf-8")
    return str(file)


def load(*args: str) -> Result:
    """Run `kb load`."""
    result = CliRunner().invoke(main, ["load", *args], prog_name="kb")
    assert result.exit_code == 0, result.output
    return result


def export(graph: Graph, kind: str | None = None) -> list[dict[str, Any]]:
    """The canonical records of a kind, or all."""
    records = KnowledgeBase(graph, Settings.from_environment({})).export()
    return [record for record in records if kind in {None, record["kind"]}]


def runs(graph: Graph) -> list[tuple[str, bool]]:
    """Extractor of each run, and whether it is current."""
    records = KnowledgeBase(graph, Settings.from_environment({})).export(history=True)
    found = [record["properties"] for record in records if record["kind"] == "Run"]
    return sorted((run["extractor"], run["current"]) for run in found)


def test_a_run_of_the_model_is_stored(graph: Graph, chat: Chat, story: str) -> None:
    """Its name and version are the run's, and its events are as those of the rules."""
    load(story, "--extractor", "openai")
    (run,) = export(graph, "Run")
    assert run["properties"]["extractor"] == "openai"
    assert run["properties"]["version"].startswith("1+m-1+rules-")
    titles = {record["properties"]["type"] for record in export(graph, "Event")}
    assert titles == {"PROTEST", "ASSAULT"}
    (text,) = [record["properties"]["text"] for record in export(graph, "Revision")]
    mentions = [record["properties"] for record in export(graph, "Mention")]
    for mention in mentions:
        assert text[mention["quote_start"] : mention["quote_end"]] == mention["quote"]
        assert text[mention["trigger_start"] : mention["trigger_end"]] == mention["trigger"]
    assert {mention["date_edtf"] for mention in mentions} == {"2019-04-02", "2019-04-03"}
    assert len(chat.requests) == 1


def test_a_dead_endpoint_leaves_the_graph_of_the_rules(
    graph: Graph, chat: Chat, story: str
) -> None:
    """The export is that of a load by the rules; when the model answers, its run takes over."""
    load(story)
    by_rules = json.dumps(export(graph))
    empty(graph)
    chat.replies(Reply(status=500))
    assert "read by the rules instead" in load(story, "--extractor", "openai").stderr
    assert json.dumps(export(graph)) == by_rules
    chat.says(ROSE, ATTACKED)
    load(story, "--extractor", "openai")
    assert runs(graph) == [("openai", True), ("rules", False)]
    both = json.dumps(export(graph))
    assert "known already" in load(story, "--extractor", "openai").stdout
    assert "known already" in load(story).stdout
    assert json.dumps(export(graph)) == both


def test_both_extractors_meet_in_one_event(graph: Graph, chat: Chat, story: str) -> None:
    """An event that both see keeps its id when the model's run takes the place of the rules'."""
    load(story)
    kinds = {record["properties"]["type"]: record["id"] for record in export(graph, "Event")}
    before = kinds["ASSAULT"]
    load(story, "--extractor", "openai")
    after = {record["id"]: record["properties"]["type"] for record in export(graph, "Event")}
    assert after[before] == "ASSAULT"
    assert len(after) == 2
    assert len(chat.requests) == 1
