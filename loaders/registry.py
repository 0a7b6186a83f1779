"""The loaders that there are, and which one takes a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.errors import UnknownFormatError
from loaders.jsonl import JsonlLoader
from loaders.markdown import MarkdownLoader
from loaders.text import TextLoader

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from loaders.base import Loader

#: How much of a file a loader sees before it is chosen.
HEAD_BYTES = 64 * 1024

#: what names a format at the end of a name; "2019.04.04" and "No. 4" have no such suffix
_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}")


class Registry:
    """Loaders by name, by suffix and by content."""

    def __init__(self, loaders: Sequence[Loader] | None = None) -> None:
        self._loaders = tuple(loaders or (JsonlLoader(), MarkdownLoader(), TextLoader()))

    @property
    def formats(self) -> tuple[str, ...]:
        """The names of the formats, sorted."""
        return tuple(sorted(loader.name for loader in self._loaders))

    def named(self, name: str) -> Loader:
        """The loader of a format; raises UnknownFormatError."""
        for loader in self._loaders:
            if loader.name == name:
                return loader
        remedy = f"formats: {', '.join(self.formats)}"
        raise UnknownFormatError(name, "is not a format that kb reads", remedy)

    def by_suffix(self, path: Path, name: str) -> Loader | None:
        """The loader that the suffix names, None if there is none; raises UnknownFormatError."""
        suffix = path.suffix.lower()
        for loader in self._loaders:
            if suffix in loader.suffixes:
                return loader
        if not _SUFFIX.fullmatch(suffix):
            return None
        raise UnknownFormatError(name, f"no loader takes {suffix} files", self._remedy())

    def by_content(self, path: Path, head: bytes, name: str) -> Loader:
        """The first loader that takes the content; raises UnknownFormatError."""
        for loader in self._loaders:
            if loader.sniff(path, head):
                return loader
        raise UnknownFormatError(name, "no loader takes its content", self._remedy())

    def _remedy(self) -> str:
        suffixes = sorted(suffix for loader in self._loaders for suffix in loader.suffixes)
        return f"kb reads {', '.join(suffixes)}; for one of these by another name give --format"
