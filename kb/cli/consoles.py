"""rich's console, with a closed pipe left to the command line's one place for failures."""

from __future__ import annotations

from typing import NoReturn

from rich.console import Console


class PipedConsole(Console):
    """A console whose reader may go away (`kb timeline | head`)."""

    def on_broken_pipe(self) -> NoReturn:
        """Raise BrokenPipeError; rich would end the process with status 1."""
        raise BrokenPipeError
