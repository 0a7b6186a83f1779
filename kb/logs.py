"""Logging, configured once by the composition roots."""

from __future__ import annotations

import logging
from typing import Any

from kb.errors import SettingsError

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class _Lines(logging.Formatter):
    """One line for each record: what a person at a terminal can use."""

    def formatException(self, ei: Any) -> str:  # noqa: ARG002, N802 -- logging's signature
        """Nothing in place of the traceback; the report of the command names the error."""
        return ""


def configure(level: str, *, tracebacks: bool = False) -> None:
    """Send kb's log lines of at least `level` (one of LEVELS) to standard error.

    With `tracebacks`, as servers want it, and at level DEBUG, errors show where they come from.
    Raises SettingsError for another level.
    """
    if level not in LEVELS:
        raise SettingsError("KB_LOG_LEVEL", f"{level!r} is none of {', '.join(LEVELS)}")
    handler = logging.StreamHandler()
    whole = tracebacks or level == "DEBUG"
    handler.setFormatter(logging.Formatter(_FORMAT) if whole else _Lines(_FORMAT))
    logging.basicConfig(level=level, handlers=[handler])
    if level != "DEBUG":
        # The driver warns of every transaction that it retries; what it gives up becomes our error.
        logging.getLogger("neo4j").setLevel(logging.ERROR)
