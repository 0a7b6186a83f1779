"""Relative dates wait for a publication date: an article loaded again with one has dated events."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from kb.knowledge import KnowledgeBase
from kb.settings import Settings
from tests.integration.conftest import empty

if TYPE_CHECKING:
    from pathlib import Path

    from kb.graph import Graph

pytestmark = pytest.mark.neo4j

TEXT = """\
Sudan and Chad at odds

Sudan attacked Chad on Tuesday. The president of Ghana visited Togo in March 2018.
"""
#: What is told of revisions that are no longer current; the rest is told of the current ones.
OLD = frozenset({"Revision", "Run", "Mention"})


@pytest.fixture
def knowledge_base(graph: Graph) -> KnowledgeBase:
    """A knowledge base on an empty graph."""
    return KnowledgeBase(graph, Settings.from_environment({}))


@pytest.fixture
def story(tmp_path: Path) -> str:
    """An article that states no date."""
    file = tmp_path / "story.txt"
    file.write_text(TEXT, encoding="utf-8")
    return str(file)


def told(knowledge_base: KnowledgeBase) -> list[tuple[str, str | None, str | None]]:
    """Type, EDTF and words of the date, of each event in the timeline."""
    events = knowledge_base.timeline()
    return [(e["type"], e["date"]["edtf"], e["date"]["phrase"]) for e in events]


def export(knowledge_base: KnowledgeBase) -> list[str]:
    """The canonical records but those of revisions, of which an undated one stays behind."""
    records = knowledge_base.export()
    return [json.dumps(r, sort_keys=True) for r in records if r["kind"] not in OLD]


def test_an_article_is_dated_by_loading_it_again(knowledge_base: KnowledgeBase, story: str) -> None:
    """Without a date only explicit dates resolve, and the report says so; with one, all do."""
    report = knowledge_base.load([story])
    assert "1 relative date is unresolved" in str(report.warnings[0])
    assert told(knowledge_base) == [
        ("CONSULT", "2018-03", "March 2018"),
        ("ASSAULT", None, "Tuesday"),
    ]
    report = knowledge_base.load([story], published="2019-04-04")
    assert (report.new_revisions, report.warnings) == (1, [])
    assert told(knowledge_base) == [
        ("CONSULT", "2018-03", "March 2018"),
        ("ASSAULT", "2019-04-02", "Tuesday"),
    ]


def test_the_order_of_loading_does_not_matter(knowledge_base: KnowledgeBase, story: str) -> None:
    """Undated first, dated first or dated only: events, actors and articles are the same."""
    exports = []
    for dates in ((None, "2019-04-04"), ("2019-04-04", None), ("2019-04-04",)):
        empty(knowledge_base.graph)
        for published in dates:
            knowledge_base.load([story], published=published)
        exports.append(export(knowledge_base))
    assert exports[0] == exports[1] == exports[2]
    assert any("2019-04-02" in record for record in exports[0])


def test_a_better_date_moves_the_events(knowledge_base: KnowledgeBase, story: str) -> None:
    """A date that is only a month bounds the weekday; the day, once known, says which it is."""
    knowledge_base.load([story], published="2019-04")
    assert ("ASSAULT", "2019-03-26/2019-04-30", "Tuesday") in told(knowledge_base)
    knowledge_base.load([story], published="2019-04-04")
    assert ("ASSAULT", "2019-04-02", "Tuesday") in told(knowledge_base)
    assert len(told(knowledge_base)) == 2
