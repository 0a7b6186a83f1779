"""The plug-in of docs/extractors.md works as it stands there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from kb.extract.checks import extract_checked
from kb.extract.llm.endpoint import MAX_ANSWER
from kb.extract.llm.extractor import FAILURES, MAX_PIECES
from kb.extract.llm.pieces import PIECE
from kb.extract.registry import GROUP, OWN, open_extractor
from kb.model.articles import Article
from kb.settings import Settings
from tests.plugins import install

if TYPE_CHECKING:
    import pytest

    from kb.extract import RuleExtractor

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "extractors.md").read_text(encoding="utf-8")
SEED = (ROOT / "seeds" / "2019-07-12-delivery-begins.txt").read_text(encoding="utf-8")


def block(language: str) -> str:
    """The page's first code block in a language."""
    match = re.search(rf"^```{language}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    assert match
    return match.group(1)


def test_the_example_is_an_extractor(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, extractor: RuleExtractor
) -> None:
    """Installed with the page's entry point it is opened by name, and keeps what is sure."""
    ((name, value),) = tomllib.loads(block("toml"))["project"]["entry-points"][GROUP].items()
    module, _, factory = value.partition(":")
    package = module.replace("_", "-")
    install(monkeypatch, tmp_path, block("python"), f"{name} = {module}:{factory}", package=package)
    careful = open_extractor(name, Settings.from_environment({}))
    article = Article(SEED)
    found = extract_checked(careful, article)
    rules = extractor.extract(article).mentions
    assert found.mentions == tuple(m for m in rules if m.confidence >= 70)
    assert 0 < len(found.mentions) < len(rules)
    assert (found.extractor, found.version) == (name, f"1+{extractor.version}")


def test_the_example_is_short() -> None:
    """The page promises some twenty lines."""
    assert len(block("python").splitlines()) <= 20


def test_the_page_names_kbs_own() -> None:
    """Every extractor that kb brings is on the page."""
    assert [name for name in OWN if f"`{name}`" not in PAGE] == []


def test_the_pages_name_the_settings_of_the_model() -> None:
    """Every variable that the settings read is on this page and in the README."""
    source = (ROOT / "kb" / "settings.py").read_text(encoding="utf-8")
    names = set(re.findall(r"KB_LLM_[A-Z_]+[A-Z]", source)) | {"KB_EXTRACTOR"}
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(names) == 6
    assert [name for name in names if name not in PAGE or name not in readme] == []


def test_the_figures_of_the_page_are_those_of_the_code() -> None:
    """The limits that the page states."""
    assert f"at most {PIECE:,} characters" in PAGE
    assert f"more than {MAX_PIECES} pieces" in PAGE
    assert f"more than {MAX_ANSWER // 2**20} MiB" in PAGE
    assert FAILURES == 3
