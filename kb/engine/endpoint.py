"""Where a running engine answers."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kb.engine.layout import read_json, read_text

if TYPE_CHECKING:
    from kb.engine.layout import Layout
    from kb.engine.plan import Plan


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A running engine: address, Browser, who may log in."""

    uri: str  #: bolt://localhost:PORT
    browser_url: str  #: http://localhost:PORT/browser/
    user: str
    password: str = field(repr=False)
    version: str  #: Neo4j's version
    nonce: str  #: differs with every start

    @property
    def bolt_port(self) -> int:
        """The port of the Bolt address."""
        return int(self.uri.rpartition(":")[2])


def render_endpoint(plan: Plan) -> str:
    """Return what `engine.json` says of an engine with this plan; the password isn't in it."""
    facts = {
        "uri": f"bolt://localhost:{plan.bolt_port}",
        "browser_url": f"http://localhost:{plan.http_port}/browser/",
        "user": "neo4j",
        "version": plan.version,
        "nonce": plan.nonce,
    }
    return json.dumps(facts, indent=1)


def read_endpoint(layout: Layout) -> Endpoint | None:
    """Return what `engine.json` says; None when it isn't there. It may be stale after a crash."""
    facts = read_json(layout.endpoint)
    try:
        return Endpoint(password=read_text(layout.password), **facts) if facts else None
    except TypeError:  # written by another version of kb
        return None
