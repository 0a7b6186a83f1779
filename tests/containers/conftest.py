"""Fixtures for tests that run Neo4j in a container, with testcontainers.

They need a Docker engine. Without one they are skipped, with one line that says so;
KB_TEST_REQUIRE_DOCKER=1 turns the skip into a failure.
"""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import docker
import pytest
import yaml
from docker.errors import DockerException
from neo4j.exceptions import DriverError, Neo4jError

from kb.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from testcontainers.community.neo4j import Neo4jContainer

ROOT = Path(__file__).parents[2]
PASSWORD = "correct-horse"
#: Neo4j's Bolt port inside the container.
BOLT = 7687


def neo4j_image() -> str:
    """The image that docker-compose.yml names: the tests run what the users run."""
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    return str(compose["services"]["neo4j"]["image"])


@pytest.fixture(scope="session")
def docker_engine() -> docker.DockerClient:
    """A Docker engine that answers."""
    try:
        client = docker.from_env()
        client.ping()
    except DockerException as error:
        reason = f"no Docker engine answers, so the container tests did not run ({error})"
        if os.environ.get("KB_TEST_REQUIRE_DOCKER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return client


@pytest.fixture(scope="session")
def container(docker_engine: docker.DockerClient) -> Iterator[Neo4jContainer]:
    """A Neo4j in a container, shared by the tests of the session."""
    from testcontainers.community.neo4j import Neo4jContainer
    from testcontainers.core.config import testcontainers_config

    assert docker_engine.version()
    # The reaper is an image of its own, which a closed network can't pull; the fixture stops
    # what it started.
    testcontainers_config.ryuk_disabled = True
    with Neo4jContainer(neo4j_image(), password=PASSWORD) as running:
        yield running


@pytest.fixture
def settings(container: Neo4jContainer, tmp_path: Path) -> Settings:
    """Settings that point kb at the container."""
    return settings_for(container.get_connection_url(), tmp_path)


def wait_until_it_answers(container: Neo4jContainer, seconds: float = 120) -> None:
    """Return when the database answers; the log of an earlier start can't tell."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            with container.get_driver() as driver:
                driver.verify_connectivity()
                return
        except (DriverError, Neo4jError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)


def settings_for(uri: str, folder: Path) -> Settings:
    """Settings for a server at `uri`, with nothing in the user's folders."""
    base = Settings.from_environment({})
    return replace(
        base, neo4j_uri=uri, neo4j_password=PASSWORD, data_dir=folder, cache_dir=folder / "cache"
    )
