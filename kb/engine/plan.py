"""What a start is asked for: written by the client, read by the child."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from kb.engine import ports
from kb.engine.layout import read_json, write_private

if TYPE_CHECKING:
    from pathlib import Path

    from kb.engine.layout import Layout


#: Exit codes of the child, besides 0 and Python's own.
FAILED = 3
ALREADY_RUNS = 4


@dataclass(frozen=True, slots=True)
class Plan:
    """All that the child needs to know; holds no secret."""

    root: str  #: the data folder
    jars: str  #: the folder of Neo4j's jars
    version: str  #: Neo4j's version
    nonce: str  #: names this start
    bolt_port: int
    http_port: int
    heap_mib: int  #: the largest heap
    page_cache_mib: int  #: Neo4j's page cache
    idle_seconds: float  #: without a client for so long, the engine stops
    start_seconds: float  #: a start that takes longer has failed
    aot_cache: str = ""  #: use this AOT cache; "" for none
    aot_output: str = ""  #: warm up, write an AOT cache to this file, and end; "" to serve

    def write(self, path: Path) -> None:
        """Write as JSON."""
        write_private(path, json.dumps(asdict(self), indent=1))

    @classmethod
    def read(cls, path: Path) -> Plan:
        """Read what `write` wrote."""
        return cls(**json.loads(path.read_text(encoding="utf-8")))


def make_nonce() -> str:
    """Return a name that no other start has."""
    return secrets.token_hex(8)


def choose_ports(layout: Layout, bolt: int = 0, http: int = 0) -> tuple[int, int]:
    """Return the ports for Bolt and for HTTP: given, else those of the last start, else free ones.

    Remembers them for the next start. 0 means not given.
    """
    last = read_json(layout.ports)
    bolt_port = ports.choose(bolt, last.get("bolt", 0), frozenset({http}))
    http_port = ports.choose(http, last.get("http", 0), frozenset({bolt_port}))
    write_private(layout.ports, json.dumps({"bolt": bolt_port, "http": http_port}))
    return bolt_port, http_port
