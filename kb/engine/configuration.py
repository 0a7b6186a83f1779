"""Neo4j's configuration, written anew at every start.

It holds no path (Neo4j would misread one beyond ASCII): all folders are by default inside Neo4j's
home. That one, and the folder of the logs, the child passes as Java objects.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kb.engine.layout import Layout

if TYPE_CHECKING:
    from kb.engine.plan import Plan

#: What does not depend on the machine. Measured on an empty store: without the preallocated
#: transaction log it takes 2.4 MB instead of 516 MB, with the shutdown settings it stops in 2 s
#: instead of 10 s.
_FIXED = {
    "server.default_listen_address": "127.0.0.1",
    "server.bolt.enabled": "true",
    "server.http.enabled": "true",
    "server.https.enabled": "false",
    "server.http_enabled_modules": "BROWSER",
    "dbms.security.auth_enabled": "true",
    # Closed, since open by default: LOAD CSV reads files of the machine and any address.
    "dbms.security.allow_csv_import_from_file_urls": "false",
    "internal.dbms.cypher_ip_blocklist": "0.0.0.0/0,::/0",
    "dbms.usage_report.enabled": "false",
    # Neo4j Browser works offline and tells nobody what is done in it.
    "client.allow_telemetry": "false",
    # One runaway statement must not take the machine; a client's own limits are tighter.
    "db.transaction.timeout": "10m",
    "db.lock.acquisition.timeout": "2m",
    "db.tx_log.preallocate": "false",
    "db.tx_log.rotation.size": "32m",
    "db.tx_log.rotation.retention_policy": "2 files",
    "internal.server.bolt.thread_pool_shutdown_wait_time": "1s",
    "internal.server.bolt.connection_shutdown_wait_time": "1s",
    "internal.dbms.bolt.netty_server_shutdown_timeout": "1s",
    "internal.dbms.bolt.netty_server_shutdown_quiet_period_duration": "0s",
}


def write_configuration(plan: Plan) -> Path:
    """Write `neo4j.conf` for this start and return its path."""
    layout = Layout(Path(plan.root))
    file = layout.home / "conf" / "neo4j.conf"
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{name}={value}" for name, value in configuration(plan).items()]
    file.write_text(
        "\n".join(("# Written by kb at every start of the engine.", *lines, "")), encoding="utf-8"
    )
    file.chmod(0o600)  # Neo4j refuses a configuration that others may read
    return file


def configuration(plan: Plan) -> dict[str, str]:
    """Return the settings of one start by name."""
    return {
        **_FIXED,
        "server.bolt.listen_address": f"127.0.0.1:{plan.bolt_port}",
        "server.bolt.advertised_address": f"localhost:{plan.bolt_port}",
        "server.http.listen_address": f"127.0.0.1:{plan.http_port}",
        "server.http.advertised_address": f"localhost:{plan.http_port}",
        "server.memory.pagecache.size": f"{plan.page_cache_mib}m",
        # Half of the heap for one transaction, seven eighths for all of them.
        "db.memory.transaction.max": f"{plan.heap_mib // 2}m",
        "dbms.memory.transaction.total.max": f"{plan.heap_mib * 7 // 8}m",
    }
