"""How long an engine lives, without an engine."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from kb.engine.layout import Layout
from kb.engine.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LIMIT = 100.0


class Engine:
    """What a watch sees of an engine: a clock, connections, engine.json."""

    def __init__(self, root: Path) -> None:
        self.layout = Layout(root)
        self.now = 0.0
        self.clients = 0
        self.log: list[str] = []
        self.on_withdraw: Callable[[], None] = self.log.clear
        self.watch = Watch(
            self.layout,
            "nonce",
            LIMIT,
            connections=lambda: self.clients,
            publish=lambda: self.log.append("publish"),
            withdraw=self._withdraw,
            clock=lambda: self.now,
        )

    def _withdraw(self) -> None:
        self.on_withdraw()
        self.log.append("withdraw")

    def idle_at(self, now: float) -> bool:
        """Look at the given second."""
        self.now = now
        return self.watch.is_idle()

    def touch(self, mark: int) -> None:
        """Use the engine as a client does; `mark` tells one touch from another."""
        self.layout.used.touch()
        os.utime(self.layout.used, ns=(mark, mark))


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    """Return an engine that nobody uses."""
    return Engine(tmp_path)


def test_unused_engine_is_idle_after_its_limit(engine: Engine) -> None:
    """Nobody connects, so the engine goes when the limit is over, not before."""
    assert not engine.idle_at(LIMIT - 1)
    assert engine.idle_at(LIMIT + 30)
    assert engine.log == ["withdraw"]


def test_connections_keep_it(engine: Engine) -> None:
    """The limit counts from the last look that saw a connection."""
    engine.clients = 1
    assert not engine.idle_at(500)
    engine.clients = 0
    assert not engine.idle_at(599)
    assert engine.idle_at(700)


def test_a_touch_keeps_it(engine: Engine) -> None:
    """A command that was here between two looks counts, though it has gone."""
    engine.touch(1)
    assert not engine.idle_at(500)
    assert not engine.idle_at(590)
    engine.touch(2)
    assert not engine.idle_at(650)
    assert engine.idle_at(751)


def test_client_that_comes_at_the_last_moment_is_served(engine: Engine) -> None:
    """A client that touched before engine.json went away finds the engine again."""
    engine.on_withdraw = lambda: engine.touch(5)
    assert not engine.idle_at(500)
    assert engine.log == ["withdraw", "publish"]


def test_kept_engine_is_never_idle(engine: Engine) -> None:
    """The nonce in engine.keep lifts the limit; another engine's nonce doesn't."""
    engine.layout.keep.write_text("nonce")
    assert not engine.idle_at(5000)
    engine.layout.keep.write_text("another")
    assert engine.idle_at(6000)


def test_stop_file_needs_the_nonce(engine: Engine) -> None:
    """A stop file for an earlier engine is not obeyed, ours is."""
    engine.layout.stop.write_text("another")
    engine.now = LIMIT + 100
    assert engine.watch.wait() == "idle"
    engine.layout.stop.write_text("nonce")
    assert engine.watch.wait() == "asked to"


def test_termination_ends_the_wait(engine: Engine) -> None:
    """A signal's event ends the wait at once."""
    engine.watch.terminated.set()
    assert engine.watch.wait() == "terminated"
