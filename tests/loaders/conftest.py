"""Fixtures for loaders' tests: a folder of files, and what kb makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from kb.errors import InputError
from kb.model.articles import Article
from loaders import LoadOptions, read_articles

if TYPE_CHECKING:
    from pathlib import Path


class Read(Protocol):
    """Loads one file that it writes first."""

    def __call__(self, name: str, data: bytes | str, options: LoadOptions = ...) -> Article:
        """The one article in it."""
        ...


class Refuse(Protocol):
    """Loads one file that it writes first."""

    def __call__(self, name: str, data: bytes | str, options: LoadOptions = ...) -> InputError:
        """The one refusal that it gives."""
        ...


def write(folder: Path, name: str, data: bytes | str) -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Load a file that gives exactly one article."""

    def run(name: str, data: bytes | str, options: LoadOptions = LoadOptions()) -> Article:  # noqa: B008
        (result,) = read_articles([str(write(tmp_path, name, data))], options)
        assert isinstance(result, Article), result
        return result

    return run


@pytest.fixture
def refuse(tmp_path: Path) -> Refuse:
    """Load a file that gives exactly one refusal."""

    def run(name: str, data: bytes | str, options: LoadOptions = LoadOptions()) -> InputError:  # noqa: B008
        (result,) = read_articles([str(write(tmp_path, name, data))], options)
        assert isinstance(result, InputError), result
        assert result.file.endswith(name)
        assert result.reason
        assert result.remedy
        return result

    return run
