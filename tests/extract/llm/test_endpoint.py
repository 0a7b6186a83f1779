"""The endpoint: what it is asked, and that whatever it does becomes one kind of error."""

from __future__ import annotations

import asyncio
import builtins
import gzip
import json
import logging
import socket
import sys
import time
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from kb.errors import EndpointError, ExtractionError, SettingsError
from kb.extract.llm.endpoint import MAX_ANSWER, Endpoint
from kb.settings import LlmSettings
from tests.chat import Reply, completion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.chat import Chat

KEY = "sk-do-not-show"


def endpoint(chat: Chat, *, seconds: float = 5.0, **changes: Any) -> Endpoint:
    """The client of a test's endpoint."""
    given = {"url": chat.url, "model": "m-1", "key": KEY, "seconds": seconds, **changes}
    return Endpoint(LlmSettings(**given))


def failure(of: Endpoint) -> str:
    """What asking fails with; never with the key in it."""
    with pytest.raises(EndpointError) as caught:
        of.ask("Be brief.", ["text"])
    assert KEY not in str(caught.value)
    return str(caught.value)


def test_it_asks_as_the_api_wants(chat: Chat) -> None:
    """One request a text: the model, both messages, no chance, and the key in the header only."""
    chat.replies(completion("one"), completion("two"))
    assert endpoint(chat).ask("Be brief.", ["a", "b"]) == ["one", "two"]
    first, second = chat.requests
    assert first.path == "/v1/chat/completions"
    assert first.headers["authorization"] == f"Bearer {KEY}"
    assert first.body == {
        "model": "m-1",
        "messages": [
            {"role": "system", "content": "Be brief."},
            {"role": "user", "content": "a"},
        ],
        "temperature": 0,
        "seed": 0,
        "response_format": {"type": "json_object"},
    }
    assert second.body["messages"][1]["content"] == "b"


@pytest.mark.parametrize(
    ("suffix", "path"),
    [
        ("/", "/v1/chat/completions"),
        ("/chat/completions", "/v1/chat/completions"),
        ("?api-version=2", "/v1/chat/completions?api-version=2"),
    ],
)
def test_addresses_of_several_forms(chat: Chat, suffix: str, path: str) -> None:
    """The base address or the whole one will do, and what is behind a "?" stays."""
    endpoint(chat, url=chat.url + suffix).ask("", ["a"])
    assert chat.requests[0].path == path


def test_without_a_key_none_is_sent(chat: Chat) -> None:
    """A local model needs none."""
    endpoint(chat, key=None).ask("", ["a"])
    assert "authorization" not in {name.lower() for name in chat.requests[0].headers}


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(status=500, body=b"<html>secret</html>"), "answered with HTTP status 500"),
        (Reply(status=401), "answered with HTTP status 401; check KB_LLM_KEY"),
        (Reply(status=404), "answered with HTTP status 404; check KB_LLM_URL and KB_LLM_MODEL"),
        (Reply(status=429), "answered with HTTP status 429, too many requests"),
        (Reply(status=302, headers={"Location": "http://127.0.0.1:1/"}), "HTTP status 302"),
        (Reply(status=204), "HTTP status 204"),
        (Reply(b"hello"), "answered with no chat completion"),
        (Reply(b"\xff\xfe"), "answered with no chat completion"),
        (Reply(b""), "answered with no chat completion"),
        (Reply(b"[" * 200_000), "answered with no chat completion"),
        (Reply(b"[]"), "answered with no chat completion"),
        (Reply(b'{"choices": []}'), "answered with no chat completion"),
        (Reply(b'{"choices": [[]]}'), "answered with no chat completion"),
        (Reply(b'{"choices": [{"message": null}]}'), "answered with no chat completion"),
        (Reply(b'{"choices": [{"message": {"content": null}}]}'), "answered without a message"),
        (completion('{"events": [{"quo', finish="length"), "broke its answer off"),
        (Reply(b" " * (MAX_ANSWER + 1)), "answered with more than 4,194,304 bytes"),
        (
            Reply(gzip.compress(b" " * 10**8), headers={"Content-Encoding": "gzip"}),
            "answered in an encoding that it was not asked for",
        ),
    ],
)  # fmt: skip
def test_a_bad_answer_is_an_error_that_quotes_nothing(chat: Chat, reply: Reply, said: str) -> None:
    """Wrong statuses, no JSON, no completion, too much of it, or a bomb: said in our own words."""
    chat.replies(reply)
    message = failure(endpoint(chat))
    assert said in message
    assert "secret" not in message


@pytest.mark.parametrize("reply", [Reply(hangs=True), Reply(drips=True)], ids=["hangs", "drips"])
def test_a_slow_answer_has_one_limit(chat: Chat, reply: Reply) -> None:
    """The time is for the whole answer, so that one byte now and then doesn't prolong it."""
    chat.replies(reply)
    began = time.monotonic()
    assert failure(endpoint(chat, seconds=0.3)) == "gave no answer within 0.3 s"
    assert time.monotonic() - began < 5


def test_nobody_there() -> None:
    """A refused connection and a name that nobody has are errors of the endpoint."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for url in (f"http://127.0.0.1:{port}/v1", "http://nobody.invalid/v1"):
        settings = LlmSettings(url=url, model="m", key=KEY, seconds=30)
        assert failure(Endpoint(settings, _direct())) == "can't be asked (ConnectError)"


def _direct() -> httpx.AsyncHTTPTransport:
    """A transport that takes no proxy."""
    return httpx.AsyncHTTPTransport()


def test_a_busy_endpoint_is_asked_once_more(chat: Chat) -> None:
    """One that says when to come back gets a second request, and no third."""
    busy = Reply(status=429, headers={"Retry-After": "0"})
    chat.replies(busy, completion("fine"))
    assert endpoint(chat).ask("", ["a"]) == ["fine"]
    chat.replies(busy)
    assert "429" in failure(endpoint(chat))
    assert len(chat.requests) == 4


@pytest.mark.parametrize("wait", ["3600", "9" * 400, "Wed, 21 Oct 2026 07:28:00 GMT", "-1"])
def test_nobody_waits_for_long(chat: Chat, wait: str) -> None:
    """An hour, a date or nonsense in Retry-After is not waited for."""
    chat.replies(Reply(status=503, headers={"Retry-After": wait}))
    assert "503" in failure(endpoint(chat))
    assert len(chat.requests) == 1


def test_what_it_does_not_know_is_left_out(chat: Chat) -> None:
    """An endpoint that refuses temperature, seed or format is asked without, and that is said."""
    chat.answers = lambda request: (
        Reply(status=400) if "seed" in request.body else completion("fine")
    )
    asked = endpoint(chat)
    assert asked.ask("", ["a", "b"]) == ["fine", "fine"]
    assert [sorted(request.body) for request in chat.requests] == [
        ["messages", "model", "response_format", "seed", "temperature"],
        ["messages", "model"],
        ["messages", "model"],
    ]
    (warning,) = asked.warnings
    assert "its answers may vary" in warning


def test_a_request_that_is_bad_all_the_same(chat: Chat) -> None:
    """Where leaving that out doesn't help, the next request has it again."""
    chat.replies(Reply(status=400))
    asked = endpoint(chat)
    assert "400" in failure(asked)
    chat.replies(completion("fine"))
    assert asked.ask("", ["a"]) == ["fine"]
    assert "seed" in chat.requests[-1].body
    assert asked.warnings == []


def test_it_can_be_asked_where_a_loop_runs(chat: Chat) -> None:
    """In a notebook or a server, whose loop is taken, it works as well."""
    chat.replies(completion("fine"))

    async def asked() -> list[str]:
        return endpoint(chat).ask("", ["a"])

    assert asyncio.run(asked()) == ["fine"]


def errors() -> Iterator[type[Exception]]:
    """The exceptions that httpx makes public."""
    for value in vars(httpx).values():
        if isinstance(value, type) and issubclass(value, Exception):
            yield value


@pytest.mark.parametrize("kind", [*errors(), OSError, ValueError, UnicodeError], ids=repr)
def test_no_error_of_the_library_escapes(kind: type[Exception]) -> None:
    """Whatever httpx raises is an EndpointError that says no more than its name."""
    error = kind.__new__(kind)
    error.args = (KEY,)

    def fail(_request: httpx.Request) -> httpx.Response:
        raise error

    settings = LlmSettings(url="http://x.invalid/v1", model="m", key=KEY)
    assert failure(Endpoint(settings, httpx.MockTransport(fail))).startswith("can't be asked (")


def test_the_key_is_shown_and_logged_nowhere(chat: Chat, caplog: pytest.LogCaptureFixture) -> None:
    """Neither the settings' repr nor the most talkative log has it, not even after failures."""
    settings = LlmSettings(url=chat.url, model="m", key=KEY)
    with caplog.at_level(logging.DEBUG):
        Endpoint(settings).ask("", ["a"])
        chat.replies(Reply(status=500, body=KEY.encode()))
        failure(Endpoint(settings))
    assert caplog.records
    assert KEY not in repr(settings) + caplog.text


@pytest.mark.parametrize("name", ["url", "model"])
def test_what_is_not_set_is_said_at_once(name: str) -> None:
    """Without an address or a model there is nothing to ask: the variable is named."""
    given = {"url": "http://127.0.0.1:1/v1", "model": "m", name: None}
    with pytest.raises(SettingsError, match=f"KB_LLM_{name.upper()}: is not set"):
        Endpoint(LlmSettings(**given))  # type: ignore[arg-type]


def test_without_httpx_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where kb was installed without the extra, the error says how to get it."""
    whole = builtins.__import__

    def importing(name: str, *rest: Any) -> Any:
        if name == "httpx":
            raise ModuleNotFoundError("No module named 'httpx'")
        return whole(name, *rest)

    monkeypatch.delitem(sys.modules, "httpx")
    monkeypatch.setattr(builtins, "__import__", importing)
    with pytest.raises(ExtractionError, match=r"needs httpx: .*\[llm\]"):
        Endpoint(LlmSettings(url="http://127.0.0.1:1", model="m"))


def test_the_request_is_ascii(chat: Chat) -> None:
    """Letters of any alphabet arrive as they were, and half a letter doesn't break the request."""
    endpoint(chat).ask("Ş \U0001f600", ["\ud800"])
    messages = chat.requests[0].body["messages"]
    assert [message["content"] for message in messages] == ["Ş \U0001f600", "\ud800"]
    assert json.dumps(messages).isascii()
