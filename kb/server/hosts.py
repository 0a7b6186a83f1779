"""Which host names the server answers for.

A page of any site can give its own name the address 127.0.0.1 and then read what a server there
answers (DNS rebinding). So on a loopback address the server answers for loopback names only. On
other addresses names are a matter of the network in front of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send


@dataclass(frozen=True, slots=True)
class LoopbackHosts:
    """Refuses requests to a loopback address under a name that isn't its own."""

    app: ASGIApp
    also: tuple[str, ...] = ()  #: further names, "*" for any: a proxy on this machine passes them

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 421."""
        if scope["type"] == "http" and not self._answers(scope):
            refusal = PlainTextResponse("this host name is not served here", status_code=421)
            await refusal(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _answers(self, scope: Scope) -> bool:
        address = (scope.get("server") or ("", None))[0]
        if "*" in self.also or not _is_loopback(address):
            return True
        name = host_name(Headers(scope=scope).get("host", ""))
        return name == "localhost" or _is_loopback(name) or name in self.also


def host_name(header: str) -> str:
    """The name in a Host header, without port and brackets, in lower case."""
    if header.startswith("["):
        return header[1:].partition("]")[0].lower()
    return header.partition(":")[0].lower()


def _is_loopback(name: str) -> bool:
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False
