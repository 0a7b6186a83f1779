"""Logging, configured once by the composition roots."""

from __future__ import annotations

import logging


class _Lines(logging.Formatter):
    """One line for each record: what a person at a terminal can use."""

    def formatException(self, ei: object) -> str:  # noqa: ARG002, N802 -- logging's signature
        """No traceback; the record's message names the error."""
        return ""


def configure(level: str, *, tracebacks: bool = False) -> None:
    """Send kb's log lines of at least `level` (a name of the logging module) to standard error.

    With `tracebacks`, as servers want it, and at level DEBUG, errors show where they come from.
    """
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    if not tracebacks and level != "DEBUG":
        for handler in logging.getLogger().handlers:
            handler.setFormatter(_Lines(handler.formatter and handler.formatter._fmt))
    if logging.getLogger().level > logging.DEBUG:  # it warns of every transaction it retries
        logging.getLogger("neo4j").setLevel(logging.ERROR)
