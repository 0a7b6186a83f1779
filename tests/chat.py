"""A chat-completions endpoint of our own on loopback, which answers as a test tells it to."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True)
class Reply:
    """What the endpoint answers."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    hangs: bool = False  #: says nothing until the test is over
    drips: bool = False  #: sends the header and then a byte at a time, for ever


@dataclass(frozen=True)
class Request:
    """What it was asked."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def text(self) -> str:
        """The piece of the article that stands in it."""
        text: str = json.loads(self.body["messages"][1]["content"])["text"]
        return text


@dataclass
class Chat:
    """The endpoint: its address, what it was asked, and what it answers next."""

    url: str = ""
    requests: list[Request] = field(default_factory=list)
    #: gives the answer to each request
    answers: Callable[[Request], Reply] = lambda _request: completion({"events": []})
    over: threading.Event = field(default_factory=threading.Event)

    def says(self, *events: Any) -> None:
        """Answer everything with these events."""
        self.answers = lambda _request: completion({"events": list(events)})

    def replies(self, *replies: Reply) -> None:
        """Give these answers in turn, the last one for ever."""
        rest = list(replies)
        self.answers = lambda _request: rest.pop(0) if len(rest) > 1 else rest[0]


def completion(content: Any, *, finish: str = "stop") -> Reply:
    """A chat completion whose message is `content`, as JSON unless it is a string."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    message = {"role": "assistant", "content": text}
    answer = {"object": "chat.completion", "choices": [{"message": message}]}
    answer["choices"][0]["finish_reason"] = finish  # type: ignore[index]
    return Reply(json.dumps(answer).encode())


@contextmanager
def serving() -> Iterator[Chat]:
    """The endpoint while a test runs."""
    chat = Chat()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(chat))
    chat.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield chat
    finally:
        chat.over.set()
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(chat: Chat) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = int(self.headers["content-length"])
            request = Request(self.path, dict(self.headers), json.loads(self.rfile.read(size)))
            chat.requests.append(request)
            reply = chat.answers(request)
            if reply.hangs:
                chat.over.wait()
                return
            with suppress(OSError):  # the client has gone
                self._send(reply)

        def _send(self, reply: Reply) -> None:
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if not reply.drips:
                self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)
            while reply.drips and not chat.over.wait(0.02):
                self.wfile.write(b" ")

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- the library's
            """Say nothing."""

    return Handler
