"""Logging, configured once by the composition roots."""

from __future__ import annotations

import logging


def configure(level: str) -> None:
    """Send kb's log lines of at least `level` (a name of the logging module) to standard error."""
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
