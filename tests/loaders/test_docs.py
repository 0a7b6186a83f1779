"""The examples in docs/formats.md load as it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kb.model.articles import Article, AsideKind
from loaders import LoadOptions, read_articles
from loaders.metadata import NAMES
from tests.loaders.conftest import write

PAGE = (Path(__file__).parent.parent.parent / "docs" / "formats.md").read_text(encoding="utf-8")
SUFFIXES = {"text": "txt", "markdown": "md", "jsonl": "jsonl"}


def example(language: str) -> str:
    """The fenced example of a format."""
    match = re.search(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    assert match
    return match.group(1)


@pytest.mark.parametrize("language", SUFFIXES)
def test_an_example_is_one_complete_article(tmp_path: Path, language: str) -> None:
    """It states title, publisher and the day, and its first sentence is narrative."""
    path = write(tmp_path, f"a.{SUFFIXES[language]}", example(language))
    (article,) = read_articles([str(path)], LoadOptions())
    assert isinstance(article, Article)
    assert article.published
    assert article.published.day
    assert article.title
    assert article.publisher


def test_the_example_of_a_text_is_taken_apart(tmp_path: Path) -> None:
    """Origins from dateline and source line; the caption is marked twice."""
    path = write(tmp_path, "a.txt", example("text"))
    write(tmp_path, "a.txt.meta.json", example("json"))
    (article,) = read_articles([str(path)], LoadOptions())
    assert isinstance(article, Article)
    assert article.origins == ("Nordwire", "Baltic Press")
    assert [a.kind for a in article.asides].count(AsideKind.CAPTION) == 2
    assert article.url == "https://fjord-bulletin.example/cable"


def test_every_name_of_a_field_is_listed() -> None:
    """The page names each field by all its names."""
    fields = PAGE.partition("## Fields")[2].partition("## Dates")[0]
    assert [n for names in NAMES.values() for n in names if f"`{n}`" not in fields] == []
