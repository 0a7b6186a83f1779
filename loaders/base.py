"""What a loader is: one format of file in, articles out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from loaders.metadata import Metadata

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kb.errors import RecordError
    from kb.model.articles import Article, Published

#: A larger file is refused unless the settings say otherwise (KB_MAX_FILE_BYTES has the same).
MAX_FILE_BYTES = 100 * 2**20


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """How to load."""

    published: Published | None = None  #: for articles that state no date of publication
    force_published: bool = False  #: `published` overrides what articles state
    format: str | None = None  #: name of the loader for every file; None finds it
    max_file_bytes: int = MAX_FILE_BYTES


@dataclass(frozen=True, slots=True)
class Source:
    """One file, whole, in memory."""

    name: str  #: the path as given, fit to print; "-" for standard input
    data: bytes = field(repr=False)
    sidecar: Metadata = field(default_factory=Metadata)  #: what FILE.meta.json states


class Loader(Protocol):
    """One format. Loaders have no state and may be shared between threads."""

    name: str  #: what `--format` calls it
    suffixes: tuple[str, ...]  #: lower case, with the dot
    single: bool  #: whether a file is one article, so that a sidecar may identify it

    def sniff(self, path: Path, head: bytes) -> bool:
        """Whether a file without a telling name looks like this format; `head` is its start."""
        ...

    def load(self, source: Source) -> Iterator[Article | RecordError]:
        """The articles, and the records that are none; raises InputError for the whole file."""
        ...
