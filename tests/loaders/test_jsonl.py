"""JSONL: a bad line is reported by its number, and the others load."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kb.errors import InputError, RecordError
from kb.model.articles import Article
from loaders import LoadOptions, read_articles
from tests.loaders.conftest import write

if TYPE_CHECKING:
    from pathlib import Path

    from tests.loaders.conftest import Refuse

GOOD = b'{"text": "A text."}'


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": "\xff"}', "is not valid UTF-8 at byte 10 of the line"),
        (b'{"text": 5}', '"text" is not text'),
        (b'{"text": "A.", "title": {}}', "title is not text"),
        (b"[" * 100_000, "is nested too deeply"),
        (b'{"n": ' + b"9" * 5000 + b"}", "is not JSON that can be read"),
        (b'{"text": "A.", "url": "http://[1"}', "is no address"),
    ],
)
def test_a_bad_line_leaves_the_others(tmp_path: Path, line: bytes, reason: str) -> None:
    """The refusal names file and line."""
    path = write(tmp_path, "a.jsonl", b"\n".join([GOOD, line, b"", GOOD]))
    first, bad, last = read_articles([str(path)], LoadOptions())
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert last.provenance.record == "line 4"
    assert isinstance(bad, RecordError)
    assert (bad.record, bad.file) == ("line 2", str(path))
    assert reason in bad.reason


def test_line_ends_of_windows_and_a_mark_are_taken(tmp_path: Path) -> None:
    """So is UTF-16, as PowerShell writes it."""
    write(tmp_path, "a.jsonl", b"\xef\xbb\xbf" + GOOD + b"\r\n" + GOOD)
    write(tmp_path, "b.jsonl", (GOOD.decode() + "\r\n").encode("utf-16"))
    assert [type(a) for a in read_articles([str(tmp_path)], LoadOptions())] == [Article] * 3


def test_a_file_that_is_no_jsonl_is_given_up(tmp_path: Path) -> None:
    """After a thousand bad lines and no good one the rest isn't listed."""
    path = write(tmp_path, "a.jsonl", b"prose\n" * 5000)
    results = list(read_articles([str(path)], LoadOptions()))
    assert len(results) == 1001
    assert isinstance(results[-1], InputError)
    assert "is not JSONL" in results[-1].reason


def test_a_file_of_blank_lines_is_empty(refuse: Refuse) -> None:
    """A mark and white space are no record."""
    assert refuse("a.jsonl", b"\xef\xbb\xbf\n\n").reason == "is empty"
