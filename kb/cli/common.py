"""What several commands share: settings, the knowledge base, output formats, the console."""

from __future__ import annotations

import json
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from kb.logs import configure
from kb.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import Console

    from kb.knowledge import KnowledgeBase

#: The width of a table that goes to a file or a pipe.
PIPE_WIDTH = 160


def read_settings(*, tracebacks: bool = False) -> Settings:
    """The settings of the environment; configures logging on the way. Raises SettingsError.

    `tracebacks` is for servers, whose log is read by whoever runs them.
    """
    settings = Settings.from_environment()
    configure(settings.log_level, tracebacks=tracebacks)
    return settings


@contextmanager
def open_knowledge_base(settings: Settings | None = None) -> Iterator[KnowledgeBase]:
    """The knowledge base that the environment names; says so when that takes a while."""
    settings = settings or read_settings()
    # The driver and the engine are needed by no `--help`.
    from kb.knowledge import KnowledgeBase

    announce_start(settings)
    with KnowledgeBase.open(settings) as knowledge_base:
        yield knowledge_base


def announce_start(settings: Settings) -> None:
    """Tell a person at a terminal that the local engine has to be started, which takes seconds."""
    if settings.neo4j_uri or not sys.stderr.isatty():
        return
    from kb.engine import LocalEngine

    if LocalEngine(settings).running() is None:
        click.echo("Starting the local Neo4j …", err=True)


def format_option(*names: str) -> Callable[[Any], Any]:
    """The option --format with its names, the first of which is the default."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(names),
        default=names[0],
        show_default=True,
        help="How to print the answer.",
    )


def print_json(value: Any, *, indent: int | None = 2) -> None:
    """Print a JSON value to standard output; `indent=None` gives one line."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=indent))


def console(*, err: bool = False) -> Console:
    """A console as wide as the terminal, or 160 wide and plain for pipes and files.

    COLUMNS and NO_COLOR are respected.
    """
    # rich takes as long to import as all the rest of a `--help`.
    from kb.cli.consoles import PipedConsole

    stream = sys.stderr if err else sys.stdout
    terminal = stream.isatty()
    width = None if terminal or os.environ.get("COLUMNS") else PIPE_WIDTH
    return PipedConsole(
        file=stream,
        width=width,
        color_system="auto" if terminal else None,
        highlight=False,
        emoji=False,
        markup=False,
        soft_wrap=False,
    )
