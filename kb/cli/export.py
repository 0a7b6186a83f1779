"""`kb export`: the whole graph as JSON lines, in canonical order."""

from __future__ import annotations

import click

from kb.cli.common import format_option, open_knowledge_base


@click.command(epilog="\b\nExample:\n  kb export > graph.jsonl")
@format_option("jsonl")
@click.option("--history", is_flag=True, help="Also what has retired, and when it was recorded.")
def export(format_: str, history: bool) -> None:  # noqa: ARG001 -- there is one format yet
    """Print the whole graph as JSON lines.

    Every record is one JSON object on one line, sorted by kind and id. The same articles give
    the same bytes, in whatever order and however often they were loaded; --history adds what
    depends on the loads.
    """
    # The driver is needed by no `--help`.
    from kb.graph.read import canonical_line

    with open_knowledge_base() as kb:
        for record in kb.export(history=history):
            click.echo(canonical_line(record))
