"""Ports on loopback: take a free one, tell a taken one, ask whether a Bolt server answers."""

from __future__ import annotations

import socket
import sys

LOOPBACK = "127.0.0.1"

#: Bolt's greeting: four magic bytes, then four proposals (5.0 to 5.8, 4.2 to 4.4, none, none).
#: Source: the Bolt protocol's handshake specification.
_GREETING = bytes.fromhex("6060b017 00080805 00020404 00000000 00000000".replace(" ", ""))


def is_free(port: int) -> bool:
    """Tell whether a server could listen on this port of the loopback address."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        _as_a_server(probe)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def choose(given: int, previous: int, taken: frozenset[int] = frozenset()) -> int:
    """Return the given port, else the previous one when it is free, else any free one.

    A port of 0 means none. The previous port comes first since Neo4j Browser keeps saved queries
    and styles by its address.
    """
    if given:
        return given
    if previous and previous not in taken and is_free(previous):
        return previous
    while True:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.bind((LOOPBACK, 0))
            port: int = probe.getsockname()[1]
        if port not in taken:
            return port


def answers_bolt(port: int, timeout: float = 2.0) -> bool:
    """Tell whether a Bolt server shakes hands on this port within `timeout` seconds."""
    try:
        with socket.create_connection((LOOPBACK, port), timeout=timeout) as connection:
            connection.sendall(_GREETING)
            return any(connection.recv(4))
    except OSError:
        return False


def listens(port: int, timeout: float = 2.0) -> bool:
    """Tell whether anything accepts connections on this port."""
    try:
        socket.create_connection((LOOPBACK, port), timeout=timeout).close()
    except OSError:
        return False
    return True


def _as_a_server(probe: socket.socket) -> None:
    # As Java's server sockets: a port whose last connections linger in TIME_WAIT is free on POSIX,
    # while on Windows the option of that name would let us take a port that is in use.
    if sys.platform == "win32":
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
