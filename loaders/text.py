"""Plain text: with a header (title, publisher, tags) or bare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.build import build_article
from loaders.content import SIGNATURES, decode
from loaders.metadata import Metadata

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kb.errors import RecordError
    from kb.model.articles import Article
    from loaders.base import Source

#: starts of text files that are markup or data, not prose
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<rss", b"<feed", b"<!--", b"[{", b"{")


class TextLoader:
    """One article a file; its text is the file's content as it stands."""

    name = "text"
    suffixes: tuple[str, ...] = (".txt", ".text")
    single = True

    def sniff(self, path: Path, head: bytes) -> bool:  # noqa: ARG002 -- the protocol's
        """Whether it is text, and not plainly markup or data."""
        if head.startswith(tuple(signature for signature, _ in SIGNATURES)):
            return False
        start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
        return not start.startswith(_MARKUP) and (b"\0" not in head or head[:2] in _UTF16)

    def load(self, source: Source) -> Iterator[Article | RecordError]:
        """The article; raises InputError."""
        yield build_article(decode(source), Metadata(), source, guess_title=True)


_UTF16 = (b"\xff\xfe", b"\xfe\xff")
