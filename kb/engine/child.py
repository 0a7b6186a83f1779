"""The engine's own process: `python -P -m kb.engine.child PLAN`.

It holds `engine.alive` for its whole life, says in `engine.json` where it answers, and ends when it
is told to or has been idle for long enough. Its output is the engine's log.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
import traceback
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import Timeout

from kb.engine import ports
from kb.engine.embedded import EmbeddedNeo4j, end_jvm
from kb.engine.endpoint import render_endpoint
from kb.engine.guard import StartGuard
from kb.engine.layout import Layout, lock_file, write_private
from kb.engine.plan import ALREADY_RUNS, FAILED, Plan
from kb.engine.training import train
from kb.engine.watch import Watch

if TYPE_CHECKING:
    from types import FrameType

_ALIVE_SECONDS = 5.0
_SHUTDOWN_SECONDS = 45.0
_MAX_CAUSES = 10


def main() -> None:
    """Run the engine that the plan asks for, until it ends."""
    os.umask(0o077)  # the store and the logs are the owner's business
    plan = Plan.read(Path(sys.argv[1]))
    layout = Layout(Path(plan.root))
    alive = lock_file(layout.alive)
    try:
        alive.acquire(timeout=_ALIVE_SECONDS)
    except Timeout:
        os._exit(ALREADY_RUNS)
    code = 0
    try:
        _run(plan, layout)
    except BaseException as error:  # noqa: BLE001 -- whatever it is, the log is to have it
        traceback.print_exc()
        _say(f"failed: {_causes(error)}")
        code = FAILED
    # The JVM's threads must not keep the process: what is on disk is complete.
    os._exit(code)


def _run(plan: Plan, layout: Layout) -> None:
    started = time.monotonic()
    for leftover in (layout.endpoint, layout.stop, layout.keep):
        leftover.unlink(missing_ok=True)
    _say(f"start {plan.nonce}: Neo4j {plan.version}, heap {plan.heap_mib} MiB")
    _ignore_terminal()
    with StartGuard(layout.logs / "debug.log", _give_up, limit_seconds=plan.start_seconds):
        engine = EmbeddedNeo4j(plan)
    _say(f"ready after {time.monotonic() - started:.1f} s")
    if plan.aot_output:
        train(engine, plan)
        engine.shutdown()
        end_jvm()
        return
    try:
        write_private(layout.version, plan.version + "\n")
        _say(f"stop: {_serve(engine, plan, layout)}")
    finally:
        layout.endpoint.unlink(missing_ok=True)
        _limit_shutdown()
        engine.shutdown()
    _say("stopped")


def _serve(engine: EmbeddedNeo4j, plan: Plan, layout: Layout) -> str:
    """Publish the engine and wait for a reason to stop, which is returned."""
    for port in (plan.bolt_port, plan.http_port):
        if not ports.listens(port):
            raise RuntimeError(f"nothing listens on port {port}")
    facts = render_endpoint(plan)
    watch = Watch(
        layout,
        plan.nonce,
        plan.idle_seconds,
        connections=engine.connections,
        publish=lambda: write_private(layout.endpoint, facts),
        withdraw=lambda: layout.endpoint.unlink(missing_ok=True),
    )

    def terminate(_signal: int, _frame: FrameType | None) -> None:
        watch.terminated.set()

    signal.signal(signal.SIGTERM, terminate)
    write_private(layout.endpoint, facts)
    return watch.wait()


def _give_up(cause: str) -> None:
    _say(f"failed: {cause}")
    os._exit(FAILED)


def _limit_shutdown() -> None:
    """End the process though Neo4j doesn't: the store is safe, and nobody must wait for ever."""
    reason = f"no end of the shutdown after {_SHUTDOWN_SECONDS:g} s"
    timer = threading.Timer(_SHUTDOWN_SECONDS, _give_up, (reason,))
    timer.daemon = True
    timer.start()


def _ignore_terminal() -> None:
    """Leave Ctrl-C and a closed terminal to the client that has it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        signal.signal(signal.SIGHUP, signal.SIG_IGN)


def _say(line: str) -> None:
    now = time.strftime("%Y-%m-%d %H:%M:%S%z")
    with suppress(OSError):  # a full disk must not keep the engine from stopping
        sys.stdout.write(f"{now} kb engine: {line}\n")
        sys.stdout.flush()


def _causes(error: BaseException) -> str:
    """Return the messages of an exception and its causes, Java's too, the root cause last."""
    messages: list[str] = []
    cause: Any = error
    while cause is not None and len(messages) < _MAX_CAUSES:
        messages.append(str(cause))
        cause = cause.getCause() if hasattr(cause, "getCause") else cause.__cause__
    return "\n  because: ".join(messages)


if __name__ == "__main__":
    main()
