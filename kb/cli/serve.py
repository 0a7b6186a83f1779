"""`kb serve`: the GraphQL API and its query page over HTTP."""

from __future__ import annotations

import socket
from contextlib import suppress

import click

from kb.cli.common import announce_start, read_settings
from kb.cli.failures import Failure


@click.command(epilog="\b\nExample:\n  kb serve --host 0.0.0.0 --port 8080")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port to listen on; 0 takes a free one.",
)
def serve(host: str, port: int) -> None:
    """Serve the GraphQL API over HTTP.

    With its query page, until Ctrl-C.
    """
    settings = read_settings(tracebacks=True)
    listener = listen(host, port)
    # The web stack and the schema take most of a second to import.
    import uvicorn

    from kb.knowledge import KnowledgeBase
    from kb.server import create_app

    announce_start(settings)
    with listener, KnowledgeBase.open(settings) as kb:
        app = create_app(kb)
        server = uvicorn.Server(uvicorn.Config(app, log_level=settings.log_level.lower()))
        click.echo(f"GraphQL: {url(listener)}graphql (open it for the query page; Ctrl-C stops)")
        with suppress(KeyboardInterrupt):  # how it is meant to end; uvicorn has finished by then
            server.run(sockets=[listener])


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; a Failure says in one line why not (port taken, no such address)."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            listener.listen(128)
        except BaseException:
            listener.close()
            raise
    except OSError as error:
        raise Failure(
            f"can't listen on {host} port {port}: {error.strerror}; try another --port"
        ) from error
    return listener


def url(listener: socket.socket) -> str:
    """The address of a listening socket as a URL, fit for a browser on this machine."""
    host, port = listener.getsockname()[:2]
    if host in {"0.0.0.0", "::"}:  # noqa: S104 -- compared, not bound
        host = "127.0.0.1"
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
