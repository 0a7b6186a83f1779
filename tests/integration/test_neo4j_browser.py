"""What we ship for Neo4j Browser fits the graph: saved queries, their zip, the style sheet."""

from __future__ import annotations

import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kb.extract import RuleExtractor
from kb.ingest import ingest
from loaders import LoadOptions, read_articles
from tests.integration.conftest import empty

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.graph import Graph

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "neo4j-browser"
QUERIES = sorted((FOLDER / "queries").glob("*.cypher"))

#: Labels of nodes without relationships, which the linking pass and the migrations keep for
#: themselves.
INTERNAL = {"KbMeta", "LinkKey", "TextKey"}

pytestmark = pytest.mark.neo4j


@pytest.fixture(scope="module")
def seeded(connection: Graph) -> Iterator[Graph]:
    """The seed articles, loaded."""
    empty(connection)
    articles = read_articles([str(ROOT / "seeds")], LoadOptions())
    report = ingest(articles, RuleExtractor(), connection, clock=lambda: datetime.now(UTC))
    assert report.exit_code == 0
    yield connection
    empty(connection)


def test_there_are_saved_queries() -> None:
    """An empty folder would make the other tests vacuous."""
    assert len(QUERIES) >= 8


@pytest.mark.parametrize("file", QUERIES, ids=lambda file: file.stem)
def test_a_saved_query_answers_on_the_seeds(seeded: Graph, file: Path) -> None:
    """Every saved query runs as it stands and finds something in the S-400 story."""
    rows = seeded.read(file.read_text(encoding="utf-8").rstrip().rstrip(";"), {})
    assert rows


def test_the_zip_holds_the_queries_as_they_are() -> None:
    """docs/neo4j-browser/pack.py has run since the last change of a query."""
    with zipfile.ZipFile(FOLDER / "kb-queries.zip") as packed:
        held = {name: packed.read(name) for name in packed.namelist()}
    assert held == {f"kb/{file.name}": file.read_bytes() for file in QUERIES}


def test_the_style_sheet_names_what_the_graph_has(seeded: Graph) -> None:
    """Every label and type that has a style exists, and every label has a style and captions."""
    style = (FOLDER / "kb.grass").read_text(encoding="utf-8")
    labels = {row["label"] for row in seeded.read("CALL db.labels() YIELD label RETURN label", {})}
    types = seeded.read(
        "CALL db.relationshipTypes() YIELD relationshipType AS name RETURN name", {}
    )
    assert set(re.findall(r"node\.(\w+)", style)) == labels - INTERNAL
    assert set(re.findall(r"relationship\.(\w+)", style)) <= {row["name"] for row in types}
    bare = seeded.read(
        "MATCH (n) WHERE n.caption IS NULL AND NOT n:KbMeta AND NOT n:LinkKey AND NOT n:TextKey "
        "RETURN labels(n) AS labels LIMIT 5",
        {},
    )
    assert bare == []
