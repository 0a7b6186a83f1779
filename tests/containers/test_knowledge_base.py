"""kb on a Neo4j in a container: the same as on the local engine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kb.errors import GraphAuthError
from kb.knowledge import KnowledgeBase
from kb.settings import NEO4J_VERSION
from tests.containers.conftest import (
    BOLT,
    ROOT,
    neo4j_image,
    settings_for,
    wait_until_it_answers,
)
from tests.containers.proxy import Proxy
from tests.integration.conftest import empty
from tests.integration.test_readme import blocks

if TYPE_CHECKING:
    from pathlib import Path

    from testcontainers.community.neo4j import Neo4jContainer

    from kb.settings import Settings

SEEDS = str(ROOT / "seeds")

pytestmark = pytest.mark.docker


def _canonical(base: KnowledgeBase) -> str:
    return "\n".join(json.dumps(record, sort_keys=True) for record in base.export())


def test_the_image_is_of_the_version_that_kb_names() -> None:
    """docker-compose.yml and the code name one version of Neo4j."""
    assert neo4j_image() == f"neo4j:{NEO4J_VERSION}-community"


def test_seeds_load_and_answer(settings: Settings) -> None:
    """A load through a container gives the timeline that the analyst asks for, with its words."""
    with KnowledgeBase.open(settings) as base:
        report = base.load([SEEDS])
        rows = base.timeline(actor="Turkey", with_="United States")
        again = base.load([SEEDS])
    assert report.articles >= 10
    assert not report.problems
    assert len(rows) >= 5
    assert again.new_revisions == 0


def test_a_wrong_password_is_refused_in_one_line(settings: Settings) -> None:
    """A user who mistypes the password is told so, without a driver's traceback."""
    with (
        pytest.raises(GraphAuthError, match="KB_NEO4J_PASSWORD"),
        KnowledgeBase.open(replace(settings, neo4j_password="wrong-horse")),
    ):
        pass


def test_data_outlives_a_restart(container: Neo4jContainer, tmp_path: Path) -> None:
    """What was acknowledged is there after the container was stopped and started again."""
    with KnowledgeBase.open(settings_for(container.get_connection_url(), tmp_path)) as base:
        base.load([SEEDS])
        before = _canonical(base)
    container.get_wrapped_container().restart()
    wait_until_it_answers(container)
    with KnowledgeBase.open(settings_for(container.get_connection_url(), tmp_path)) as base:
        assert _canonical(base) == before


def test_a_connection_dropped_in_the_middle_of_a_load_loses_nothing(
    container: Neo4jContainer, tmp_path: Path
) -> None:
    """Whether the driver's retry or the next load finishes it, the state is the undisturbed one."""
    direct = settings_for(container.get_connection_url(), tmp_path)
    with KnowledgeBase.open(direct) as base:
        base.load([SEEDS])
        undisturbed = _canonical(base)
        empty(base.graph)
        assert _canonical(base) == ""
    target = (container.get_container_host_ip(), int(container.get_exposed_port(BOLT)))
    with Proxy(target) as proxy:
        through = settings_for(f"bolt://127.0.0.1:{proxy.port}", tmp_path)
        with KnowledgeBase.open(through) as base:
            proxy.cut_after = proxy.forwarded + 20_000
            base.load([SEEDS])
        assert proxy.cuts >= 1
    with KnowledgeBase.open(direct) as base:
        base.load([SEEDS])
        assert _canonical(base) == undisturbed


def test_the_example_of_the_readme_works(docker_engine: object) -> None:
    """A user's own test with testcontainers passes as the README shows it."""
    assert docker_engine
    (code,) = [block for block in blocks("python") if "testcontainers" in block]
    environment = os.environ | {"TESTCONTAINERS_RYUK_DISABLED": "true"}
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
