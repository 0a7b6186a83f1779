"""`kb query`: one GraphQL request, answered in process."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from kb.cli.common import open_knowledge_base, print_json
from kb.cli.failures import FAILED, MISUSED


@click.command(
    epilog="\b\nExamples:\n  kb query '{ events(first: 3) { nodes { title date { edtf } } } }'\n"
    "  kb query @events.graphql --variables '{\"first\": 3}'\n"
    "  kb query - < events.graphql"
)
@click.argument("graphql")
@click.option("--variables", metavar="JSON", help="The variables, a JSON object; @FILE and - read.")
def query(graphql: str, variables: str | None) -> None:
    """Answer a GraphQL request.

    Prints {"data": …} and, if there are any, "errors". "-" reads the request from standard
    input, @FILE from a file. Exit status 2 when the request is not valid, 1 when a part of the
    answer failed.
    """
    text = _read(graphql)
    values = _parse_variables(_read(variables)) if variables else None
    with open_knowledge_base() as kb:
        answer = kb.query(text, values)
    print_json(answer)
    for error in answer.get("errors") or []:
        click.echo(f"kb: {_describe(error)}", err=True)
    if answer.get("errors"):
        click.get_current_context().exit(FAILED if "data" in answer else MISUSED)


def _read(argument: str) -> str:
    """The argument, or what it points to: "-" or @FILE."""
    if argument == "-":
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    if argument.startswith("@"):
        try:
            return Path(argument[1:]).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise click.UsageError(f"can't read {argument[1:]}: {error}") from error
    return argument


def _parse_variables(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except ValueError as error:
        raise click.UsageError(f"--variables is not JSON: {error}") from error
    if not isinstance(value, dict):
        raise click.UsageError("--variables must be a JSON object")
    return value


def _describe(error: dict[str, Any]) -> str:
    """An error of the answer on one line, with where it is."""
    places = error.get("locations") or []
    where = f" (line {places[0]['line']}, column {places[0]['column']})" if places else ""
    return " ".join(str(error["message"]).split()) + where
