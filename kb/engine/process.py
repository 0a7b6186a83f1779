"""The local engine as its clients see it: start, find, stop, reset."""

from __future__ import annotations

import shutil
import time
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import TYPE_CHECKING

from filelock import Timeout

from kb.engine import ports
from kb.engine.endpoint import Endpoint, read_endpoint
from kb.engine.install import EngineInstaller
from kb.engine.layout import Layout, is_held, lock_file, read_text, write_private
from kb.engine.memory import size_memory
from kb.engine.plan import ALREADY_RUNS, Plan, choose_ports, make_nonce
from kb.engine.spawn import log_tail, spawn
from kb.errors import EngineError, EngineNotInstalledError, EngineStartError

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator
    from pathlib import Path

    from kb.settings import Settings

_POLL_SECONDS = 0.05


class _PortLostError(EngineStartError):
    """A port was taken between choosing it and listening on it."""


class LocalEngine:
    """The engine of one data folder; any number of processes may hold such an object."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._layout = Layout(settings.data_dir)

    @cached_property
    def _installer(self) -> EngineInstaller:
        return EngineInstaller(self._settings)

    @property
    def password_file(self) -> Path:
        """Where the password is, readable by the owner only."""
        return self._layout.password

    @property
    def log_file(self) -> Path:
        """Where the engine's output goes."""
        return self._layout.log

    def ensure(self, *, keep: bool = False) -> Endpoint:
        """Return the running engine, starting it when none runs; `keep` lifts its idle limit.

        Raises EngineNotInstalledError, and EngineStartError when it doesn't answer within
        `Settings.engine_start_seconds`.
        """
        endpoint = self._use() or self._start_alone()
        if keep:
            write_private(self._layout.keep, endpoint.nonce)
        return endpoint

    def running(self) -> Endpoint | None:
        """Return the engine if it answers now; starts nothing and doesn't count as use."""
        endpoint = read_endpoint(self._layout)
        if endpoint is None or not is_held(self._layout.alive):
            return None
        return endpoint if ports.answers_bolt(endpoint.bolt_port) else None

    def stop(self, timeout: float = 60) -> bool:
        """Stop the engine and wait until its store is free; True when one ran.

        Raises EngineError when it still runs after `timeout` seconds.
        """
        if not self._layout.alive.exists():
            return False
        with self._alone(timeout):
            return self._stop(time.monotonic() + timeout)

    def reset(self) -> None:
        """Stop the engine and delete its store and password; the logs stay."""
        if not self._layout.root.exists():
            return
        with self._alone(self._settings.engine_start_seconds):
            self._stop(time.monotonic() + self._settings.engine_start_seconds)
            shutil.rmtree(self._layout.home, ignore_errors=True)
            if self._layout.home.exists():
                raise EngineError(f"{self._layout.home} could not be deleted")
            self._layout.password.unlink(missing_ok=True)
            self._layout.version.unlink(missing_ok=True)

    def _use(self) -> Endpoint | None:
        """Return the running engine, counting this as use of it (the order matters: see Watch)."""
        if not self._layout.endpoint.exists():
            return None
        with suppress(OSError):
            self._layout.used.touch()
        return self.running()

    def _start_alone(self) -> Endpoint:
        if not self._installer.installed():
            raise EngineNotInstalledError(
                "the local engine is not installed: run `kb engine install` "
                "(or set KB_NEO4J_URI to use a Neo4j server)"
            )
        try:
            self._layout.root.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._alone(self._settings.engine_start_seconds):
                try:
                    return self._start()
                except _PortLostError:
                    # A port that was free when chosen was taken while Java started.
                    return self._start()
        except OSError as error:
            raise self._unwritable(error) from error

    def _start(self) -> Endpoint:
        """Start the child, unless one lives already, and wait until it answers."""
        deadline = time.monotonic() + self._settings.engine_start_seconds
        process: subprocess.Popen[bytes] | None = None
        log_start = _size(self._layout.log)
        while time.monotonic() < deadline:
            if endpoint := self._use():
                return endpoint
            if process is None and not is_held(self._layout.alive):
                self._check_before_start()
                process = spawn(self._layout, self._plan())
            elif process is not None and (code := process.poll()) is not None:
                if code != ALREADY_RUNS:
                    raise self._failure(f"it ended with code {code}", log_start)
                process = None
            time.sleep(_POLL_SECONDS)
        if process is not None:
            process.kill()
        seconds = self._settings.engine_start_seconds
        raise self._failure(f"it didn't answer within {seconds:g} s", log_start)

    def _stop(self, deadline: float) -> bool:
        ran = is_held(self._layout.alive)
        while is_held(self._layout.alive):
            if endpoint := read_endpoint(self._layout):
                write_private(self._layout.stop, endpoint.nonce)
            if time.monotonic() > deadline:
                raise EngineError(f"the engine didn't stop in time; see {self._layout.log}")
            time.sleep(_POLL_SECONDS)
        return ran

    def _unwritable(self, error: OSError) -> EngineStartError:
        return EngineStartError(
            f"the data folder {self._layout.root} can't be written ({error}); "
            "set KB_DATA_DIR to one that can"
        )

    def _check_before_start(self) -> None:
        wrote = read_text(self._layout.version)
        if _newer(wrote, self._installer.lock.version):
            raise EngineStartError(
                f"the store in {self._layout.root} was written by Neo4j {wrote}, newer than this "
                f"program's {self._installer.lock.version}; use a newer kb, or another KB_DATA_DIR"
            )
        bolt, http = self._settings.engine_bolt_port, self._settings.engine_http_port
        if bolt and bolt == http:
            raise EngineStartError("KB_ENGINE_BOLT_PORT and KB_ENGINE_HTTP_PORT must differ")
        for variable, port in (("KB_ENGINE_BOLT_PORT", bolt), ("KB_ENGINE_HTTP_PORT", http)):
            if port and not ports.is_free(port):
                raise EngineStartError(
                    f"port {port} is taken by another program, or not allowed; "
                    f"set {variable} to a free one, or to 0 for any"
                )

    def _plan(self) -> Plan:
        settings, memory = self._settings, size_memory(self._settings)
        bolt_port, http_port = choose_ports(
            self._layout, settings.engine_bolt_port, settings.engine_http_port
        )
        aot_cache = self._installer.aot_cache()
        return Plan(
            root=str(self._layout.root),
            jars=str(self._installer.jars),
            version=self._installer.lock.version,
            nonce=make_nonce(),
            bolt_port=bolt_port,
            http_port=http_port,
            heap_mib=memory.heap,
            page_cache_mib=memory.page_cache,
            idle_seconds=settings.engine_idle_minutes * 60,
            start_seconds=settings.engine_start_seconds,
            aot_cache=str(aot_cache) if aot_cache.exists() else "",
        )

    def _failure(self, what: str, log_start: int) -> EngineStartError:
        tail = log_tail(self._layout.log, log_start)
        error = _PortLostError if "BindException" in tail else EngineStartError
        return error(f"the engine didn't start: {what}. The end of {self._layout.log}:\n{tail}")

    @contextmanager
    def _alone(self, timeout: float) -> Iterator[None]:
        """Hold the lock that serialises starting and stopping; raises EngineStartError."""
        lock = lock_file(self._layout.start_lock)
        try:
            lock.acquire(timeout=timeout)
        except Timeout as error:
            raise EngineStartError(
                f"another command has been starting or stopping the engine for {timeout:g} s; "
                f"see {self._layout.log}"
            ) from error
        except OSError as error:
            raise self._unwritable(error) from error
        try:
            yield
        finally:
            lock.release()


def _newer(wrote: str, ours: str) -> bool:
    """Compare versions like 2026.08.1; what isn't one is not newer."""
    try:
        return tuple(map(int, wrote.split("."))) > tuple(map(int, ours.split(".")))
    except ValueError:
        return False


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0
