"""`kb up | down | status | browser | reset` and `kb engine install`: the database."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from kb.cli.common import announce_start, console, format_option, print_json, read_settings
from kb.cli.failures import Failure
from kb.cli.words import count_words

if TYPE_CHECKING:
    from kb.engine import LocalEngine
    from kb.settings import Settings


@click.command(epilog="\b\nExample:\n  kb up && kb load articles/ && kb down")
def up() -> None:
    """Start the local engine.

    It runs until `kb down`; when other commands start it, it stops once it is idle.
    """
    settings = read_settings()
    engine = _local_engine(settings, "up")
    before = engine.running()
    announce_start(settings)
    endpoint = engine.ensure(keep=True)
    verb = "Neo4j runs already" if before and before.nonce == endpoint.nonce else "Neo4j runs"
    click.echo(f"{verb} at {endpoint.uri}; `kb browser` shows it, `kb down` stops it")


@click.command(epilog="\b\nExample:\n  kb down")
def down() -> None:
    """Stop the local engine."""
    stopped = _local_engine(read_settings(), "down").stop()
    click.echo("Neo4j stopped" if stopped else "Neo4j was not running")


@click.command(epilog="\b\nExample:\n  kb status --format json")
@format_option("table", "json")
def status(format_: str) -> None:
    """Say where the database is and what it holds.

    Whether it runs, its address, version, size and Browser. Starts nothing.
    """
    # The driver is needed by no `--help`.
    from kb.cli.state import read_state

    state = read_state(read_settings())
    if format_ == "json":
        print_json(state)
        return
    # rich is needed for tables only.
    from kb.cli.tables import print_facts

    rows = [
        ("database", state["kind"] + ("" if state["running"] else ", not running")),
        ("address", state["address"]),
        ("version", state["version"]),
        ("browser", state["browser"]),
        ("data folder", state["data_dir"]),
        ("size on disk", megabytes(state["bytes"])),
        ("log", state["log"]),
        ("holds", count_words(state["counts"])),
        ("problem", state["problem"]),
    ]
    print_facts(console(), [(name, value) for name, value in rows if value])


@click.command(epilog="\b\nExample:\n  kb browser")
def browser() -> None:
    """Open Neo4j Browser.

    Starts the local engine if need be, and says how to log in.
    """
    settings = read_settings()
    engine = _local_engine(settings, "browser")
    announce_start(settings)
    endpoint = engine.ensure()
    click.echo(f"Neo4j Browser: {endpoint.browser_url}")
    click.echo(f"Connect to {endpoint.uri} as {endpoint.user}; the password is in:")
    click.echo(str(engine.password_file))
    if not open_page(endpoint.browser_url):
        click.echo("No web browser could be opened here: open the address yourself.", err=True)


@click.command(epilog="\b\nExample:\n  kb reset --yes")
@click.option("--yes", is_flag=True, help="Yes, delete it.")
def reset(yes: bool) -> None:
    """Delete all that the local engine holds."""
    settings = read_settings()
    engine = _local_engine(settings, "reset")
    if not yes:
        raise click.UsageError(
            f"this deletes the whole graph in {settings.data_dir}; if you mean it, say --yes"
        )
    engine.reset()
    click.echo(f"The graph in {settings.data_dir} is deleted")


@click.group(epilog="\b\nExample:\n  kb engine install")
def engine() -> None:
    """Install the local engine."""


@engine.command(epilog="\b\nExample:\n  kb engine install")
def install() -> None:
    """Fetch the local engine, once per machine.

    Says what it fetches, how big, under which licence and to where; checks what is there.
    """
    # The engine is needed by no `--help`.
    from kb.cli.progress import InstallProgress
    from kb.engine import EngineInstaller

    installer = EngineInstaller(read_settings())
    known = installer.installed()
    if not known:
        click.echo(installer.describe())
    elif installer.lacks_aot():
        click.echo("Recording the AOT cache for this Java runtime, which takes half a minute …")
    with InstallProgress() as progress:
        # What is known already is only checked; a part of it may still be missing or wrong.
        installer.install(None if known else progress.update)
    version = f"Neo4j {installer.lock.version}"
    click.echo(
        f"{version} is installed already, in {installer.folder}"
        if known
        else f"{version} is installed; `kb load PATH…` starts it"
    )


def open_page(url: str) -> bool:
    """Open a page in the user's web browser; whether that worked."""
    # Without a display, a text browser would take the terminal, and can't show this page.
    if sys.platform == "linux" and not os.environ.keys() & {
        "DISPLAY",
        "WAYLAND_DISPLAY",
        "BROWSER",
    }:
        return False
    import webbrowser

    try:
        return webbrowser.open(url)
    except webbrowser.Error:
        return False


def megabytes(size: int | None) -> str:
    """A size in bytes, in MB; "" for None."""
    return "" if size is None else f"{size / 1e6:,.1f} MB"


def _local_engine(settings: Settings, command: str) -> LocalEngine:
    """The local engine; a Failure when the environment names a server instead."""
    if settings.neo4j_uri:
        raise Failure(
            f"`kb {command}` is for the local engine, but KB_NEO4J_URI names a server "
            f"({settings.neo4j_uri}); unset it, or use that server's own tools"
        )
    # The engine is needed by no `--help`.
    from kb.engine import LocalEngine

    return LocalEngine(settings)
