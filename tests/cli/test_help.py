"""`--help` and `--version`: complete, with examples, and quick."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import click
import pytest

from kb.cli import main
from kb.settings import NEO4J_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import Kb

#: What the issue promises.
COMMANDS = (
    *("load", "timeline", "show", "extract", "dates", "query", "export", "serve"),
    *("up", "down", "status", "browser", "doctor", "reset", "engine"),
)


def paths(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The names that lead to every command."""
    yield path
    if isinstance(command, click.Group):
        for name, child in command.commands.items():
            yield from paths(child, (*path, name))


@pytest.mark.parametrize("path", list(paths(main)), ids=" ".join)
def test_every_help_has_an_example(kb: Kb, path: tuple[str, ...]) -> None:
    """Each `--help` shows an example that calls the command itself."""
    result = kb(*path, "--help")
    _, marker, example = result.stdout.partition("Example")
    assert result.exit_code == 0
    assert marker
    assert " ".join(("kb", *path)) in example


def test_commands_are_those_of_the_specification() -> None:
    """The commands are listed in the order of work."""
    assert tuple(main.commands) == COMMANDS


def test_version_names_the_program_and_the_database(kb: Kb) -> None:
    """`kb --version` says both versions that a report of a fault needs."""
    result = kb("--version")
    assert result.stdout.startswith("kb 0.")
    assert NEO4J_VERSION in result.stdout


@pytest.mark.parametrize("path", [(), ("load",), ("timeline",), ("extract",), ("serve",), ("up",)])
def test_help_imports_nothing_heavy(path: tuple[str, ...]) -> None:
    """`--help` is quick, since it imports neither spaCy nor the driver, the web stack or rich."""
    code = (
        "import sys\n"
        "from kb.cli import main\n"
        f"main([*{path!r}, '--help'], standalone_mode=False)\n"
        "heavy = {'spacy', 'neo4j', 'strawberry', 'uvicorn', 'rich', 'dateparser', 'numpy'}\n"
        "sys.exit(str(sorted(heavy & sys.modules.keys())) if heavy & sys.modules.keys() else 0)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
