"""What the tests of extraction share: one extractor, because its model takes a second to load."""

from __future__ import annotations

import pytest

from kb.extract import RuleExtractor


@pytest.fixture(scope="session")
def extractor() -> RuleExtractor:
    """The offline extractor; it keeps nothing between articles."""
    return RuleExtractor()
