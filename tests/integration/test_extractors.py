"""Several extractors over the same articles: one run of each revision is current, in any order."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from kb.extract import RuleExtractor
from kb.knowledge import KnowledgeBase
from kb.settings import Settings
from tests.integration.conftest import empty

if TYPE_CHECKING:
    from pathlib import Path

    from kb.extract import Extractor
    from kb.graph import Graph
    from kb.model.articles import Article
    from kb.model.events import Extraction

pytestmark = pytest.mark.neo4j

TEXT = """\
Sudan and Chad at odds

Sudan attacked Chad on 2 April 2019. The president of Ghana visited Togo in March 2018.
"""


class First:
    """The first mention of the rules, as its own."""

    name = "first"

    def __init__(self, rules: RuleExtractor, version: str = "1") -> None:
        self.rules = rules
        self.version = version

    def extract(self, article: Article) -> Extraction:
        """One mention at most."""
        found = self.rules.extract(article)
        mentions = found.mentions[:1]
        return replace(found, extractor=self.name, version=self.version, mentions=mentions)


@pytest.fixture(scope="module")
def rules() -> RuleExtractor:
    """The rules; their model takes a second to load."""
    return RuleExtractor()


@pytest.fixture
def knowledge_base(graph: Graph) -> KnowledgeBase:
    """A knowledge base on an empty graph."""
    return KnowledgeBase(graph, Settings.from_environment({}))


@pytest.fixture
def story(tmp_path: Path) -> str:
    """An article of two events."""
    file = tmp_path / "story.txt"
    file.write_text(TEXT, encoding="utf-8")
    return str(file)


def export(knowledge_base: KnowledgeBase) -> list[str]:
    """The canonical records."""
    return [json.dumps(r, sort_keys=True) for r in knowledge_base.export()]


def types(knowledge_base: KnowledgeBase) -> list[str]:
    """The types of the events in the timeline."""
    return [event["type"] for event in knowledge_base.timeline()]


def test_a_plug_in_takes_the_place_of_the_rules(
    knowledge_base: KnowledgeBase, story: str, rules: RuleExtractor
) -> None:
    """Its mentions are the live ones; the rules' run stays as history, retired at that time."""
    assert knowledge_base.load([story], extractor=rules).mentions == 2
    assert types(knowledge_base) == ["CONSULT", "ASSAULT"]
    report = knowledge_base.load([story], extractor=First(rules))
    assert (report.mentions, report.unchanged, report.outranked) == (1, 0, 0)
    assert types(knowledge_base) == ["ASSAULT"]
    history = [r["properties"] for r in knowledge_base.export(history=True) if r["kind"] == "Run"]
    kept = {run["extractor"]: (run["current"], run.get("retired")) for run in history}
    assert kept["first"] == (True, None)
    assert kept["rules"][0] is False
    assert kept["rules"][1]


def test_the_rules_after_a_plug_in_change_nothing(
    knowledge_base: KnowledgeBase, story: str, rules: RuleExtractor
) -> None:
    """Their run is stored and retired at once, and the report says that they are outranked."""
    knowledge_base.load([story], extractor=First(rules))
    before = export(knowledge_base)
    report = knowledge_base.load([story])
    assert (report.mentions, report.outranked, report.exit_code) == (2, 1, 0)
    assert export(knowledge_base) == before
    assert knowledge_base.load([story], extractor="rules").unchanged == 1


def test_the_order_of_extractors_does_not_matter(
    knowledge_base: KnowledgeBase, story: str, rules: RuleExtractor
) -> None:
    """Three runs over a revision, loaded in any order and twice, give the same canonical state."""
    exports = []
    readers: tuple[Extractor, ...] = (rules, First(rules, "9"), First(rules, "10"))
    for order in permutations(readers):
        empty(knowledge_base.graph)
        for extractor in (*order, *order):
            knowledge_base.load([story], extractor=extractor)
        exports.append(export(knowledge_base))
    assert [other == exports[0] for other in exports] == [True] * 6
    runs = [json.loads(line) for line in exports[0] if json.loads(line)["kind"] == "Run"]
    assert [run["properties"]["version"] for run in runs] == ["10"]
