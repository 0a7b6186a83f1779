"""Markdown: front matter, and the body as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kb.model.articles import AsideKind
from loaders.rendering import render

if TYPE_CHECKING:
    from tests.loaders.conftest import Read, Refuse


@pytest.mark.parametrize(
    ("stated", "edtf", "instant"),
    [
        ("2019-04-04", "2019-04-04", None),
        ("'2019-04'", "2019-04", None),
        ("2019", "2019", None),
        ("2019-04-04 10:00:00 -5", "2019-04-04", "2019-04-04T10:00:00-05:00"),
        ("2019-04-04T23:30:00Z", "2019-04-04", "2019-04-04T23:30:00+00:00"),
        ("4 April 2019", "2019-04-04", None),
    ],
)
def test_a_date_keeps_its_precision(
    read: Read, stated: str, edtf: str, instant: str | None
) -> None:
    """YAML's dates, its times with a zone, and words."""
    published = read("a.md", f"---\ndate: {stated}\n---\nBody.\n").published
    assert published is not None
    assert (published.edtf, published.instant) == (edtf, instant)


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ("title: [unclosed", "its front matter is not YAML"),
        ("title: a: b", "its front matter is not YAML"),
        ("just words", "its front matter is not a list of fields"),
        ("date: 2019-13-45", "its front matter can't be read"),
        ("date: someday", "published 'someday' is not a date"),
        ("title: !!python/object:os.system x", "its front matter is not YAML"),
        ("url: not an address", "is not a full http(s) address"),
        ("url: https://[broken/", "is no address"),
        ("language: '12'", "is no language tag"),
        ('title: "\\uD800"', "half a surrogate pair"),
        ("a: " + "[" * 3000, "its front matter"),
    ],
)
def test_bad_front_matter_is_one_clear_refusal(refuse: Refuse, head: str, reason: str) -> None:
    """The article isn't loaded with half of what it states."""
    error = refuse("a.md", f"---\n{head}\n---\nBody.\n")
    assert reason in error.reason
    assert "\n" not in str(error)


def test_front_matter_must_end(refuse: Refuse) -> None:
    """Else the whole article would be taken for it, or it for the article."""
    assert "not closed" in refuse("a.md", "---\ntitle: A\n\nBody.\n").reason


def test_toml_front_matter_is_refused(refuse: Refuse) -> None:
    """It would else be loaded as narrative."""
    assert "TOML" in refuse("a.md", '+++\ntitle = "A"\n+++\nBody.\n').reason


def test_a_page_without_words_is_refused(refuse: Refuse) -> None:
    """Front matter, code and HTML are no article."""
    assert "no text" in refuse("a.md", "---\ntitle: A\n---\n<div>ad</div>\n").reason


def test_empty_fields_are_not_stated(read: Read) -> None:
    """`url:` without a value, null and empty lists say nothing."""
    article = read("a.md", "---\nurl:\npublisher: ''\ntags: []\nid: ~\n---\nBody.\n")
    assert (article.url, article.publisher, article.tags, article.stated_id) == (
        None,
        None,
        (),
        None,
    )


def test_numbers_in_titles_and_tags_are_text(read: Read) -> None:
    """YAML reads `1984` as a number; the author meant a title."""
    article = read("a.md", "---\ntitle: 1984\ntags: [2019, 5.5]\nid: 7\n---\nBody.\n")
    assert (article.title, article.tags, article.stated_id) == ("1984", ("2019", "5.5"), "7")


def test_the_source_of_a_web_clipper_is_the_address(read: Read) -> None:
    """An address under `source` is no agency."""
    article = read("a.md", "---\nsource: https://a.example/x\n---\nBody.\n")
    assert (article.url, article.origins) == ("https://a.example/x", ())


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("One *two* **three**\nfour.", "One two three four."),
        (
            "[words](https://a.example 'title') and <https://a.example>",
            "words and https://a.example",
        ),
        ("A\\*b &amp; `c` d<br>e <b>f</b>", "A*b & c d e f"),
        ("One.\n\n    code\n\n```\nmore\n```\n\nTwo.", "One.\n\nTwo."),
        ("> Quoted.\n\n1. First.\n2. Second.", "Quoted.\n\nFirst.\n\nSecond."),
        ("One.\n\n---\n\n<!-- note -->\n\nTwo.", "One.\n\nTwo."),
    ],
)
def test_the_body_becomes_plain_text(body: str, text: str) -> None:
    """Paragraphs stay apart, words stay, markup, code and HTML go."""
    assert render(body).text == text


def test_headings_images_and_tables_are_no_narrative() -> None:
    """Their words stay in the text, marked."""
    page = render("# T\n\nSee ![a *b*](x.png) here.\n\n| c |\n|---|\n| d |\n")
    marked = [(a.kind, page.text[a.start : a.end]) for a in page.asides]
    assert marked == [
        (AsideKind.HEADLINE, "T"),
        (AsideKind.CAPTION, "a b"),
        (AsideKind.BOILERPLATE, "c"),
        (AsideKind.BOILERPLATE, "d"),
    ]
    assert page.text == "T\n\nSee here.\n\na b\n\nc\n\nd"
