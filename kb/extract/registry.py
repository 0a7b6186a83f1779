"""Extractors by name: kb's own, and the plug-ins that other packages register.

A plug-in is an entry point of the group `kb.extractors`: a name, and a class or function that is
called with kb's `Settings` and gives an `Extractor` of that name (docs/extractors.md).
"""

from __future__ import annotations

import logging
from difflib import get_close_matches
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, Any

from kb.errors import ExtractorError, KBError, UnknownExtractorError

if TYPE_CHECKING:
    from kb.extract import Extractor
    from kb.settings import Settings

_log = logging.getLogger(__name__)

#: The group of entry points that plug-ins stand in.
GROUP = "kb.extractors"
#: kb's own, as pyproject.toml registers them. They stand here too, so that they are there without
#: a package's metadata (in a source tree), and so that no other package can take their names.
OWN = {
    "rules": "kb.extract:RuleExtractor.open",
    "openai": "kb.extract.llm.extractor:ChatExtractor.open",
}


def found_extractors() -> dict[str, list[EntryPoint]]:
    """Every registered name, sorted, with its entry points: more than one where packages clash."""
    found = {name: [EntryPoint(name, value, GROUP)] for name, value in OWN.items()}
    for entry in entry_points(group=GROUP):
        if entry.name not in OWN:
            found.setdefault(entry.name, []).append(entry)
        elif entry.value != OWN[entry.name]:
            _log.warning("%s registers %r, which is kb's own: ignored", _home(entry), entry.name)
    return dict(sorted(found.items()))


def entry_of(name: str) -> EntryPoint:
    """The one entry point of a name; raises UnknownExtractorError, ExtractorError if not one."""
    found = found_extractors()
    entries = found.get(name)
    if entries is None:
        nearest = tuple(get_close_matches(name, found, n=1))
        raise UnknownExtractorError(name, nearest, tuple(found))
    if len(entries) > 1:
        homes = " and ".join(sorted(_home(entry) for entry in entries))
        raise ExtractorError(name, homes, "is registered more than once; uninstall all but one")
    return entries[0]


def open_extractor(name: str, settings: Settings) -> Extractor:
    """The extractor of a name, ready for use.

    Raises UnknownExtractorError for a name that nobody registers, ExtractorError for a plug-in
    that can't be imported, fails when it is called or isn't an extractor, and whatever KBError the
    plug-in itself raises (SettingsError where something isn't set).
    """
    entry = entry_of(name)
    try:
        factory = entry.load()
    except Exception as error:
        raise _failed(entry, f"can't be imported from {entry.value}", error) from error
    try:
        made = factory(settings)
        fault = _fault(made, entry.name)
    except KBError:
        raise  # says itself what is missing: a setting, a package, a model
    except Exception as error:
        raise _failed(entry, f"can't be opened by {entry.value}", error) from error
    if fault:
        raise ExtractorError(entry.name, _home(entry), f"is no extractor: {fault}")
    extractor: Extractor = made
    return extractor


def _fault(made: Any, name: str) -> str | None:
    """What is missing of the protocol, if anything is."""
    what = type(made).__name__
    for attribute in ("name", "version"):
        value = getattr(made, attribute, None)
        if not isinstance(value, str) or not value:
            return f"{what}.{attribute} is {value!r} and should be a string that isn't empty"
    if made.name != name:
        return f"{what}.name is {made.name!r} and should be {name!r}, as it is registered"
    if not callable(getattr(made, "extract", None)):
        return f"{what} has no method extract(article)"
    return None


def _failed(entry: EntryPoint, what: str, error: Exception) -> ExtractorError:
    return ExtractorError(entry.name, _home(entry), f"{what}: {type(error).__name__}: {error}")


def _home(entry: EntryPoint) -> str:
    """The package that registers an entry point, with its version."""
    return f"{entry.dist.name} {entry.dist.version}" if entry.dist else "kb"
