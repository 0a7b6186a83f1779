"""Tables that fit the terminal, pipes and files."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from rich.console import Console

from kb.cli.tables import QUOTE_LENGTH, print_timeline, shorten
from tests.cli.conftest import an_event

if TYPE_CHECKING:
    from tests.cli.conftest import Kb, StandIn


def lines(width: int, **changes: Any) -> list[str]:
    """What a console of a width shows of one event."""
    out = io.StringIO()
    print_timeline(Console(file=out, width=width, markup=False), [an_event(**changes)])
    return out.getvalue().splitlines()


@pytest.mark.parametrize("width", [40, 80, 100, 120, 160, 300])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    """At any width every column is there and no line is longer than the terminal is wide."""
    shown = lines(width)
    text = " ".join(" ".join(shown).split())
    assert max(map(len, shown)) <= width
    for part in ("2019-04-04", "ANNOUNCED", "AGREE", "Ruritania →", "Strelsau", "2", "purchase"):
        assert part in text


def test_columns_are_those_of_the_specification() -> None:
    """A timeline shows date, status, type, who to whom, where, origins and the quote."""
    head = [column.strip() for column in lines(160)[0].split("  ") if column.strip()]
    assert head == ["DATE", "STATUS", "TYPE", "WHO → WHOM", "WHERE", "ORIGINS", "QUOTE"]


def test_pipes_get_no_colours_and_a_fixed_width(kb: Kb, knowledge_base: StandIn) -> None:
    """Without a terminal the table is 160 wide and has no escape sequences."""
    knowledge_base.events = [an_event(mentions={"nodes": [{"quote": {"text": "word " * 100}}]})]
    result = kb("timeline")
    assert "\x1b" not in result.stdout
    assert 140 < max(map(len, result.stdout.splitlines())) <= 160


def test_lines_for_pipes_end_with_their_last_word() -> None:
    """No line that goes to a pipe is filled up with spaces, at any width."""
    for width in (60, 160):
        assert all(line == line.rstrip() for line in lines(width))


def test_brackets_of_a_quote_are_no_markup() -> None:
    """Square brackets in the text are shown as they are."""
    shown = lines(160, mentions={"nodes": [{"quote": {"text": "He said [sic] it [/red]."}}]})
    assert "He said [sic] it [/red]." in shown[1]


def test_long_quotes_are_cut_at_a_word() -> None:
    """A quote that a table can't bear ends with an ellipsis after a whole word."""
    text = shorten("word " * 100)
    assert len(text) <= QUOTE_LENGTH + 2
    assert text.endswith("word …")
    assert shorten("short") == "short"


def test_a_quote_over_several_lines_takes_one() -> None:
    """Line breaks inside a sentence don't break the table."""
    shown = lines(160, mentions={"nodes": [{"quote": {"text": "one\n\ntwo"}}]})
    assert "one two" in shown[1]


def test_no_events_is_said() -> None:
    """An empty timeline says so."""
    out = io.StringIO()
    print_timeline(Console(file=out, width=80), [])
    assert out.getvalue() == "No events.\n"
