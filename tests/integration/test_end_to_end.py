"""The main job, as a user does it: `kb` as processes, on a local engine of its own, over HTTP."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
SECONDS = 180

pytestmark = pytest.mark.neo4j


class Shell:
    """Runs `kb` as a user's shell would, on one data folder."""

    def __init__(self, data: Path) -> None:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("KB_NEO4J_")}
        self.environment = kept | {
            "KB_DATA_DIR": str(data),
            "KB_ENGINE_HEAP": "512m",
            "KB_ENGINE_IDLE_MINUTES": "5",
        }
        self.command = [sys.executable, "-c", "from kb.cli import main; main(prog_name='kb')"]

    def __call__(self, *args: str) -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        return subprocess.run(
            [*self.command, *args],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )

    def ok(self, *args: str) -> str:
        """The standard output of a command that must succeed."""
        ran = self(*args)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    def json(self, *args: str) -> Any:
        """The JSON that a command prints."""
        return json.loads(self.ok(*args))

    @contextmanager
    def serve(self) -> Iterator[tuple[httpx.Client, subprocess.Popen[str]]]:
        """A live server on a free port, and a client that knows its address."""
        with subprocess.Popen(
            [*self.command, "serve", "--port", "0"],
            env=self.environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            try:
                assert process.stdout
                address = re.search(r"http://\S+?/", process.stdout.readline())
                assert address, process.stderr and process.stderr.read()
                with httpx.Client(base_url=address.group(), timeout=60) as client:
                    yield client, process
            finally:
                process.kill()


@pytest.fixture(scope="module")
def kb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    """A shell whose graph holds the seeds, in a local engine that the first command starts."""
    shell = Shell(tmp_path_factory.mktemp("data"))
    try:
        shell.ok("load", str(SEEDS))
        yield shell
    finally:
        shell("down")


def ask(client: httpx.Client, query: str, **variables: Any) -> Any:
    """The data of a GraphQL answer over HTTP."""
    response = client.post("graphql", json={"query": query, "variables": variables})
    answer = response.json()
    assert response.status_code == 200, response.text
    assert "errors" not in answer
    return answer["data"]


def test_loading_again_changes_nothing(kb: Shell) -> None:
    """The second load of the same folder finds every article known and leaves the export as is."""
    before = kb.ok("export")
    report = kb.json("load", str(SEEDS), "--report", "json")
    assert report["articles"] == report["unchanged"] > 10
    assert report["mentions"] == 0
    assert report["problems"] == []
    assert kb.ok("export") == before


def test_what_is_refused_is_named_and_the_rest_is_loaded(kb: Shell, tmp_path: Path) -> None:
    """Bad files and records are one line each and status 1; good ones beside them are loaded."""
    before = kb.json("query", "{ articles { totalCount } }")["data"]["articles"]["totalCount"]
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "latin.txt").write_bytes(b"caf\xe9")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    good = json.dumps({"title": "Good", "text": "The ministers met in Lima.", "url": "https://x/1"})
    (tmp_path / "wire.jsonl").write_text(f"{good}\n{{broken\n", encoding="utf-8")
    ran = kb("load", str(tmp_path))
    refusals = [line for line in ran.stderr.splitlines() if line.startswith("refused: ")]
    assert ran.returncode == 1
    assert len(refusals) == 4
    for name in ("empty.txt", "latin.txt", "picture.png", "wire.jsonl, line 2"):
        assert sum(name in line for line in refusals) == 1
    after = kb.json("query", "{ articles { totalCount } }")["data"]["articles"]["totalCount"]
    assert after == before + 1


def test_a_timeline_in_a_pipe_shows_dates_with_their_precision(kb: Shell) -> None:
    """The table is plain text, no wider than 160, with stated days and days that only bound."""
    table = kb.ok("timeline", "--actor", "Turkey")
    lines = table.splitlines()
    assert lines[0].split()[:3] == ["DATE", "STATUS", "TYPE"]
    assert max(map(len, lines)) <= 160
    assert "\x1b" not in table
    assert re.search(r"(?m)^2017-12-29 ", table)
    assert re.search(r"(?m)^by 2\d{3}-\d\d-\d\d ", table)


def test_filters_narrow_the_timeline(kb: Shell) -> None:
    """Actors on either side and a window leave only what fits both."""
    window = ("--from", "2019-04", "--to", "2019-04", "--definitely")
    events = kb.json(
        "timeline", "--actor", "Turkey", "--with", "Russia", *window, "--format", "json"
    )
    assert events["events"]
    for event in events["events"]:
        assert "2019-04-01" <= event["date"]["earliest"] <= event["date"]["latest"] <= "2019-04-30"
    everything = kb.json("timeline", "--format", "json", "--limit", "1000")
    assert len(events["events"]) < len(everything["events"])


@pytest.mark.parametrize(
    ("option", "name", "nearest"),
    [("--actor", "Turky", "Turkey"), ("--place", "Ankarra", "Ankara")],
)
def test_an_unknown_name_gives_the_nearest(kb: Shell, option: str, name: str, nearest: str) -> None:
    """A misspelt actor or place is an error that names what is meant, not an empty table."""
    ran = kb("timeline", option, name)
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert nearest in ran.stderr
    assert ran.stderr.count("\n") == 1


def test_show_gives_the_evidence_of_everything(kb: Shell) -> None:
    """An event, its actor, its article and its place can each be shown, for people and programs."""
    filters = ("--from", "2017-12-29", "--to", "2017-12-29", "--format", "json")
    event = kb.json("timeline", *filters)["events"][0]
    shown = kb.ok("show", event["id"])
    assert "Evidence (" in shown
    assert "published" in shown
    article = event["mentions"]["nodes"][0]["article"]["id"]
    assert "Events (" in kb.ok("show", "Ankara")
    for identifier in (event["sources"][0]["id"], article):
        assert kb.json("show", identifier, "--format", "json")["id"] == identifier
    assert kb("show", "evt_nothing").returncode == 1


def test_a_live_server_answers_and_ends_with_ctrl_c(kb: Shell) -> None:
    """`kb serve` answers GraphQL over HTTP with quotes that fit, and ends cleanly."""
    query = """query ($first: Int!) { events(first: $first) { totalCount nodes {
        id status mentions { nodes { quote { text start end } article { id text } } } } } }"""
    with kb.serve() as (client, process):
        events = ask(client, query, first=100)["events"]
        assert events["totalCount"] == len(events["nodes"]) > 10
        for event in events["nodes"]:
            for mention in event["mentions"]["nodes"]:
                quote, text = mention["quote"], mention["article"]["text"]
                assert text[quote["start"] : quote["end"]] == quote["text"]
        page = client.get("graphql", headers={"accept": "text/html"})
        assert page.status_code == 200
        assert "text/html" in page.headers["content-type"]
        assert client.get("health").status_code == 200
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
        assert process.stderr
        assert "Traceback" not in process.stderr.read()


def test_a_taken_port_is_one_line(kb: Shell) -> None:
    """`kb serve` on a port that another program has says so and ends."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        ran = kb("serve", "--port", str(other.getsockname()[1]))
    assert ran.returncode == 1
    assert ran.stderr.count("\n") == 1
    assert "already in use" in ran.stderr


def test_http_and_the_command_line_agree(kb: Shell) -> None:
    """The same request gets the same answer from `kb query` and from a server."""
    query = "{ events(first: 5, orderBy: TIME_DESC) { nodes { id title date { edtf } } } }"
    with kb.serve() as (client, _):
        assert ask(client, query) == kb.json("query", query)["data"]


def test_an_invalid_request_is_misuse(kb: Shell) -> None:
    """A GraphQL request that doesn't fit the schema ends with 2 and says where it is wrong."""
    ran = kb("query", "{ nothing }")
    assert ran.returncode == 2
    assert "nothing" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_closed_pipe_leaves_no_traceback(kb: Shell) -> None:
    """`kb export | head -1` prints one record and nothing on standard error."""
    with subprocess.Popen(
        [*kb.command, "export"],
        env=kb.environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        assert json.loads(process.stdout.readline())["kind"]
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_a_table_that_is_not_read_to_its_end_is_no_failure(kb: Shell) -> None:
    """`kb timeline | head -1` ends as a closed pipe does, not as refused records do."""
    with subprocess.Popen(
        [*kb.command, "timeline"], env=kb.environment, cwd=ROOT, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout
        process.stdout.close()
    assert process.returncode == 141


def test_the_doctor_finds_nothing_wrong(kb: Shell) -> None:
    """On a machine where all this works, `kb doctor` says so."""
    findings = kb.json("doctor", "--format", "json")
    assert {"python", "language model", "database"} <= {f["name"] for f in findings}
    assert all(finding["ok"] for finding in findings)


def test_the_graph_outlives_the_engine(kb: Shell) -> None:
    """After `kb down` the next command starts the engine again, on the same graph."""
    before = kb.ok("export")
    assert kb.json("status", "--format", "json")["running"] is True
    assert kb.ok("down") == "Neo4j stopped\n"
    stopped = kb.json("status", "--format", "json")
    assert stopped["running"] is False
    assert stopped["bytes"] > 0
    assert kb.ok("export") == before
    assert kb.json("status", "--format", "json")["counts"]["articles"] > 10
