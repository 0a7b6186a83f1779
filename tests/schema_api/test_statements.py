"""Statements: one a request, values only as parameters, few texts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from graphql import get_introspection_query

from kb.errors import (
    GraphConflictError,
    GraphTimeoutError,
    GraphUnavailableError,
    QueryError,
)
from schema import Api
from schema.filters import lucene
from tests.schema_api.reader import Failing, Spy

EVERYTHING = """
query($filter: EventFilter, $after: String, $first: Int! = 20) {
  events(filter: $filter, after: $after, first: $first) { nodes { id } }
}
"""


def _ask(query: str, variables: dict[str, Any] | None = None) -> tuple[dict[str, Any], Spy]:
    spy = Spy()
    return Api.create().execute(spy, query, variables), spy


def test_a_request_is_one_statement() -> None:
    """Several root fields and everything below them are read by one statement."""
    _, spy = _ask(
        '{ event(id: "evt_x") { mentions { nodes { article { events { nodes { id } } } } } }'
        ' actor(name: "Turkey") { events { totalCount } } articles { nodes { id } } }'
    )
    assert len(spy.statements) == 1


@pytest.mark.parametrize(
    "query",
    [
        get_introspection_query(),
        "{ __typename }",
        '{ event(id: "nothing") { id } }',
        '{ event(id: "act_TUR") { id } }',
        '{ node(id: "rev_x") { id } }',
        '{ node(id: "") { id } }',
        '{ article(id: "evt_x") { id } }',
    ],
)
def test_what_needs_no_database_asks_none(query: str) -> None:
    """Introspection, and ids that can't be what is asked for, send no statement."""
    answer, spy = _ask(query)
    assert spy.statements == []
    assert "errors" not in answer


def test_an_id_of_another_kind_is_null() -> None:
    """An id that can't be an event's is an event that doesn't exist."""
    assert _ask('{ event(id: "act_TUR") { id } a: __typename }')[0] == {
        "data": {"event": None, "a": "Query"}
    }


def test_values_are_parameters() -> None:
    """No value of a filter stands in the statement, whatever it holds."""
    evil = "' OR 1=1 // `} $p0"
    variables = {
        "filter": {
            "text": f"deal {evil}",
            "actors": [{"name": f"x {evil}"}, {"id": evil, "role": "SOURCE"}],
            "places": [evil],
            "publisher": evil,
            "minOrigins": 77123,
            "types": ["AGREE"],
            "statuses": ["DENIED"],
            "time": {"from": "2019-04-01", "to": "2019-04-30"},
        }
    }
    answer, spy = _ask(EVERYTHING, variables)
    assert "errors" not in answer
    assert evil in spy.values
    for value in (evil, "1=1", "77123", "2019-04", "AGREE", "DENIED"):
        assert value not in spy.text
    assert date(2019, 4, 1) in spy.values


def test_pages_share_a_statement() -> None:
    """The second page of a list is the same statement as the first one, of any size."""
    cursor = "WyJUSU1FX0FTQyIsIjIwMTktMDQtMDEiLCJldnRfeCJd"
    first = _ask(EVERYTHING, {"first": 5})[1]
    second = _ask(EVERYTHING, {"first": 9, "after": cursor})[1]
    assert first.text == second.text
    assert "evt_x" in second.values


def test_only_the_count_reads_no_page() -> None:
    """A total count alone reads no elements."""
    text = _ask("{ events { totalCount } }")[1].text
    assert "LIMIT" not in text
    assert "COUNT" in text


def test_no_count_unless_asked() -> None:
    """A page without totalCount counts nothing."""
    assert "COUNT" not in _ask("{ events { nodes { id } pageInfo { hasNextPage } } }")[1].text


def test_a_window_reads_a_branch_for_each_width() -> None:
    """A window in the order of time is read by the index, one branch for each class of width."""
    text = _ask(EVERYTHING, {"filter": {"time": {"from": "2019-04-01"}}})[1].text
    assert text.count("UNION ALL") == 4
    for span in (0, 1, 31, 366, 3660):
        assert f"span = {span}" in text


def test_an_actor_is_where_a_search_starts() -> None:
    """With an actor the events are those of the actor, not all of the window."""
    filter_ = {"time": {"from": "2019-04-01"}, "actors": [{"id": "act_TUR"}]}
    text = _ask(EVERYTHING, {"filter": filter_})[1].text
    assert "UNION" not in text
    assert "MATCH (actor:Actor)" in text


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"first": 201}, "first: 201"),
        ({"first": -1}, "first: -1"),
        ({"after": "no cursor"}, "not a cursor"),
        ({"filter": {"time": {"from": "2019-04-02", "to": "2019-04-01"}}}, "is after"),
        ({"filter": {"actors": [{}]}}, "either the id or the name"),
        ({"filter": {"actors": [{"id": "act_TUR", "name": "Turkey"}]}}, "either the id"),
        ({"filter": {"actors": [{"name": "?!"}]}}, "no letters"),
        ({"filter": {"text": "  ?! "}}, "has no words"),
        ({"filter": {"text": "word " * 65}}, "more than 64 words"),
        ({"filter": {"actors": [{"id": "act_TUR"}] * 11}}, "more than 10"),
    ],
)
def test_arguments_that_make_no_sense_are_refused(variables: dict[str, Any], message: str) -> None:
    """A bad argument is an error that says which, with a code and without data."""
    answer, spy = _ask(EVERYTHING, variables)
    (error,) = answer["errors"]
    assert message in error["message"]
    assert error["extensions"]["code"] == "BAD_REQUEST"
    assert "data" not in answer
    assert spy.statements == []


def test_errors_say_where_they_are() -> None:
    """The error of a nested argument names the line and column of its field."""
    query = "{ events {\n nodes { mentions(first: 201) { totalCount } } } }"
    (error,) = _ask(query)[0]["errors"]
    assert error["locations"] == [{"line": 2, "column": 10}]


def test_a_bad_date_is_refused() -> None:
    """A day that doesn't exist is refused where it is given."""
    answer, _ = _ask(EVERYTHING, {"filter": {"time": {"from": "2019-02-29"}}})
    assert "2019-02-29" in answer["errors"][0]["message"]


def test_several_operations_need_a_name() -> None:
    """With several operations the request says which one; an unknown one is an error."""
    query = "query A { __typename } query B { b: __typename }"
    api, spy = Api.create(), Spy()
    assert "errors" in api.execute(spy, query)
    assert "errors" in api.execute(spy, query, operation_name="C")
    assert api.execute(spy, query, operation_name="B") == {"data": {"b": "Query"}}


def test_root_fields_keep_their_order() -> None:
    """The response has the order of the request, introspection and nulls included."""
    answer, _ = _ask('{ z: __typename y: event(id: "x") { id } x: events { totalCount } }')
    assert list(answer["data"]) == ["z", "y", "x"]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (QueryError("refused"), "BAD_REQUEST"),
        (GraphUnavailableError("away"), "UNAVAILABLE"),
        (GraphTimeoutError("too long"), "TIMEOUT"),
        (GraphConflictError("lost"), "DATABASE"),
    ],
)
def test_errors_of_ours_are_told_with_a_code(error: Exception, code: str) -> None:
    """An error of kb becomes a GraphQL error with its message and a code."""
    answer = Api.create().execute(Failing(error), "{ events { totalCount } }")
    (told,) = answer["errors"]
    assert told["message"] == str(error)
    assert told["extensions"] == {"code": code}
    assert "data" not in answer


def test_unexpected_errors_are_masked(caplog: pytest.LogCaptureFixture) -> None:
    """What nobody foresaw is logged whole, and told without what it says."""
    failing = Failing(RuntimeError("password is hunter2"))
    answer = Api.create().execute(failing, "{ events { totalCount } }")
    assert answer["errors"][0]["extensions"] == {"code": "INTERNAL"}
    assert "hunter2" not in str(answer)
    assert "hunter2" in caplog.text


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("done deal", '"done" AND "deal"'),
        ("S-400", '"S" AND "400"'),
        (
            'a OR b) "c*~ NOT d:e \\ /f/',
            '"a" AND "OR" AND "b" AND "c" AND "NOT" AND "d" AND "e" AND "f"',
        ),
        ("Çavuşoğlu", '"Çavuşoğlu"'),
    ],
)
def test_words_are_never_operators(text: str, query: str) -> None:
    """A text search takes the words of a text, and nothing in it is Lucene's syntax."""
    assert lucene(text) == query
