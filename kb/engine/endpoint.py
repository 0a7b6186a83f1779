"""Where a running engine answers."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A running engine: address, Browser, who may log in."""

    uri: str  #: bolt://localhost:PORT
    browser_url: str  #: http://localhost:PORT/browser/
    user: str
    password: str = field(repr=False)
    version: str  #: Neo4j's version
    nonce: str  #: differs with every start
