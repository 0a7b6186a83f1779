"""JSON Lines: one JSON object a line, one article each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kb.errors import InputError, RecordError
from kb.model.articles import PublishedBasis
from loaders.build import build_article
from loaders.content import check_signature, decode, normalise_lines
from loaders.metadata import FieldError, clean, parse_metadata

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kb.model.articles import Article
    from loaders.base import Source

#: After this many bad lines and no good one a file is no JSONL, and the rest isn't listed.
_HOPELESS = 1000
_WIDE = (b"\xff\xfe", b"\xfe\xff")


class JsonlLoader:
    """One article a line; a bad line is reported and the others load."""

    name = "jsonl"
    suffixes: tuple[str, ...] = (".jsonl", ".ndjson")
    single = False

    def sniff(self, path: Path, head: bytes) -> bool:  # noqa: ARG002 -- the protocol's
        """Whether the first line that holds anything begins an object."""
        return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b'{"')

    def load(self, source: Source) -> Iterator[Article | RecordError]:
        """The articles and the bad lines, in the order of the file; raises InputError."""
        check_signature(source)
        good = bad = 0
        for number, line in _lines(source):
            article = _load_line(source, number, line)
            if isinstance(article, RecordError):
                bad += 1
            else:
                good += 1
            yield article
            if bad >= _HOPELESS and not good:
                raise InputError(
                    source.name,
                    f"is not JSONL: none of its first {_HOPELESS} lines is an article",
                    "give the right --format",
                )
        if not good and not bad:
            raise InputError(source.name, "is empty", "delete it, or fetch it again")


def _lines(source: Source) -> Iterator[tuple[int, bytes]]:
    """The lines that hold anything, with their numbers from 1."""
    data = source.data
    if data.startswith(_WIDE):
        data = decode(source).encode("utf-8")
    start, number = 3 if data.startswith(b"\xef\xbb\xbf") else 0, 0
    while start < len(data):
        # One line at a time: a list of all of them would double the memory.
        end = data.find(b"\n", start)
        end = len(data) if end < 0 else end
        number += 1
        if line := data[start:end].strip():
            yield number, line
        start = end + 1


def _load_line(source: Source, number: int, line: bytes) -> Article | RecordError:
    record = f"line {number}"
    try:
        stated = _parse(line)
        text = _text(stated)
        metadata = parse_metadata(stated, PublishedBasis.STATED)
    except FieldError as error:
        remedy = "correct the line and load the file again"
        return RecordError(source.name, str(error), remedy, record)
    return build_article(text, metadata, source, record=record)


def _parse(line: bytes) -> dict[str, Any]:
    try:
        stated = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise FieldError(f"is not valid UTF-8 at byte {error.start} of the line") from error
    except json.JSONDecodeError as error:
        raise FieldError(f"is not JSON: {error.msg} (column {error.colno})") from error
    except RecursionError as error:
        raise FieldError("is nested too deeply") from error
    except ValueError as error:  # a number of 5,000 digits
        raise FieldError(f"is not JSON that can be read: {error}") from error
    if not isinstance(stated, dict):
        raise FieldError("is not a JSON object")
    return stated


def _text(stated: dict[str, Any]) -> str:
    text = stated.get("text")
    if text is None:
        raise FieldError('has no "text"')
    if not isinstance(text, str):
        raise FieldError('"text" is not text')
    if not text.strip():
        raise FieldError('"text" is empty')
    return normalise_lines(clean("text", text))
