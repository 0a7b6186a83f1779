"""One OpenAI-compatible chat-completions endpoint: the only code of kb.extract that uses a network.

What can go wrong there becomes an EndpointError, whose message never quotes the key, the address
beyond host and port, or anything that the endpoint said.
"""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

from kb.errors import EndpointError, ExtractionError, SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import httpx

    from kb.settings import LlmSettings

#: Longest answer that is read, in bytes: 500 proposals with long quotes have less.
MAX_ANSWER = 4 * 2**20
#: Statuses of an endpoint that knows a field of the request not at all, or not with this value.
_REFUSED = frozenset({400, 422})
#: Statuses of an endpoint that asks to come back later.
_BUSY = frozenset({429, 503})
_HINTS = {
    401: "; check KB_LLM_KEY",
    403: "; check KB_LLM_KEY",
    404: "; check KB_LLM_URL and KB_LLM_MODEL",
    429: ", too many requests",
}


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    body: bytes
    retry_after: str  #: as the endpoint says it, "" if it doesn't


class Endpoint:
    """Asks a model, one piece of text after the other."""

    def __init__(
        self, settings: LlmSettings, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        """Raises SettingsError when address or model isn't set, ExtractionError without httpx."""
        try:
            import httpx  # noqa: F401 -- of the extra `llm`: missing, it is said before any load
        except ImportError as error:
            what = "install kb with its extra llm (pip install '.[llm]')"
            raise ExtractionError(f"the extractor 'openai' needs httpx: {what}") from error
        for name in ("url", "model"):
            if not getattr(settings, name):
                reason = "is not set, and the extractor 'openai' needs it"
                raise SettingsError(f"KB_LLM_{name.upper()}", reason)
        self.model = settings.model or ""
        self.warnings: list[str] = []  #: what to know about this endpoint, for whoever reports it
        self._settings = settings
        self._transport = transport
        self._plain = False  #: whether the endpoint takes only what it can't do without

    @property
    def name(self) -> str:
        """Host and port, as warnings name it."""
        parts = urlsplit(self._settings.url or "")
        return f"{parts.hostname}:{parts.port}" if parts.port else f"{parts.hostname}"

    def ask(self, instructions: str, texts: Sequence[str]) -> list[str]:
        """The model's answer to each text; each has the time that KB_LLM_SECONDS allows.

        Raises EndpointError as soon as one can't be had.
        """
        try:
            asyncio.get_running_loop()
        except RuntimeError:  # none: the usual case
            return asyncio.run(self._ask(instructions, texts))
        # In a notebook or a server the caller's loop is taken.
        with ThreadPoolExecutor(max_workers=1) as pool:
            return pool.submit(asyncio.run, self._ask(instructions, texts)).result()

    async def _ask(self, instructions: str, texts: Sequence[str]) -> list[str]:
        import httpx

        seconds = self._settings.seconds
        # The library's own limits are for each read: a slow answer could have any number of them.
        options: dict[str, Any] = {"timeout": None, "transport": self._transport}
        answers = []
        try:
            async with httpx.AsyncClient(headers=self._headers(), **options) as client:
                for text in texts:
                    async with asyncio.timeout(seconds):
                        answers.append(await self._answer(client, instructions, text))
        except TimeoutError as error:
            raise EndpointError(f"gave no answer within {seconds:g} s") from error
        except (
            *(httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, httpx.CookieConflict),
            *(OSError, ValueError),  # certificates, proxies, names of hosts
        ) as error:
            raise EndpointError(f"can't be asked ({type(error).__name__})") from error
        return answers

    async def _answer(self, client: httpx.AsyncClient, instructions: str, text: str) -> str:
        answer = await self._posted(client, self._body(instructions, text, plain=self._plain))
        if answer.status in _REFUSED and not self._plain:
            answer = await self._posted(client, self._body(instructions, text, plain=True))
            if answer.status == 200:  # noqa: PLR2004 -- HTTP's OK
                self._plain = True
                self.warnings.append(
                    f"{self.name} takes no temperature, seed or response_format: "
                    "its answers may vary"
                )
        return _content(answer)

    async def _posted(self, client: httpx.AsyncClient, body: bytes) -> _Answer:
        """The endpoint's answer; a busy one is asked once more after the time that it names."""
        answer = await self._post(client, body)
        wait = answer.retry_after[:9]
        if answer.status in _BUSY and wait.isdecimal() and int(wait) < self._settings.seconds:
            await asyncio.sleep(int(wait))
            answer = await self._post(client, body)
        return answer

    async def _post(self, client: httpx.AsyncClient, body: bytes) -> _Answer:
        async with client.stream("POST", self._url(), content=body) as response:
            encoding = response.headers.get("content-encoding", "identity")
            if encoding != "identity":  # not asked for, and it could hide any size
                raise EndpointError("answered in an encoding that it was not asked for")
            parts, size = [], 0
            async for part in response.aiter_raw():
                size += len(part)
                if size > MAX_ANSWER:
                    raise EndpointError(f"answered with more than {MAX_ANSWER:,} bytes")
                parts.append(part)
            retry = response.headers.get("retry-after", "")
            return _Answer(response.status_code, b"".join(parts), retry)

    def _url(self) -> str:
        parts = urlsplit(self._settings.url or "")
        path = parts.path.rstrip("/")
        if not path.endswith("/chat/completions"):
            path += "/chat/completions"
        return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))

    def _headers(self) -> dict[str, str]:
        headers = {"content-type": "application/json", "accept-encoding": "identity"}
        if self._settings.key:
            headers["authorization"] = f"Bearer {self._settings.key}"
        return headers

    def _body(self, instructions: str, text: str, *, plain: bool) -> bytes:
        body: dict[str, Any] = {
            "model": self.model,
            "messages": [
                {"role": "system", "content": instructions},
                {"role": "user", "content": text},
            ],
        }
        if not plain:
            body |= {"temperature": 0, "seed": 0, "response_format": {"type": "json_object"}}
        return json.dumps(body).encode("ascii")


def _content(answer: _Answer) -> str:
    """The message of a chat completion; raises EndpointError where there is none to use."""
    if answer.status != 200:  # noqa: PLR2004 -- HTTP's OK
        hint = _HINTS.get(answer.status, "")
        raise EndpointError(f"answered with HTTP status {answer.status}{hint}")
    try:
        choice = json.loads(answer.body)["choices"][0]
        content, finish = choice["message"]["content"], choice.get("finish_reason")
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError) as error:
        raise EndpointError("answered with no chat completion") from error
    if finish == "length":
        raise EndpointError("broke its answer off")
    if not isinstance(content, str):
        raise EndpointError("answered without a message")
    return content
