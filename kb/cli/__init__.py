"""The command line: one module for each command, composed in `kb.cli.commands`."""

from kb.cli.commands import main

__all__ = ["main"]
