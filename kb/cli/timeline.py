"""`kb timeline`: the events, filtered, in order of time."""

from __future__ import annotations

from typing import Any

import click

from kb.cli.common import console, format_option, open_knowledge_base, print_json
from kb.cli.options import FirstDay, LastDay
from kb.model.events import EventType, Status

_TYPES = [str(t) for t in EventType]
_STATUSES = [str(s) for s in Status]


@click.command(
    epilog="\b\nExamples:\n  kb timeline --actor Turkey --with Russia --from 2017-09 --to 2019\n"
    "  kb timeline --type THREATEN --place Ankara --format json"
)
@click.option("--actor", metavar="A", help="Events in which A takes part (name, alias or id).")
@click.option("--with", "with_", metavar="B", help="… in which B takes part too.")
@click.option(
    "--from",
    "since",
    metavar="D",
    type=FirstDay(),
    help="From the first day of D (2017, 2017-09-12 …).",
)
@click.option("--to", "until", metavar="D", type=LastDay(), help="To the last day of D.")
@click.option("--definitely", is_flag=True, help="Only what surely lies between --from and --to.")
@click.option(
    "--type",
    "types",
    metavar="T",
    type=click.Choice(_TYPES, case_sensitive=False),
    multiple=True,
    help=f"Only events of type T: {', '.join(_TYPES)}. May be given again.",
)
@click.option(
    "--status",
    "statuses",
    metavar="S",
    type=click.Choice(_STATUSES, case_sensitive=False),
    multiple=True,
    help=f"Only events of status S: {', '.join(_STATUSES)}. May be given again.",
)
@click.option("--place", metavar="P", help="Only events in P, or in what lies in P.")
@click.option("--text", metavar="WORDS", help="Only events whose words match.")
@click.option(
    "--sort",
    type=click.Choice(["time", "published"]),
    default="time",
    show_default=True,
    help="By the time of the event, or of its first publication.",
)
@click.option(
    "--limit",
    metavar="N",
    type=click.IntRange(min=1),
    default=100,
    show_default=True,
    help="At most N events.",
)
@format_option("table", "json", "jsonl")
def timeline(
    format_: str, types: tuple[str, ...], statuses: tuple[str, ...], **wanted: Any
) -> None:
    """Print the events in order of time.

    When, who to whom, where, how many independent origins, which words. "by 2019-04-04" is a
    date that the text doesn't state: not later than this day. Without --definitely, events
    whose date only overlaps the window are listed too.
    """
    if wanted["definitely"] and not (wanted["since"] or wanted["until"]):
        raise click.UsageError("--definitely needs --from or --to")
    with open_knowledge_base() as kb:
        # One more than is printed, to tell whether that is all.
        limit = wanted.pop("limit")
        events = kb.timeline(type=types, status=statuses, limit=limit + 1, **wanted)
    more, events = len(events) > limit, events[:limit]
    if format_ == "json":
        print_json({"version": 1, "events": events, "more": more})
    elif format_ == "jsonl":
        for event in events:
            print_json(event, indent=None)
    else:
        # rich is needed for tables only.
        from kb.cli.tables import print_timeline

        print_timeline(console(), events)
    if more and format_ != "json":
        click.echo(f"These are the first {limit}; more match (--limit N shows N).", err=True)
