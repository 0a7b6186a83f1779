"""Limits on requests."""

from __future__ import annotations

import time

import pytest
from graphql import get_introspection_query

from schema import Api, Limits
from tests.schema_api.reader import Spy


def _errors(query: str, **limits: int) -> list[str]:
    answer = Api.create(Limits(**limits)).execute(Spy(), query)
    return [error["message"] for error in answer.get("errors", ())]


def _exponential(depth: int) -> str:
    """A query whose fragments hold 2**depth fields when they are expanded."""
    fragments = [
        f"fragment F{n} on Event {{ ...F{n + 1} similar {{ event {{ ...F{n + 1} }} }} }}"
        for n in range(depth)
    ]
    last = f"fragment F{depth} on Event {{ id }}"
    return f'{{ event(id: "evt_x") {{ ...F0 }} }} {" ".join([*fragments, last])}'


def test_exponential_fragments_are_refused_quickly() -> None:
    """A query of fragments that double 40 times is measured without being expanded."""
    start = time.perf_counter()
    assert _errors(_exponential(40)) == ["the query has more than 600 fields"]
    assert time.perf_counter() - start < 2


def test_doubling_spreads_without_depth_are_refused_quickly() -> None:
    """Fragments that spread the next one twice are refused although they are never deep."""
    fragments = [f"fragment F{n} on Event {{ ...F{n + 1} ...F{n + 1} }}" for n in range(40)]
    query = (
        f'{{ event(id: "evt_x") {{ ...F0 }} }} {" ".join(fragments)} fragment F40 on Event {{ id }}'
    )
    start = time.perf_counter()
    assert _errors(query) == ["the query has more than 600 fields"]
    assert time.perf_counter() - start < 2


def test_a_fragment_that_contains_itself_is_refused() -> None:
    """A circle of fragments ends with an error, not without end."""
    query = (
        '{ event(id: "evt_x") { ...A } } fragment A on Event { ...B } fragment B on Event { ...A }'
    )
    assert _errors(query) == ["the fragment A contains itself"]


def test_a_long_chain_of_fragments_is_refused() -> None:
    """Fragments that each hold the next one end with an error, not with the interpreter's stack."""
    fragments = [f"fragment F{n} on Event {{ ...F{n + 1} }}" for n in range(400)]
    last = "fragment F400 on Event { id }"
    query = f'{{ event(id: "evt_x") {{ ...F0 }} }} {" ".join(fragments)} {last}'
    assert _errors(query) == ["more than 50 fragments inside fragments"]


@pytest.mark.parametrize(
    "repeated", ["date { edtf } ", "mentions { nodes { id } } ", "id ", "... { id } "]
)
def test_repeated_fields_are_answered_or_refused_soon(repeated: str) -> None:
    """The most fields that one selection may repeat don't keep the server busy for long."""
    start = time.perf_counter()
    for number in (150, 550):
        _errors(f'{{ event(id: "evt_x") {{ {repeated * number} }} }}')
    assert time.perf_counter() - start < 20


def test_documents_are_kept_within_bounds() -> None:
    """A document is parsed once; of very many only the last ones are kept."""
    api = Api.create()
    query = "{ events { totalCount } }"
    first = api.documents.get(query)
    assert api.documents.get(query) is first
    for number in range(600):
        api.documents.get(f"{{ events {{ totalCount a{number}: totalCount }} }}")
    assert len(api.documents._documents) <= 512
    assert api.documents.get(query) is not first
    for number in range(30):
        api.documents.get(f"{{ a{number}: __typename }} # {'x' * 30_000}")
    assert sum(map(len, api.documents._documents)) <= 400_000


@pytest.mark.parametrize(
    ("limits", "query", "message"),
    [
        ({"characters": 10}, "{ events { totalCount } }", "longer than 10 characters"),
        ({"tokens": 5}, "{ events { totalCount } }", "more than 5 tokens"),
        ({"depth": 2}, "{ events { nodes { id } } }", "more than 2 levels"),
        ({"fields": 2}, "{ events { nodes { id } } }", "more than 2 fields"),
        ({"aliases": 1}, "{ a: events { b: totalCount } }", "more than 1 aliases"),
        (
            {"directives": 1},
            "{ events @skip(if: true) { totalCount @skip(if: true) } }",
            "more than 1 directives",
        ),
        ({"roots": 1}, "{ a: __typename b: __typename }", "more than 1 fields at its root"),
    ],
)
def test_each_limit_is_kept(limits: dict[str, int], query: str, message: str) -> None:
    """A query over a limit is refused with one error that names the limit."""
    (error,) = _errors(query, **limits)
    assert message in error


def test_the_usual_limits_let_graphiql_introspect() -> None:
    """The introspection that GraphiQL sends is within the limits."""
    assert _errors(get_introspection_query()) == []


def test_page_sizes_multiply_to_the_cost() -> None:
    """Pages inside pages are refused when their product is too large."""
    query = "{ events(first: 200) { nodes { mentions(first: 200) { nodes { id } } } } }"
    assert _errors(query) == []
    (error,) = _errors(query, cost=40_000)
    assert "could hold 40401 objects, the limit is 40000" in error


def test_a_page_size_in_a_variable_counts() -> None:
    """The cost is that of the variables of this request, not of the text."""
    query = (
        "query($n: Int!) { events(first: $n) { nodes { mentions(first: $n) { nodes { id } } } } }"
    )
    api, spy = Api.create(Limits(cost=1_000)), Spy()
    assert "errors" not in api.execute(spy, query, {"n": 10})
    assert "errors" in api.execute(spy, query, {"n": 100})
    assert "errors" not in api.execute(spy, query, {"n": 10})


def test_a_default_page_size_of_a_variable_counts() -> None:
    """A variable that isn't given counts with its default."""
    query = (
        "query($n: Int! = 200) { events(first: $n) "
        "{ nodes { mentions(first: $n) { nodes { id } } } } }"
    )
    assert _errors(query, cost=10_000) != []


def test_lists_that_are_not_paged_count() -> None:
    """Nesting lists without pages is limited too."""
    inner = "id"
    for _ in range(4):
        inner = f"similar {{ event {{ {inner} }} }}"
    (error,) = _errors(f"{{ events(first: 200) {{ nodes {{ {inner} }} }} }}")
    assert "objects" in error


def test_a_refused_request_reaches_no_database() -> None:
    """What is refused is refused before a statement is sent."""
    spy = Spy()
    Api.create(Limits(cost=10)).execute(spy, "{ events(first: 200) { nodes { id } } }")
    assert spy.statements == []
