"""Markdown, with YAML front matter or without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.errors import InputError
from kb.model.articles import PublishedBasis
from loaders.build import build_article
from loaders.content import decode
from loaders.front_matter import split_front_matter
from loaders.metadata import FieldError, Metadata, clean, parse_metadata
from loaders.rendering import render

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kb.errors import RecordError
    from kb.model.articles import Article
    from loaders.base import Source


class MarkdownLoader:
    """One article a file; its text is the body rendered to plain text."""

    name = "markdown"
    suffixes: tuple[str, ...] = (".md", ".markdown")
    single = True

    def sniff(self, path: Path, head: bytes) -> bool:  # noqa: ARG002 -- the protocol's
        """Whether it begins with front matter."""
        start = head.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
        return start.startswith(b"---\n") and b"\n---" in start[4:]

    def load(self, source: Source) -> Iterator[Article | RecordError]:
        """The article; raises InputError."""
        try:
            fields, body = split_front_matter(decode(source))
            stated = parse_metadata(fields, PublishedBasis.STATED)
            rendered = render(clean("its text", body))
        except FieldError as error:
            remedy = "correct it and load the file again"
            raise InputError(source.name, str(error), remedy) from error
        if not rendered.text:
            raise InputError(
                source.name,
                "has no text apart from front matter, code and HTML",
                "put the article's paragraphs below the front matter",
            )
        first = Metadata(title=stated.title or source.sidecar.title or rendered.title)
        yield build_article(rendered.text, stated.or_else(first), source, asides=rendered.asides)
