"""Cursors: what goes in comes out, and nothing else is taken."""

from __future__ import annotations

import base64
from datetime import date
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import QueryError
from schema.paging import Order

BY_DAY = Order("TIME_ASC", date)
BY_DAY_DOWN = Order("TIME_DESC", date, descending=True)
BY_NAME = Order("NAME", str)
BY_PLACE = Order("POSITION", int)

text = st.text(st.characters(codec="utf-8"))
whole = st.integers(-(2**53), 2**53)
json = st.recursive(
    st.none() | st.booleans() | whole | text,
    lambda inner: st.lists(inner) | st.dictionaries(text, inner),
    max_leaves=8,
)


@given(st.dates(), text)
def test_days_come_back(day: date, identifier: str) -> None:
    """A cursor of a day and an id holds both."""
    assert BY_DAY.decode(BY_DAY.encode([day.isoformat(), identifier])) == (day, identifier)


@given(text, text)
def test_names_come_back(name: str, identifier: str) -> None:
    """A cursor of a name and an id holds both, whatever letters they have."""
    assert BY_NAME.decode(BY_NAME.encode([name, identifier])) == (name, identifier)


@given(whole, text)
def test_numbers_come_back(number: int, identifier: str) -> None:
    """A cursor of a position and an id holds both."""
    assert BY_PLACE.decode(BY_PLACE.encode([number, identifier])) == (number, identifier)


@given(st.dates(), text)
def test_cursors_are_fit_for_urls(day: date, identifier: str) -> None:
    """A cursor has only characters that a URL keeps."""
    cursor = BY_DAY.encode([day.isoformat(), identifier])
    assert set(cursor) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


@given(st.dates(), text)
def test_a_cursor_of_another_order_is_refused(day: date, identifier: str) -> None:
    """A cursor is bound to its order, and the error says both."""
    cursor = BY_DAY_DOWN.encode([day.isoformat(), identifier])
    with pytest.raises(QueryError, match="TIME_DESC, not TIME_ASC"):
        BY_DAY.decode(cursor)


@given(text | st.binary().map(lambda content: base64.urlsafe_b64encode(content).decode()))
def test_rubbish_is_refused(cursor: str) -> None:
    """What is no cursor raises QueryError and nothing else."""
    for order in (BY_DAY, BY_NAME, BY_PLACE):
        with pytest.raises(QueryError):
            order.decode(cursor)


@given(json)
def test_json_that_is_no_cursor_is_refused(content: Any) -> None:
    """Valid JSON of the wrong shape is refused too."""
    cursor = base64.urlsafe_b64encode(orjson.dumps(content)).decode()
    with pytest.raises(QueryError):
        BY_DAY.decode(cursor)


@given(json, json)
def test_keys_of_the_wrong_type_are_refused(key: Any, identifier: Any) -> None:
    """Keys have the types of the order: a day is no name, a truth value no number."""
    cursor = base64.urlsafe_b64encode(orjson.dumps(["POSITION", key, identifier])).decode()
    if type(key) is int and isinstance(identifier, str):
        assert BY_PLACE.decode(cursor) == (key, identifier)
    else:
        with pytest.raises(QueryError):
            BY_PLACE.decode(cursor)


@given(st.dates(), st.text("abcdefghijklmnopqrstuvwxyz0123456789_", min_size=1))
def test_the_first_page_starts_before_everything(day: date, identifier: str) -> None:
    """No element sorts before where the first page starts, in either direction."""
    assert BY_DAY.before_all < (day, identifier)
    assert BY_DAY_DOWN.before_all > (day, identifier)
