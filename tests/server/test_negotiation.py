"""Media types of answers and requests."""

from __future__ import annotations

import pytest

from kb.server.negotiation import Media, is_json, negotiate


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (None, Media.JSON),
        ("", Media.JSON),
        ("*/*", Media.JSON),
        ("application/*", Media.JSON),
        ("application/json", Media.JSON),
        ("APPLICATION/JSON; charset=utf-8", Media.JSON),
        ("application/graphql-response+json", Media.GRAPHQL),
        ("application/graphql-response+json, application/json;q=0.9", Media.GRAPHQL),
        ("application/json;q=0.5, application/graphql-response+json;q=0.6", Media.GRAPHQL),
        ("application/json;q=0", None),
        ("image/png", None),
        ("text/html", None),
        ("text/html, */*;q=0.1", Media.JSON),
        ("application/json;q=x", Media.JSON),
        (";;,,", None),
    ],
)
def test_the_best_json_is_chosen(accept: str | None, media: Media | None) -> None:
    """Without a page to show, an Accept header chooses between the two JSON types by weight."""
    assert negotiate(accept, page=False) == media


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", Media.HTML),
        ("application/json", Media.JSON),
        ("application/json, text/html;q=0.9", Media.JSON),
        ("*/*", Media.JSON),
    ],
)
def test_browsers_get_the_page(accept: str, media: Media) -> None:
    """Where there is a page, a browser's Accept header chooses it, a program's doesn't."""
    assert negotiate(accept, page=True) == media


@pytest.mark.parametrize(
    ("content_type", "taken"),
    [
        ("application/json", True),
        ("application/json; charset=utf-8", True),
        ('Application/JSON; charset="UTF-8"', True),
        ("application/json; charset=latin-1", False),
        ("text/plain", False),
        ("application/x-www-form-urlencoded", False),
        ("multipart/form-data; boundary=application/json", False),
        (None, False),
    ],
)
def test_only_json_in_utf8_is_taken(content_type: str | None, taken: bool) -> None:
    """A body is JSON in UTF-8; types that a form can send are not."""
    assert is_json(content_type) is taken
