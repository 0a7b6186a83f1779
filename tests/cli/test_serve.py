"""`kb serve`: where it listens."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from kb.cli.failures import Failure
from kb.cli.serve import listen, url

if TYPE_CHECKING:
    from tests.cli.conftest import Kb, StandIn


def test_a_taken_port_is_one_line(kb: Kb, knowledge_base: StandIn) -> None:
    """A port that another program has is refused before the database is opened."""
    knowledge_base.error = AssertionError("opened")
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        result = kb("serve", "--port", str(port))
    assert result.exit_code == 1
    assert result.stderr == (
        f"kb: can't listen on 127.0.0.1 port {port}: Address already in use; try another --port\n"
    )


def test_an_unknown_host_is_one_line() -> None:
    """An address that this machine doesn't have is refused with its name."""
    with pytest.raises(Failure, match=r"can't listen on 192\.0\.2\.1 port 0"):
        listen("192.0.2.1", 0)


@pytest.mark.parametrize(
    ("host", "shown"),
    [("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "127.0.0.1"), ("::1", "[::1]")],  # noqa: S104
)
def test_the_printed_address_can_be_opened(host: str, shown: str) -> None:
    """The address is a URL that a browser on this machine can open, with the real port."""
    with listen(host, 0) as listener:
        port = listener.getsockname()[1]
        assert port
        assert url(listener) == f"http://{shown}:{port}/"
