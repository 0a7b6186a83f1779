"""Extractors by name: kb's own, and those that other packages register."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kb.errors import ExtractorError, SettingsError, UnknownExtractorError
from kb.extract import RuleExtractor
from kb.extract.registry import GROUP, OWN, found_extractors, open_extractor
from kb.settings import Settings
from tests.plugins import SILENT, install

if TYPE_CHECKING:
    from kb.extract import Extractor

ROOT = Path(__file__).parents[2]
SETTINGS = Settings.from_environment({})


def opened(name: str) -> Extractor:
    """The extractor of a name, with the settings of an empty environment."""
    return open_extractor(name, SETTINGS)


def test_the_rules_are_there_by_name() -> None:
    """Without any plug-in, "rules" is kb's own extractor, and the default."""
    assert isinstance(opened(SETTINGS.extractor), RuleExtractor)
    assert SETTINGS.extractor == "rules"


def test_kbs_own_are_registered_as_plug_ins_are() -> None:
    """What stands in the code is what pyproject.toml registers."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["entry-points"][GROUP] == OWN


def test_a_plug_in_is_found_and_gets_the_settings(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """An installed package's entry point is called with kb's settings."""
    install(monkeypatch, tmp_path)
    found = opened("silent")
    assert (found.name, found.version) == ("silent", "1")
    assert getattr(found, "settings") is SETTINGS  # noqa: B009 -- no attribute of the protocol
    assert list(found_extractors()) == sorted([*OWN, "silent"])


def test_an_unknown_name_lists_those_there_are(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The error has the nearest name, if one is near, and all that are installed."""
    install(monkeypatch, tmp_path)
    with pytest.raises(UnknownExtractorError) as caught:
        opened("silnt")
    assert caught.value.nearest == ("silent",)
    assert set(caught.value.found) == {*OWN, "silent"}
    installed = ", ".join(sorted([*OWN, "silent"]))
    assert str(caught.value) == f"no extractor 'silnt'; nearest: silent; installed: {installed}"
    with pytest.raises(UnknownExtractorError) as caught:
        opened("qqq")
    assert "nearest" not in str(caught.value)


@pytest.mark.parametrize(
    ("code", "entry", "said"),
    [
        ("import nowhere_at_all", "bad = {module}:X", "No module named 'nowhere_at_all'"),
        ("raise RuntimeError('no GPU')", "bad = {module}:X", "RuntimeError: no GPU"),
        ("x = 1", "bad = {module}:missing", "has no attribute 'missing'"),
        ("x = 1", "bad = {module}:x", "'int' object is not callable"),
        ("def x(): pass", "bad = {module}:x", "takes 0 positional arguments"),
        ("def x(s): return 1 / 0", "bad = {module}:x", "ZeroDivisionError"),
        ("def x(s): pass", "bad = {module}:x", "NoneType.name is None and should be a string"),
        (SILENT.replace('"1"', "1"), "silent = {module}:Silent", "Silent.version is 1 and should"),
        (SILENT.replace('"1"', '""'), "silent = {module}:Silent", "Silent.version is ''"),
        (SILENT, "other = {module}:Silent", "Silent.name is 'silent' and should be 'other'"),
        (SILENT.replace("def extract", "def go"), "silent = {module}:Silent", "no method extract"),
        (SILENT.replace("self.settings = settings", "self.version = 2"), "silent = {module}:Silent",
         "Silent.version is 2"),
    ],
)  # fmt: skip
def test_a_plug_in_that_cannot_be_used_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str, entry: str, said: str
) -> None:
    """One that fails to import, to open or to meet the protocol is an error with its package."""
    install(monkeypatch, tmp_path, code, entry, package="bad-plugin")
    name = entry.split(maxsplit=1)[0]
    with pytest.raises(ExtractorError) as caught:
        opened(name)
    assert (caught.value.name, caught.value.package) == (name, "bad-plugin 1.0")
    assert said in str(caught.value)
    assert str(caught.value).startswith(f"extractor {name!r} (of bad-plugin 1.0) ")


def test_an_error_of_kb_goes_through(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A plug-in that says by a KBError what is not set is taken at its word."""
    code = "from kb.errors import SettingsError\ndef x(s): raise SettingsError('MY_URL', 'unset')"
    install(monkeypatch, tmp_path, code, "mine = {module}:x")
    with pytest.raises(SettingsError, match="MY_URL: unset"):
        opened("mine")


def test_a_name_that_two_packages_take_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Which of two is meant is not guessed: both packages are named."""
    install(monkeypatch, tmp_path, package="one")
    install(monkeypatch, tmp_path, package="two")
    with pytest.raises(ExtractorError, match=r"one 1\.0 and two 1\.0.*more than once"):
        opened("silent")


def test_nobody_takes_the_names_of_kbs_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A package that registers "rules" doesn't get in its place, and is named in the log."""
    install(monkeypatch, tmp_path, entries="rules = {module}:Silent", package="thief")
    assert isinstance(opened("rules"), RuleExtractor)
    assert "thief 1.0 registers 'rules', which is kb's own: ignored" in caplog.text
