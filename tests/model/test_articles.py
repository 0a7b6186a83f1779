"""What makes two loads the same article, and what makes them two revisions of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kb.model.articles import Article, Provenance, Published, PublishedBasis, canonical_url

ARTICLE = Article(text="Talks were held.", title="Talks", url="https://example.org/a?utm_source=x")
DAY = Published(date(2019, 4, 4), date(2019, 4, 4), "2019-04-04", PublishedBasis.STATED)


@pytest.mark.parametrize(
    ("given", "canonical"),
    [
        ("HTTPS://Example.org:443/a/", "https://example.org/a"),
        ("http://example.org:8080/a", "http://example.org:8080/a"),
        ("https://example.org/a?b=2&a=1&utm_medium=m#top", "https://example.org/a?a=1&b=2"),
        ("https://example.org", "https://example.org"),
        ("https://example.org:port/a", "https://example.org:port/a"),
    ],
)
def test_urls_of_one_page_are_one_url(given: str, canonical: str) -> None:
    """Case of the host, default port, fragment and trackers don't make another page."""
    assert canonical_url(given) == canonical


def test_the_url_identifies_an_article_whatever_it_says() -> None:
    """A changed text at the same URL is the same article and another revision."""
    changed = replace(ARTICLE, text="Talks were not held.", url="https://example.org/a")
    assert changed.id == ARTICLE.id
    assert changed.revision_id != ARTICLE.revision_id


def test_without_url_and_stated_id_the_words_identify() -> None:
    """The same title and text from two files is one article; a path is never identity."""
    first = Article(text="T", title="A", provenance=Provenance("one.txt"))
    second = Article(text="T", title="A", provenance=Provenance("two.txt"))
    assert (first.id, first.revision_id) == (second.id, second.revision_id)
    assert Article(text="T", title="B").id != first.id


def test_a_stated_id_belongs_to_its_publisher() -> None:
    """Two publishers that both number their articles from 1 don't share article 1."""
    ours = Article(text="T", stated_id="1", publisher="A")
    theirs = Article(text="T", stated_id="1", publisher="B")
    assert ours.id != theirs.id


@pytest.mark.parametrize(
    "change",
    [
        {"published": DAY},
        {"origins": ("Reuters",)},
        {"tags": ("china",)},
        {"language": "de"},
        {"modified": "2019-04-05"},
    ],
)
def test_all_that_an_article_states_makes_its_revision(change: dict[str, object]) -> None:
    """A revision is a hash of everything stated, so no load depends on which came first."""
    assert replace(ARTICLE, **change).revision_id != ARTICLE.revision_id  # type: ignore[arg-type]


def test_credits_name_the_origin_before_the_publisher() -> None:
    """A page that carries an agency's story counts as the agency's word."""
    carried = replace(ARTICLE, publisher="CGTN", origins=("Reuters",))
    assert carried.credited == ("Reuters",)
    assert replace(carried, origins=()).credited == ("CGTN",)
    assert ARTICLE.credited == ()


def test_a_published_month_is_no_day() -> None:
    """A publication date keeps its precision."""
    month = Published(date(2019, 4, 1), date(2019, 4, 30), "2019-04", PublishedBasis.STATED)
    assert month.day is None
    assert DAY.day == date(2019, 4, 4)
