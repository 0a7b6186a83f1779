"""What the tests of the model's extractor share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.chat import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.chat import Chat


@pytest.fixture
def chat(monkeypatch: pytest.MonkeyPatch) -> Iterator[Chat]:
    """An endpoint on loopback, past any proxy of the environment."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serving() as found:
        yield found
