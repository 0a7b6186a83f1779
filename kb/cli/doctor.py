"""`kb doctor`: checks that say what is wrong and what to do."""

from __future__ import annotations

import platform
import sys
import tempfile
from typing import TYPE_CHECKING, NamedTuple

import click

from kb.cli.common import console, format_option, print_json, read_settings
from kb.cli.failures import FAILED
from kb.cli.words import count_words
from kb.errors import KBError
from kb.settings import NEO4J_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kb.settings import Settings

#: The versions of Python that kb is made for: from the first to before the second.
PYTHONS = ((3, 11), (3, 15))


class Finding(NamedTuple):
    """One line of the answer."""

    name: str
    ok: bool
    detail: str  #: what was found, or what is wrong and what to do


@click.command(epilog="\b\nExample:\n  kb doctor")
@format_option("table", "json")
def doctor(format_: str) -> None:
    """Check all that kb needs.

    Starts the local engine. Exit status 1 when something is wrong.
    """
    settings = read_settings()
    findings = list(examine(settings))
    if format_ == "json":
        print_json([finding._asdict() for finding in findings])
    else:
        # rich is needed for tables only.
        from kb.cli.tables import print_findings

        print_findings(console(), findings)
    if not all(finding.ok for finding in findings):
        click.get_current_context().exit(FAILED)


def examine(settings: Settings) -> Iterator[Finding]:
    """Every check in turn; none raises."""
    yield _versions()
    yield _python()
    yield _model()
    yield _extractor(settings)
    if settings.neo4j_uri:
        yield _database(settings)
        return
    yield _folder("data folder", settings.data_dir)
    yield _folder("cache folder", settings.cache_dir)
    findings = list(_engine(settings))
    yield from findings
    if all(finding.ok for finding in findings if finding.name != "AOT cache"):
        yield _database(settings)


def _versions() -> Finding:
    from importlib.metadata import version

    names = ("kb", "neo4j", "spacy", "strawberry-graphql")
    return Finding("versions", True, ", ".join(f"{name} {version(name)}" for name in names))


def _python() -> Finding:
    first, after = PYTHONS
    ok = first <= sys.version_info[:2] < after
    detail = f"{platform.python_version()} on {platform.platform(terse=True)}"
    if not ok:
        detail += f": kb is made for {_dotted(first)} to before {_dotted(after)}"
    return Finding("python", ok, detail)


def _dotted(version: tuple[int, int]) -> str:
    return ".".join(map(str, version))


def _model() -> Finding:
    """The language model, really loaded."""

    def look() -> str:
        # spaCy takes a second to import.
        from kb.extract.nlp import load_model, model_version

        load_model()
        return model_version()

    return _try("language model", look)


def _extractor(settings: Settings) -> Finding:
    """The extractor that articles are read by, opened; a model's endpoint is not asked."""

    def look() -> str:
        # As above.
        from kb.extract.registry import found_extractors, open_extractor

        extractor = open_extractor(settings.extractor, settings)
        installed = ", ".join(found_extractors())
        return f"{extractor.name} {extractor.version} (installed: {installed})"

    return _try("extractor", look)


def _folder(name: str, folder: Path) -> Finding:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        variable = "KB_DATA_DIR" if name == "data folder" else "KB_CACHE_DIR"
        reason = error.strerror or error
        return Finding(name, False, f"{folder} can't be written ({reason}): set {variable}")
    return Finding(name, True, f"{folder} can be written")


def _engine(settings: Settings) -> Iterator[Finding]:
    # A given server needs nothing of the local engine.
    from kb.engine import EngineInstaller

    for check in EngineInstaller(settings).checks():
        yield Finding(check.name, check.ok, check.detail)


def _database(settings: Settings) -> Finding:
    """The database, really asked: its address, version and what it holds."""

    def look() -> str:
        # The driver is needed by no `--help`.
        from kb.graph import read
        from kb.knowledge import KnowledgeBase

        with KnowledgeBase.open(settings) as kb:
            counts = read.counts(kb.graph)
        where = settings.neo4j_uri or f"local engine, Neo4j {NEO4J_VERSION}"
        return f"{where}: {count_words(counts)}"

    return _try("database", look)


def _try(name: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(name, True, look())
    except KBError as error:
        return Finding(name, False, str(error))
