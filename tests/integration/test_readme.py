"""The README's examples do what the README says, on a real Neo4j."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.integration.conftest import empty

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.graph import Graph
    from tests.integration.conftest import Server

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
#: What is shown by tests of its own (tests/engine, tests/server, tests/containers), or starts
#: something that doesn't end.
ELSEWHERE = ("kb browser", "kb serve", "kb engine install")

pytestmark = pytest.mark.neo4j


def blocks(language: str) -> list[str]:
    """The README's code blocks in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)


def commands() -> list[str]:
    """The `kb` commands of the console blocks, each once."""
    lines = [line[2:] for block in blocks("console") for line in block.splitlines()]
    found = dict.fromkeys(line for line in lines if line.startswith("kb "))
    return [line for line in found if not line.startswith(ELSEWHERE)]


@pytest.fixture(scope="module")
def environment(
    neo4j_server: Server, connection: Graph, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Any]]:
    """Where the examples run: the seeds loaded, and a folder `articles/` as a user has it."""
    empty(connection)
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    shutil.copytree(ROOT / "seeds", folder / "articles")
    variables = {k: v for k, v in os.environ.items() if not k.startswith("KB_")} | {
        "KB_NEO4J_URI": neo4j_server.uri,
        "KB_NEO4J_USER": neo4j_server.user,
        "KB_NEO4J_PASSWORD": neo4j_server.password or "",
        "KB_DATA_DIR": str(folder / "data"),
    }
    environment = {"cwd": folder, "env": variables}
    _kb("load seeds", environment)
    yield environment
    empty(connection)


def _run(arguments: list[str], environment: dict[str, Any]) -> str:
    ran = subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        **environment,
    )
    assert ran.returncode == 0, ran.stderr
    return str(ran.stdout)


def _kb(line: str, environment: dict[str, Any]) -> str:
    start = "from kb.cli import main; main(prog_name='kb')"
    return _run(["-c", start, *shlex.split(line)], environment)


def test_the_readme_has_commands() -> None:
    """A README without commands would make the next test vacuous."""
    assert len(commands()) >= 4


@pytest.mark.parametrize("command", commands())
def test_a_command_of_the_readme_works(command: str, environment: dict[str, Any]) -> None:
    """Every command that the README shows runs as it stands and prints something."""
    assert _kb(command.removeprefix("kb "), environment).strip()


def test_the_timeline_of_the_readme_finds_the_sanctions(environment: dict[str, Any]) -> None:
    """The first question of the README has the answer that the story has."""
    command = next(line for line in commands() if "--type SANCTION" in line)
    answer = json.loads(_kb(command.removeprefix("kb ") + " --format json", environment))
    dates = {event["date"]["edtf"] for event in answer["events"]}
    assert {"2019-07-17", "2020-12-14"} <= dates


def test_the_graphql_of_the_readme_answers(environment: dict[str, Any]) -> None:
    """The request that the README shows is valid and finds events with their words."""
    (query,) = blocks("graphql")
    answer = json.loads(_kb(f"query {shlex.quote(query)}", environment))
    assert "errors" not in answer
    events = answer["data"]["events"]
    assert events["totalCount"] >= 5
    assert all(event["mentions"]["nodes"][0]["quote"]["text"] for event in events["nodes"])


def test_the_python_of_the_readme_prints_a_timeline(environment: dict[str, Any]) -> None:
    """The façade works as the README shows it; the testcontainers example runs elsewhere."""
    (code,) = [block for block in blocks("python") if "testcontainers" not in block]
    lines = _run(["-c", code], environment).splitlines()
    assert len(lines) == 5


def test_every_variable_of_the_settings_is_in_the_readme() -> None:
    """No variable is hidden from users, and none is described that does nothing."""
    settings = (ROOT / "kb" / "settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r'"(KB_[A-Z0-9_]+)"', settings))
    read |= {f"{name}_FILE" for name in re.findall(r'_secret\(env, "(KB_[A-Z0-9_]+)"', settings)}
    table = {
        name
        for line in README.splitlines()
        if line.startswith("| `KB_")
        for name in re.findall(r"`(KB_[A-Z0-9_]+)`", line)
    }
    assert table == read
