"""What the log shows, on standard error."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kb.errors import SettingsError
from kb.logs import configure

SCRIPT = """
import logging, sys
from kb.logs import configure
configure(sys.argv[1], tracebacks=sys.argv[2] == "yes")
try:
    1 / 0
except ZeroDivisionError:
    logging.getLogger("kb.test").exception("it failed")
logging.getLogger("kb.test").info("a detail")
logging.getLogger("neo4j.session").warning("retried")
"""


def log(level: str, tracebacks: str) -> str:
    """What a program logs that configures the log so."""
    command = [sys.executable, "-c", SCRIPT, level, tracebacks]
    return subprocess.run(command, capture_output=True, text=True, check=True).stderr


def test_commands_log_lines_without_tracebacks() -> None:
    """A person at a terminal gets one line for each record that matters."""
    text = log("WARNING", "no")
    assert "it failed" in text
    assert text.count("\n") == 1


@pytest.mark.parametrize(("level", "tracebacks"), [("DEBUG", "no"), ("WARNING", "yes")])
def test_servers_and_debugging_log_tracebacks(level: str, tracebacks: str) -> None:
    """Whoever looks for a fault sees where it is."""
    text = log(level, tracebacks)
    assert "Traceback" in text
    assert ("a detail" in text) is (level == "DEBUG")


@pytest.mark.parametrize(("level", "shown"), [("WARNING", False), ("DEBUG", True)])
def test_what_the_driver_retries_is_no_news(level: str, shown: bool) -> None:
    """Two loads at once retry often; only who looks for a fault wants to see that."""
    assert ("retried" in log(level, "no")) is shown


def test_an_unknown_level_is_a_settings_error() -> None:
    """A level that logging doesn't have names the variable and the levels that there are."""
    with pytest.raises(SettingsError, match="KB_LOG_LEVEL: 'LOUD' is none of DEBUG"):
        configure("LOUD")
