"""The application on a graph that only listens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from kb.server import create_app
from tests.schema_api.reader import Spy

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from schema import Reader


def connect(graph: Reader) -> httpx.AsyncClient:
    """A client of the application on a graph, without a network."""
    transport = httpx.ASGITransport(create_app(graph))
    return httpx.AsyncClient(transport=transport, base_url="http://kb", follow_redirects=True)


@pytest.fixture
def spy() -> Spy:
    """What the application reads from."""
    return Spy()


@pytest.fixture
async def client(spy: Spy) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the application."""
    async with connect(spy) as found:
        yield found
