"""Neo4j's configuration and the plan of a start."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kb.engine.configuration import configuration, write_configuration
from kb.engine.layout import Layout
from kb.engine.plan import Plan, choose_ports

if TYPE_CHECKING:
    from pathlib import Path


def make_plan(root: str = "/data", **changes: Any) -> Plan:
    """Return a plan with 512 MiB of heap."""
    facts: dict[str, Any] = {
        "root": root,
        "jars": "/jars",
        "version": "2026.01",
        "nonce": "n",
        "bolt_port": 1,
        "http_port": 2,
        "heap_mib": 512,
        "page_cache_mib": 64,
        "idle_seconds": 60.0,
        "start_seconds": 60.0,
    }
    return Plan(**facts | changes)


def test_listens_on_loopback_only() -> None:
    """Every address that the engine listens on is the loopback address."""
    settings = configuration(make_plan())
    addresses = {name: value for name, value in settings.items() if "listen_address" in name}
    assert len(addresses) == 3
    assert all(value.partition(":")[0] == "127.0.0.1" for value in addresses.values())


def test_memory_limits_follow_the_heap() -> None:
    """One transaction may take half of the heap, all together seven eighths."""
    settings = configuration(make_plan(heap_mib=800))
    assert settings["db.memory.transaction.max"] == "400m"
    assert settings["dbms.memory.transaction.total.max"] == "700m"


def test_configuration_file_is_private(tmp_path: Path) -> None:
    """The written file is the owner's only and holds every setting."""
    plan = make_plan(str(tmp_path))
    file = write_configuration(plan)
    assert file.stat().st_mode & 0o777 == 0o600
    assert set(configuration(plan)) == {
        line.partition("=")[0] for line in file.read_text().splitlines() if "=" in line
    }


def test_plan_survives_its_file(tmp_path: Path) -> None:
    """What the client writes is what the child reads."""
    plan = make_plan(aot_cache="/x.aot")
    plan.write(tmp_path / "plan")
    assert Plan.read(tmp_path / "plan") == plan


def test_ports_are_remembered(tmp_path: Path) -> None:
    """The next start takes the same two ports, which differ; given ones win."""
    first = choose_ports(Layout(tmp_path))
    assert first[0] != first[1]
    assert choose_ports(Layout(tmp_path)) == first
    assert choose_ports(Layout(tmp_path), bolt=17) == (17, first[1])
