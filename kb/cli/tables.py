"""A timeline as people read it: a table, or a list of blocks where a table doesn't fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from rich.padding import Padding
from rich.table import Column, Table
from rich.text import Text

from kb.cli.words import date_words, names, who_to_whom

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console, RenderableType

    from kb.cli.doctor import Finding
    from kb.extract.dates import Timex
    from kb.model.articles import Article

#: Narrower than this, a table's columns would be a few letters wide.
TABLE_WIDTH = 100
#: Longer quotes are cut in tables; `kb show` has them whole.
QUOTE_LENGTH = 280


class Row(NamedTuple):
    """One row of a timeline."""

    event: dict[str, Any]  #: the schema's Event, or a mention of `kb extract`
    witness: str  #: on whose word: how many origins, or the speaker
    quote: str


def print_timeline(console: Console, events: Sequence[dict[str, Any]]) -> None:
    """Print the events, one row each."""
    witness = Column("ORIGINS", justify="right", no_wrap=True)
    rows = [Row(event, str(event["originCount"]), first_quote(event)) for event in events]
    _print_rows(console, witness, rows)


def print_mentions(console: Console, document: dict[str, Any]) -> None:
    """Print what an article states (the document of `kb extract`)."""
    article = document["article"]
    published = article["published"]["edtf"] if article["published"] else "date not stated"
    console.print(Text(article["title"] or article["file"], style="bold"))
    console.print(f"{article['publisher'] or 'unnamed publisher'}, {published}\n")
    witness = Column("SAID BY", min_width=10, max_width=20)
    rows = [Row(m, _said_by(m), m["quote"]) for m in document["mentions"]]
    _print_rows(console, witness, rows)


def _print_rows(console: Console, witness: Column, rows: Sequence[Row]) -> None:
    if not rows:
        console.print("No events.")
    elif console.width < TABLE_WIDTH:
        for row in rows:
            _print_block(console, str(witness.header).lower(), row)
    else:
        table = _table(witness)
        for row in rows:
            table.add_row(*_cells(row))
        print_trimmed(console, table)


def _table(witness: Column) -> Table:
    """The columns of a timeline; `witness` says on whose word."""
    return Table(
        Column("DATE", no_wrap=True),
        Column("STATUS", no_wrap=True),
        Column("TYPE", no_wrap=True),
        Column("WHO → WHOM", min_width=16, max_width=30),
        Column("WHERE", max_width=18),
        witness,
        Column("QUOTE", min_width=24),
        box=None,
        pad_edge=False,
        header_style="bold",
        padding=(0, 2, 0, 0),
    )


def _cells(row: Row) -> list[str]:
    event = row.event
    return [
        date_words(event["date"]),
        event["status"],
        event["type"],
        who_to_whom(event),
        names(event["places"]),
        row.witness,
        shorten(row.quote),
    ]


def _said_by(mention: dict[str, Any]) -> str:
    """Who says so in a mention of `kb extract`; "–" for the article itself."""
    attribution = mention["attribution"]
    if attribution is None:
        return "–"
    return str(attribution["actor"]["name"] if attribution["actor"] else attribution["text"])


def print_trimmed(console: Console, thing: RenderableType) -> None:
    """Print without the spaces that fill up every line, when it goes to a pipe or a file."""
    if console.is_terminal:
        console.print(thing)
        return
    with console.capture() as captured:
        console.print(thing)
    for line in captured.get().splitlines():
        console.print(line.rstrip(), soft_wrap=True)


def _print_block(console: Console, label: str, row: Row) -> None:
    """Print one event over a few lines, for narrow terminals."""
    event = row.event
    head = Text(date_words(event["date"]), style="bold")
    head.append(f"  {event['status']} {event['type']}", style="not bold")
    console.print(head)
    facts = [who_to_whom(event)]
    if event["places"]:
        facts.append(f"in {names(event['places'])}")
    facts.append(f"{label}: {row.witness}")
    print_indented(console, "; ".join(facts))
    print_indented(console, shorten(row.quote), style="dim")


def print_dates(console: Console, article: Article, found: Iterable[Timex]) -> None:
    """Print the temporal expressions of an article, one row each."""
    published = article.published.edtf if article.published else "date not stated"
    console.print(Text(article.title or article.provenance.file, style="bold"))
    console.print(f"{article.publisher or 'unnamed publisher'}, {published}\n")
    table = Table(
        *("PHRASE", "KIND", "DATE", "EARLIEST", "LATEST", "PRECISION", "PART", "BASIS"),
        box=None,
        pad_edge=False,
        header_style="bold",
        padding=(0, 2, 0, 0),
    )
    for timex in found:
        table.add_row(*_date_cells(timex))
    if table.row_count:
        print_trimmed(console, table)
    else:
        console.print("No dates.")


def _date_cells(timex: Timex) -> list[str]:
    """A row of `print_dates`; what dates nothing ("for two weeks") has its TIMEX3 value."""
    date = timex.date
    if timex.kind not in {"DATE", "TIME"}:
        return [shorten(timex.span.text), timex.kind, timex.value or "–", *"–––––"]
    return [
        shorten(timex.span.text),
        timex.kind,
        date.edtf or "unresolved",
        date.earliest.isoformat() if date.earliest else "–",
        date.latest.isoformat() if date.latest else "–",
        date.precision or "–",
        date.part or "–",
        date.basis or "–",
    ]


def print_findings(console: Console, findings: Iterable[Finding]) -> None:
    """Print the checks of `kb doctor`."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    for finding in findings:
        mark = Text("ok", style="green") if finding.ok else Text("WRONG", style="bold red")
        grid.add_row(mark, Text(finding.name, style="bold"), Text(finding.detail))
    print_trimmed(console, grid)


def print_facts(console: Console, rows: Iterable[tuple[str, RenderableType]]) -> None:
    """Print names and values in two columns; rows without a value are left out."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style="bold")
    grid.add_column()
    for name, value in rows:
        if value:
            grid.add_row(name, value)
    print_trimmed(console, grid)


def print_indented(console: Console, text: str, style: str = "") -> None:
    """Print the text, wrapped, two columns from the left."""
    print_trimmed(console, Padding(Text(text, style=style), (0, 0, 0, 2)))


def first_quote(event: dict[str, Any]) -> str:
    """The words of the event's first mention; "" when it has none."""
    mentions = event["mentions"]["nodes"]
    return str(mentions[0]["quote"]["text"]) if mentions else ""


def shorten(text: str) -> str:
    """The text on one line, cut at a word if it is longer than a table can bear."""
    text = " ".join(text.split())
    if len(text) <= QUOTE_LENGTH:
        return text
    return text[:QUOTE_LENGTH].rsplit(" ", 1)[0] + " …"
