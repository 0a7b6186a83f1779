"""Articles from paths: the one function that the rest of kb calls."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kb.errors import InputError
from loaders.base import LoadOptions, Source
from loaders.content import display, read_file, read_stream
from loaders.metadata import Metadata
from loaders.paths import STDIN, find_files
from loaders.registry import HEAD_BYTES, Registry
from loaders.sidecar import read_sidecar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kb.model.articles import Article
    from loaders.base import Loader
    from loaders.paths import Found


def read_articles(
    paths: Sequence[str], options: LoadOptions, stdin: BinaryIO | None = None
) -> Iterator[Article | InputError]:
    """The articles of files, folders (recursively, sorted) and "-", one file in memory at a time.

    What can't be taken comes as an InputError in its place, and the rest goes on; a file is
    loaded whole or not at all, except that bad records of a JSONL file leave the others.
    Raises UnknownFormatError at once if `options.format` names no format.
    """
    registry = Registry()
    loader = registry.named(options.format) if options.format else None
    return _read(find_files(paths), registry, loader, options, stdin)


def _read(
    files: Sequence[Found],
    registry: Registry,
    loader: Loader | None,
    options: LoadOptions,
    stdin: BinaryIO | None,
) -> Iterator[Article | InputError]:
    for file in files:
        if isinstance(file, InputError):
            yield file
            continue
        try:
            if isinstance(file, Path):
                articles = _load_file(file, registry, loader, options.max_file_bytes)
            else:
                data = read_stream(stdin or sys.stdin.buffer, options.max_file_bytes)
                articles = _load_data(None, data, registry, loader)
            for article in articles:
                yield article if isinstance(article, InputError) else _dated(article, options)
        except InputError as error:
            yield error


def _load_file(
    path: Path, registry: Registry, loader: Loader | None, limit: int
) -> Iterator[Article | InputError]:
    loader = loader or registry.by_suffix(path, display(path))
    return _load_data(path, read_file(path, display(path), limit), registry, loader)


def _load_data(
    path: Path | None, data: bytes, registry: Registry, loader: Loader | None
) -> Iterator[Article | InputError]:
    name = display(path) if path else STDIN
    if not data.strip():
        raise InputError(name, "is empty", "delete it, or fetch it again")
    loader = loader or registry.by_content(path or Path(STDIN), data[:HEAD_BYTES], name)
    sidecar = read_sidecar(path, single=loader.single) if path else Metadata()
    yield from loader.load(Source(name, data, sidecar))


def _dated(article: Article, options: LoadOptions) -> Article:
    """The article with the user's date of publication, where that counts."""
    if options.published and (options.force_published or article.published is None):
        return replace(article, published=options.published)
    return article
