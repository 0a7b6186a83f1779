"""How a command ends: one clear line on standard error and an exit status, never a traceback."""

from __future__ import annotations

import logging
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click
from click.exceptions import Exit, NoArgsIsHelpError

from kb.errors import (
    DateParseError,
    KBError,
    QueryError,
    SettingsError,
    UnknownExtractorError,
    UnknownFormatError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Exit status when records were refused, or what was asked for was not found or failed.
FAILED = 1
#: Exit status when the command was used wrongly.
MISUSED = 2

#: Errors that the user's own words caused.
_MISUSE = (DateParseError, QueryError, SettingsError, UnknownExtractorError, UnknownFormatError)
#: Ends that click knows what to do with.
_PASSED_ON = (click.ClickException, Exit, click.Abort)


class Failure(click.ClickException):
    """A command's end with a message; click prints it and exits with `exit_code`."""

    exit_code = FAILED

    def show(self, file: Any = None) -> None:
        """Print the message to standard error."""
        click.echo(f"kb: {self.format_message()}", err=True, file=file)


class Misuse(Failure):
    """The command was used wrongly."""

    exit_code = MISUSED


class Interrupted(Failure):
    """Ctrl-C."""

    exit_code = 130  # as shells have it: 128 + SIGINT


class Unread(Failure):
    """The reader of the output went away: `kb … | head`. Nothing was refused or failed."""

    exit_code = 141  # as shells have it: 128 + SIGPIPE

    def show(self, file: Any = None) -> None:  # noqa: ARG002 -- click's signature
        """Say nothing, and let Python's last flush go nowhere instead of failing."""
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


class KbGroup(click.Group):
    """A group that lists its commands in the order of work, and turns errors into failures."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's signature
        """The commands in the order in which they were added."""
        return list(self.commands)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the group's own options."""
        with _failures():
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; every error becomes a Failure."""
        for stream in (sys.stdout, sys.stderr):
            # A terminal or pipe that can't show a letter shows "?", instead of ending the command.
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")
        with _failures():
            return super().invoke(ctx)


@contextmanager
def _failures() -> Iterator[None]:
    try:
        yield
    except NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        raise _misuse(error) from error
    except _PASSED_ON:
        raise
    except BrokenPipeError:
        raise Unread("the output was not read to its end") from None
    except KeyboardInterrupt:
        raise Interrupted("interrupted") from None
    except Exception as error:
        logging.getLogger("kb.cli").debug("the command failed", exc_info=True)
        raise failure_of(error) from error


def _misuse(error: click.UsageError) -> Misuse:
    """Click's message, which takes four lines, on one."""
    path = error.ctx.command_path if error.ctx else "kb"
    message = " ".join(error.format_message().split()).rstrip(".")
    return Misuse(f"{message}; see `{path} --help`")


def failure_of(error: Exception) -> Failure:
    """What an error means for the user."""
    if isinstance(error, KBError):
        return (Misuse if isinstance(error, _MISUSE) else Failure)(str(error))
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        return Failure(f"{where}{error.strerror or error}")
    return Failure(
        f"internal error: {type(error).__name__}: {error} "
        "(KB_LOG_LEVEL=DEBUG shows where; please report it)"
    )


def print_version(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    """The callback of --version."""
    if not wanted:
        return
    # Looking it up reads the package's metadata, which no other command needs.
    from importlib.metadata import version

    from kb.settings import NEO4J_VERSION

    click.echo(f"kb {version('kb')} (Neo4j {NEO4J_VERSION})")
    ctx.exit()
