"""A timeline as people read it: a table, or a list of blocks where a table doesn't fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from kb.cli.words import date_words, names, who_to_whom

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console, RenderableType

    from kb.cli.doctor import Finding

#: Narrower than this, a table's columns would be a few letters wide.
TABLE_WIDTH = 100
#: Longer quotes are cut in tables; `kb show` has them whole.
QUOTE_LENGTH = 280


def print_timeline(console: Console, events: Sequence[dict[str, Any]]) -> None:
    """Print the events, one row each."""
    if not events:
        console.print("No events.")
    elif console.width < TABLE_WIDTH:
        for event in events:
            print_block(console, event)
    else:
        console.print(_timeline(events))


def _timeline(events: Iterable[dict[str, Any]]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("DATE", no_wrap=True)
    table.add_column("STATUS", no_wrap=True)
    table.add_column("TYPE", no_wrap=True)
    table.add_column("WHO → WHOM", ratio=2, min_width=16)
    table.add_column("WHERE", max_width=18)
    table.add_column("ORIGINS", justify="right", no_wrap=True)
    table.add_column("QUOTE", ratio=5, min_width=24)
    for event in events:
        table.add_row(
            date_words(event["date"]),
            event["status"],
            event["type"],
            who_to_whom(event),
            names(event["places"]),
            str(event["originCount"]),
            shorten(first_quote(event)),
        )
    return table


def print_block(console: Console, event: dict[str, Any]) -> None:
    """Print one event over a few lines, for narrow terminals."""
    head = Text(date_words(event["date"]), style="bold")
    head.append(f"  {event['status']} {event['type']}", style="not bold")
    console.print(head)
    facts = [who_to_whom(event)]
    if event["places"]:
        facts.append(f"in {names(event['places'])}")
    facts.append(f"origins: {event['originCount']}")
    console.print(indented("; ".join(facts)))
    console.print(indented(shorten(first_quote(event)), style="dim"))


def print_mentions(console: Console, document: dict[str, Any]) -> None:
    """Print what an article states (the document of `kb extract`)."""
    article = document["article"]
    published = article["published"]["edtf"] if article["published"] else "date not stated"
    console.print(Text(article["title"] or article["file"], style="bold"))
    console.print(f"{article['publisher'] or 'unnamed publisher'}, {published}\n")
    print_timeline(console, [_as_event(mention) for mention in document["mentions"]])


def _as_event(mention: dict[str, Any]) -> dict[str, Any]:
    """A mention of `kb extract` in the shape of the schema's Event; it is one origin's word."""
    quote = {"text": mention["quote"]}
    return mention | {"originCount": 1, "mentions": {"nodes": [{"quote": quote}]}}


def print_findings(console: Console, findings: Iterable[Finding]) -> None:
    """Print the checks of `kb doctor`."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    for finding in findings:
        mark = Text("ok", style="green") if finding.ok else Text("WRONG", style="bold red")
        grid.add_row(mark, Text(finding.name, style="bold"), Text(finding.detail))
    console.print(grid)


def print_facts(console: Console, rows: Iterable[tuple[str, RenderableType]]) -> None:
    """Print names and values in two columns; rows without a value are left out."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style="bold")
    grid.add_column()
    for name, value in rows:
        if value:
            grid.add_row(name, value)
    console.print(grid)


def indented(text: str, style: str = "") -> RenderableType:
    """The text, wrapped, two columns from the left."""
    from rich.padding import Padding

    return Padding(Text(text, style=style), (0, 0, 0, 2))


def first_quote(event: dict[str, Any]) -> str:
    """The words of the event's first mention on one line; "" when it has none."""
    mentions = event["mentions"]["nodes"]
    return " ".join(mentions[0]["quote"]["text"].split()) if mentions else ""


def shorten(text: str) -> str:
    """The text, cut at a word if it is longer than a table can bear."""
    if len(text) <= QUOTE_LENGTH:
        return text
    return text[:QUOTE_LENGTH].rsplit(" ", 1)[0] + " …"
