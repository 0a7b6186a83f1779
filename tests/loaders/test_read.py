"""Files that are taken, files that are refused, and who says when they were published."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kb.errors import InputError, RecordError, UnknownFormatError
from kb.model.articles import Article, Provenance, Published, PublishedBasis
from loaders import LoadOptions, Registry, read_articles
from tests.loaders.conftest import write

if TYPE_CHECKING:
    from pathlib import Path

    from tests.loaders.conftest import Read, Refuse

USER = Published(date(2019, 4, 4), date(2019, 4, 4), "2019-04-04", PublishedBasis.USER)
BODY = "Talks were held in Geneva on Monday, the delegations said."


def test_text_is_the_content_without_mark_and_with_plain_line_ends(read: Read) -> None:
    """A byte order mark goes, line ends become newlines, white space stays."""
    article = read("a.txt", b"\xef\xbb\xbf  One line. \r\n\r\nAnother\xc2\xa0one.\rA third.\n")
    assert article.text == "  One line. \n\nAnother\xa0one.\nA third.\n"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_a_text_with_a_byte_order_mark_is_decoded(read: Read, encoding: str) -> None:
    """UTF-16 and UTF-32 are taken where their mark says so."""
    assert read("a.txt", f"Çavuşoğlu: {BODY}".encode(encoding)).text == f"Çavuşoğlu: {BODY}"


def test_provenance_is_the_path_as_given(tmp_path: Path) -> None:
    """The path is history and doesn't change the article's id."""
    paths = [write(tmp_path, name, BODY) for name in ("a.txt", "b/c.txt")]
    first, second = read_articles([str(tmp_path)], LoadOptions())
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert [first.provenance, second.provenance] == [Provenance(str(p)) for p in paths]
    assert first.id == second.id


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.md", b" \n\n", "is empty"),
        ("mark.txt", b"\xef\xbb\xbf", "is empty"),
        ("latin.txt", b"first line\nAnkara'n\xfdn", "is not valid UTF-8 at byte 19 (line 2)"),
        ("half.txt", b"\xff\xfeA", "is not valid UTF-16-LE at byte 0 (line 1)"),
        ("null.txt", b"text\0and more", "binary"),
        ("story.txt", b"%PDF-1.7 and so on", "is a PDF document"),
        ("story.pdf", b"%PDF-1.7", "no loader takes .pdf files"),
        ("story.docx", b"PK\x03\x04", "no loader takes .docx files"),
        ("page.html", b"<html>", "no loader takes .html files"),
        ("story", b"<!DOCTYPE html><p>Hello", "no loader takes its content"),
        ("noise", b"\x80\x00\x01", "no loader takes its content"),
    ],
)
def test_what_is_no_article_is_refused_in_a_line(
    refuse: Refuse, name: str, data: bytes, reason: str
) -> None:
    """The refusal names the file, the reason and what to do."""
    error = refuse(name, data)
    assert reason in error.reason
    assert "\n" not in str(error)


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    """Its size is asked first: a sparse file of 200 MB costs nothing."""
    path = tmp_path / "big.txt"
    with path.open("wb") as stream:
        stream.truncate(200 * 2**20)
    (error,) = read_articles([str(path)], LoadOptions())
    assert isinstance(error, InputError)
    assert error.reason == "is 200.0 MiB; the limit is 100.0 MiB"
    assert "KB_MAX_FILE_BYTES" in error.remedy


def test_a_file_of_just_the_limit_is_taken(read: Read, refuse: Refuse) -> None:
    """The limit is the largest size that is taken."""
    size = len(BODY.encode())
    assert read("a.txt", BODY, LoadOptions(max_file_bytes=size)).text == BODY
    assert "limit" in refuse("a.txt", BODY, LoadOptions(max_file_bytes=size - 1)).reason


def test_the_rest_is_loaded_when_a_file_is_refused(tmp_path: Path) -> None:
    """Refusals come in their place in the order of the folder."""
    write(tmp_path, "a.txt", BODY)
    write(tmp_path, "b.bin", b"\0\1")
    write(tmp_path, "c.jsonl", '{"text": "One."}\nnot json\n{"text": "Two."}\n')
    write(tmp_path, "d.md", "# Title\n\nBody.\n")
    results = list(read_articles([str(tmp_path)], LoadOptions()))
    assert [type(r) for r in results] == [
        Article,
        UnknownFormatError,
        Article,
        RecordError,
        Article,
        Article,
    ]


@pytest.mark.parametrize(
    ("data", "title"),
    [
        (b'{"text": "A record.", "title": "From JSONL"}\n', "From JSONL"),
        (b"---\ntitle: From Markdown\n---\nBody.\n", "From Markdown"),
        (b"From text\n\nA first paragraph.\n", "From text"),
    ],
)
def test_standard_input_is_sniffed(data: bytes, title: str) -> None:
    """The content tells the format of what has no name."""
    (article,) = read_articles(["-"], LoadOptions(), io.BytesIO(data))
    assert isinstance(article, Article)
    assert article.title == title
    assert article.provenance.file == "-"


def test_standard_input_is_bounded() -> None:
    """An endless pipe is read up to the limit and refused."""

    class Endless(io.RawIOBase):
        read_bytes = 0

        def read(self, size: int = -1, /) -> bytes:
            self.read_bytes += size
            return b"x" * size

    stream = Endless()
    (error,) = read_articles(["-"], LoadOptions(max_file_bytes=3 * 2**20), stream)  # type: ignore[arg-type]
    assert isinstance(error, InputError)
    assert error.reason == "is larger; the limit is 3.0 MiB"
    assert stream.read_bytes <= 5 * 2**20


def test_a_format_by_name_overrides_the_suffix(read: Read) -> None:
    """`--format text` takes a page's source as it stands."""
    assert read("page.html", "<p>Hello</p>", LoadOptions(format="text")).text == "<p>Hello</p>"


def test_an_unknown_format_is_misuse() -> None:
    """It raises before any file is read, and lists the formats that there are."""
    with pytest.raises(UnknownFormatError, match="jsonl, markdown, text"):
        read_articles([], LoadOptions(format="xml"))
    assert Registry().formats == ("jsonl", "markdown", "text")


def test_a_name_without_a_telling_suffix_is_sniffed(read: Read) -> None:
    """Digits after a dot are no format."""
    assert read("report 2019.04.04", BODY).text == BODY


DATED = f"---\ndate: 2018-01-02\n---\n{BODY}\n"


@pytest.mark.parametrize(
    ("name", "data", "force", "expected"),
    [
        ("a.txt", BODY, False, ("2019-04-04", "USER")),
        ("a.md", DATED, False, ("2018-01-02", "STATED")),
        ("a.md", DATED, True, ("2019-04-04", "USER")),
        ("a.txt", f"BERN, May 6, 2017 (Wire) - {BODY}", False, ("2017-05-06", "DATELINE")),
    ],
)
def test_the_users_date_fills_in_and_overrides_only_by_force(
    read: Read, name: str, data: str, force: bool, expected: tuple[str, str]
) -> None:
    """`--published` is for articles that state no date; `--force-published` is for all."""
    published = read(name, data, LoadOptions(published=USER, force_published=force)).published
    assert published is not None
    assert (published.edtf, published.basis) == expected


def test_without_any_date_nothing_is_guessed(read: Read) -> None:
    """Neither today nor the file's time becomes the date of publication."""
    assert read("2019-04-04.txt", BODY).published is None
