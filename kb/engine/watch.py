"""How long an engine lives: until told to stop, or until nobody has used it for its idle limit."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from kb.engine.layout import read_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from kb.engine.layout import Layout

_POLL_SECONDS = 0.25
_LOOK_SECONDS = 60.0


class Watch:
    """Waits, in the child, for the reason to stop.

    `connections` counts the clients' connections, `publish` and `withdraw` write and remove
    `engine.json`. A client touches `engine.used` *before* it reads `engine.json`, and an idle
    engine withdraws that file *before* it looks at `engine.used` for the last time: so a client
    either finds no engine, or an engine that goes on.
    """

    def __init__(
        self,
        layout: Layout,
        nonce: str,
        idle_seconds: float,
        *,
        connections: Callable[[], int],
        publish: Callable[[], None],
        withdraw: Callable[[], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.terminated = threading.Event()
        self._layout = layout
        self._nonce = nonce
        self._idle_seconds = idle_seconds
        self._connections = connections
        self._publish = publish
        self._withdraw = withdraw
        self._clock = clock
        self._last_use = clock()
        self._last_look = clock()
        self._touched = self._read_touch()

    def wait(self) -> str:
        """Return the reason to stop, once there is one."""
        poll = min(_POLL_SECONDS, self._idle_seconds / 4)
        while not self.terminated.wait(poll):
            if read_text(self._layout.stop) == self._nonce:
                return "asked to"
            if self.is_idle():
                return "idle"
        return "terminated"

    def is_idle(self) -> bool:
        """Look, when it is time to, whether the idle limit is over; withdraws the engine if so."""
        now = self._clock()
        if now - self._last_look < min(_LOOK_SECONDS, self._idle_seconds / 4):
            return False
        self._last_look = now
        if self._in_use():
            self._last_use = now
        if now - self._last_use < self._idle_seconds:
            return False
        self._withdraw()
        if self._in_use():
            self._last_use = now
            self._publish()
            return False
        return True

    def _in_use(self) -> bool:
        touched = self._read_touch()
        if touched != self._touched:
            self._touched = touched
            return True
        return self._connections() > 0 or read_text(self._layout.keep) == self._nonce

    def _read_touch(self) -> int:
        try:
            return self._layout.used.stat().st_mtime_ns
        except OSError:
            return 0
