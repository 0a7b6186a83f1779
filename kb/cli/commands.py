"""The commands, composed."""

from __future__ import annotations

import click

from kb.cli.dates import dates
from kb.cli.doctor import doctor
from kb.cli.engine import browser, down, engine, reset, status, up
from kb.cli.export import export
from kb.cli.extract import extract
from kb.cli.failures import KbGroup, print_version
from kb.cli.load import load
from kb.cli.query import query
from kb.cli.serve import serve
from kb.cli.show import show
from kb.cli.timeline import timeline


@click.group(
    cls=KbGroup,
    epilog="\b\nExample:\n  kb engine install\n  kb load articles/\n"
    "  kb timeline --actor Turkey --with Russia --from 2019",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=print_version,
    help="Print the version and exit.",
)
def main() -> None:
    """News articles in, a timeline of dated and sourced events out.

    kb keeps its graph in a local Neo4j that it starts and stops itself (KB_DATA_DIR), or in the
    Neo4j server that KB_NEO4J_URI names. Exit status: 0; 1 when a record was refused, something
    was not found or could not be done; 2 on misuse.
    """


for command in (
    load,
    timeline,
    show,
    extract,
    dates,
    query,
    export,
    serve,
    up,
    down,
    status,
    browser,
    doctor,
    reset,
    engine,
):
    main.add_command(command)
