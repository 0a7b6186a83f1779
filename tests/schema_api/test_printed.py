"""The schema itself: what is printed, and what answers it."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

import pytest
from graphql import GraphQLObjectType, build_schema, parse, validate

import schema
from schema.mapping import FIELDS
from tests.schema_api.reader import Spy

#: Types that aren't answered field by field from the mapping.
_PROJECTED_ELSEWHERE = {"Query", "PageInfo", "Attribution", "Candidate", "Unresolved"}


def test_the_printed_schema_is_checked_in() -> None:
    """schema/schema.graphql is the schema as it is printed."""
    checked_in = resources.files("schema").joinpath("schema.graphql").read_text("utf-8")
    assert schema.printed() == checked_in


def _object_types() -> list[GraphQLObjectType]:
    types = build_schema(schema.printed()).type_map.values()
    return [
        found
        for found in types
        if isinstance(found, GraphQLObjectType)
        and not found.name.startswith("__")
        and not found.name.endswith(("Connection", "Edge"))
        and found.name not in _PROJECTED_ELSEWHERE
    ]


@pytest.mark.parametrize("kind", [found.name for found in _object_types()])
def test_every_field_has_its_cypher(kind: str) -> None:
    """Each field of each type is mapped, and nothing is mapped that isn't a field."""
    found = next(t for t in _object_types() if t.name == kind)
    assert set(FIELDS[kind]) == set(found.fields)


def test_nothing_else_is_mapped() -> None:
    """Only types of the schema are mapped."""
    assert set(FIELDS) == {found.name for found in _object_types()}


def test_every_field_is_described_or_plain() -> None:
    """Each type says what it is, for those who read the schema in GraphiQL."""
    printed = build_schema(schema.printed())
    bare = [
        name
        for name, found in printed.type_map.items()
        if not name.startswith("__") and name != "Query" and not found.description
    ]
    assert bare == []


def test_our_own_documents_are_valid() -> None:
    """The documents that kb itself sends are valid queries."""
    printed = build_schema(schema.printed())
    documents = [
        file
        for file in resources.files("kb").joinpath("queries").iterdir()
        if file.name.endswith(".graphql")
    ]
    assert documents
    for file in documents:
        assert validate(printed, parse(file.read_text("utf-8"))) == [], file.name


def test_the_documented_queries_are_valid() -> None:
    """The queries in docs/api.md are valid, and within the limits."""
    text = Path(__file__).parents[2].joinpath("docs", "api.md").read_text("utf-8")
    queries = re.findall(r"^```graphql\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert queries
    for query in queries:
        assert "errors" not in schema.execute(Spy(), query), query
