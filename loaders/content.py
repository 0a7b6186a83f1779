"""Bytes of a file or of standard input, within a limit, and their text."""

from __future__ import annotations

import codecs
import os
import stat
from typing import TYPE_CHECKING, BinaryIO

from kb.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from loaders.base import Source

#: what a file starts with -> what it then is, whatever its name says
SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
)
#: byte order marks, the longer first: UTF-32's begins with UTF-16's
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MEBIBYTE = 2**20


def read_file(path: Path, name: str, limit: int) -> bytes:
    """All bytes of a regular file; raises InputError. A file over `limit` bytes isn't read."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise InputError(name, "is not a regular file", "pipe it in: kb load - < FILE")
        if status.st_size > limit:
            raise too_large(name, limit, status.st_size)
        with path.open("rb") as stream:
            return _bounded(stream, name, limit)
    except OSError as error:
        raise unreadable(name, error) from error


def read_stream(stream: BinaryIO, limit: int) -> bytes:
    """All of standard input; raises InputError as soon as it is over `limit` bytes."""
    try:
        return _bounded(stream, "-", limit)
    except OSError as error:
        raise unreadable("-", error) from error


def decode(source: Source) -> str:
    r"""The text: byte order mark dropped, line ends "\n", nothing else changed.

    UTF-8, or UTF-16 and UTF-32 with their marks. Raises InputError for anything else, for binary
    data and for a text without a word.
    """
    check_signature(source)
    mark, encoding = next((m for m in _MARKS if source.data.startswith(m[0])), (b"", "utf-8"))
    data = source.data[len(mark) :]
    binary = InputError(source.name, "holds binary data, not text", "save it as plain text")
    if encoding == "utf-8" and b"\0" in data:
        raise binary
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(source.name, data, encoding, error) from error
    if not text.strip():
        raise InputError(source.name, "is empty", "delete it, or fetch it again")
    if "\0" in text:
        raise binary
    return normalise_lines(text)


def normalise_lines(text: str) -> str:
    r"""The text with "\n" for every line end of Windows and old Macs."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def check_signature(source: Source) -> None:
    """Raise InputError for a file that is plainly something else than text."""
    for signature, kind in SIGNATURES:
        if source.data.startswith(signature):
            raise InputError(source.name, f"is {kind}, not text", "save it as plain text")


def unreadable(name: str, error: OSError) -> InputError:
    """What the operating system says about a path, in a sentence."""
    reason = (error.strerror or str(error) or type(error).__name__).lower()
    if isinstance(error, FileNotFoundError):
        return InputError(name, "does not exist", "check the path")
    return InputError(name, f"can't be read: {reason}", "check the path and its permissions")


def too_large(name: str, limit: int, size: int | None = None) -> InputError:
    """A file over the limit, in the units people use."""
    what = f"is {_size(size)}" if size is not None else "is larger"
    return InputError(
        name,
        f"{what}; the limit is {_size(limit)}",
        "split it, or raise KB_MAX_FILE_BYTES",
    )


def _bounded(stream: BinaryIO, name: str, limit: int) -> bytes:
    # Counted while reading: a file may grow after its size was asked, and a pipe has none.
    chunks: list[bytes] = []
    size = 0
    while chunk := stream.read(_MEBIBYTE):
        size += len(chunk)
        if size > limit:
            raise too_large(name, limit)
        chunks.append(chunk)
    return b"".join(chunks)


def _size(count: int) -> str:
    return f"{count / _MEBIBYTE:.1f} MiB" if count >= _MEBIBYTE else f"{count:,} bytes"


def _undecodable(name: str, data: bytes, encoding: str, error: UnicodeDecodeError) -> InputError:
    line = data[: error.start].count(b"\n") + 1
    return InputError(
        name,
        f"is not valid {encoding.upper()} at byte {error.start} (line {line})",
        "save it as UTF-8, for example with: iconv -f WINDOWS-1252 -t UTF-8",
    )


def display(path: str | os.PathLike[str]) -> str:
    """A path fit to print and to store: bytes that are no UTF-8 are escaped."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
