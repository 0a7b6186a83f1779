"""Selections: aliases, fragments and directives, on statements that nobody runs."""

from __future__ import annotations

from typing import Any

import pytest

from schema import Api
from tests.schema_api.reader import Spy


def _spy(query: str, variables: dict[str, Any] | None = None) -> Spy:
    spy = Spy()
    answer = Api.create().execute(spy, query, variables)
    assert "errors" not in answer, answer
    return spy


EVENT = '{ event(id: "evt_x") { %s } }'


@pytest.mark.parametrize(
    "written",
    [
        "... { id title }",
        "... on Event { id title }",
        "... on Node { id } title",
        "id ... { id title } title",
        "a: id b: title",
        "id @include(if: true) title @skip(if: false) mode @skip(if: true)",
        "id title mode @include(if: true) @skip(if: true)",
    ],
)
def test_the_same_fields_make_the_same_statement(written: str) -> None:
    """However a selection is written, the statement depends on the selected fields alone."""
    assert _spy(EVENT % written).text == _spy(EVENT % "id title").text


def test_named_fragments_are_worked_in_once() -> None:
    """A fragment spread twice selects its fields once."""
    query = EVENT % "...F ...F title" + " fragment F on Event { id }"
    assert _spy(query).text == _spy(EVENT % "id title").text


def test_selections_of_one_field_are_merged() -> None:
    """A field selected in two places is one field with both selections."""
    merged = _spy(EVENT % "date { edtf } date { earliest } sources { id } sources { name }")
    assert merged.text == _spy(EVENT % "date { edtf earliest } sources { id name }").text


def test_variables_decide_on_directives() -> None:
    """@skip and @include read variables, with their defaults."""
    query = "query($a: Boolean! = true) { events { totalCount nodes @include(if: $a) { id } } }"
    assert "collect" in _spy(query).text
    assert "collect" not in _spy(query, {"a": False}).text


def test_a_field_of_another_type_is_left_out() -> None:
    """`node` selects what fits the kind of the id."""
    query = (
        "{ node(id: %r) { id __typename ... on Event { title } ... on Actor { kind } } }"
    ).replace("%r", '"%s"')
    assert "n1.kind" not in _spy(query % "evt_x").text
    assert "n1.kind" in _spy(query % "act_TUR").text


def test_one_field_twice_is_two_values() -> None:
    """Aliases of one field with different arguments are separate values of one statement."""
    spy = _spy("{ a: events(first: 1) { nodes { id } } b: events(first: 2) { nodes { id } } }")
    assert len(spy.statements) == 1
    assert 1 in spy.values
    assert 2 in spy.values
