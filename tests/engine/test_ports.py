"""Ports on loopback."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from kb.engine import ports

if TYPE_CHECKING:
    import socket


def _port(server: socket.socket) -> int:
    return int(server.getsockname()[1])


def test_taken_port_is_not_free(listener: socket.socket) -> None:
    """A port that something listens on is taken, and free once it doesn't."""
    port = _port(listener)
    assert not ports.is_free(port)
    listener.close()
    assert ports.is_free(port)


def test_given_port_is_taken_as_it_is() -> None:
    """A port that the user gave is used, whatever the last one was."""
    assert ports.choose(1234, 4321) == 1234


def test_previous_port_is_taken_again_when_free(listener: socket.socket) -> None:
    """The last start's port comes first, unless it is taken."""
    port = _port(listener)
    assert ports.choose(0, port) != port
    listener.close()
    assert ports.choose(0, port) == port


def test_excluded_port_is_not_chosen() -> None:
    """The two ports of one engine differ."""
    port = ports.choose(0, 0)
    assert ports.choose(0, port, frozenset({port})) != port


def test_listening_is_not_answering(listener: socket.socket) -> None:
    """A port that merely listens doesn't count as a Bolt server."""
    assert ports.listens(_port(listener))
    assert not ports.answers_bolt(_port(listener), timeout=0.2)


def test_bolt_server_answers(listener: socket.socket) -> None:
    """A server that takes Bolt's greeting and names a version counts."""

    def shake() -> None:
        connection, _ = listener.accept()
        with connection:
            if connection.recv(20).startswith(b"\x60\x60\xb0\x17"):
                connection.sendall(b"\x00\x00\x08\x05")

    thread = threading.Thread(target=shake)
    thread.start()
    assert ports.answers_bolt(_port(listener), timeout=5)
    thread.join()


def test_nothing_answers_on_a_closed_port() -> None:
    """A port without a listener neither listens nor answers."""
    port = ports.choose(0, 0)
    assert not ports.listens(port)
    assert not ports.answers_bolt(port)
