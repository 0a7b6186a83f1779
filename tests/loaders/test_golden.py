"""Golden pairs: a file, and the articles that it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from loaders import LoadOptions, read_articles
from tests.loaders.golden import as_json

DATA = Path(__file__).parent.parent / "data" / "loaders"
INPUTS = sorted(path for path in DATA.iterdir() if path.suffix in {".txt", ".md", ".jsonl"})


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.name)
def test_a_file_gives_the_articles_of_its_golden_pair(path: Path) -> None:
    """Title, publisher, origins, dates, asides and narrative are those written down beside it."""
    expected = json.loads(path.with_name(path.name + ".json").read_text(encoding="utf-8"))
    assert as_json(read_articles([str(path)], LoadOptions())) == expected


def test_every_golden_pair_is_complete() -> None:
    """There is an expectation for each input and an input for each expectation."""
    expected = {p.name for p in DATA.glob("*.json") if not p.name.endswith(".meta.json")}
    assert expected == {f"{path.name}.json" for path in INPUTS}
