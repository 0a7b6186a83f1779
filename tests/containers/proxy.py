"""A TCP proxy whose connections a test can cut, as a network does."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress

CHUNK = 65_536


class Proxy:
    """Forwards a free port on loopback to `target`; a context manager."""

    def __init__(self, target: tuple[str, int]) -> None:
        self.target = target
        self.forwarded = 0  #: bytes that clients have sent
        self.cut_after: int | None = None  #: cut all connections once, after so many of them
        self.cuts = 0
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._listener = socket.create_server(("127.0.0.1", 0))

    @property
    def port(self) -> int:
        """The port that clients connect to."""
        return int(self._listener.getsockname()[1])

    def __enter__(self) -> Proxy:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.close()
        self.cut()

    def cut(self) -> None:
        """Close every connection in both directions, at once."""
        self.cuts += 1
        while self._pairs:
            for end in self._pairs.pop():
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
                end.close()

    def _accept(self) -> None:
        with suppress(OSError):  # the listener was closed
            while True:
                client, _ = self._listener.accept()
                server = socket.create_connection(self.target)
                self._pairs.append((client, server))
                for source, sink in ((client, server), (server, client)):
                    threading.Thread(
                        target=self._forward, args=(source, sink, source is client), daemon=True
                    ).start()

    def _forward(self, source: socket.socket, sink: socket.socket, counted: bool) -> None:
        with suppress(OSError):  # the connection was cut
            while chunk := source.recv(CHUNK):
                if counted:
                    self.forwarded += len(chunk)
                    if self.cut_after is not None and self.forwarded >= self.cut_after:
                        self.cut_after = None
                        self.cut()
                        return
                sink.sendall(chunk)
