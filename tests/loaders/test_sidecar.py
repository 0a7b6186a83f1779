"""FILE.meta.json fills in what FILE doesn't state."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from kb.errors import InputError
from kb.model.articles import Article, AsideKind, PublishedBasis
from loaders import LoadOptions, read_articles
from tests.loaders.conftest import write

if TYPE_CHECKING:
    from pathlib import Path

BODY = "Talks were held in Geneva on Monday, the delegations said."


def load(folder: Path, name: str, text: str, sidecar: dict[str, Any] | bytes) -> list[Any]:
    """What a file with a sidecar gives."""
    path = write(folder, name, text)
    data = sidecar if isinstance(sidecar, bytes) else json.dumps(sidecar)
    write(folder, f"{name}.meta.json", data)
    return list(read_articles([str(path)], LoadOptions()))


def test_it_fills_in_what_the_file_does_not_state(tmp_path: Path) -> None:
    """The file's own statements count first."""
    text = f"---\npublisher: Own Paper\ndate: 2018-01-02\n---\n{BODY}\n"
    sidecar = {"publisher": "Other", "published": "2019-04-04", "url": "https://a.example/1"}
    (article,) = load(tmp_path, "a.md", text, sidecar)
    assert article.publisher == "Own Paper"
    assert article.published.edtf == "2018-01-02"
    assert article.url == "https://a.example/1"


def test_its_date_counts_before_a_datelines(tmp_path: Path) -> None:
    """A dateline dates the writing; the sidecar says when it was published."""
    text = f"BERN, May 6, 2017 (Wire) - {BODY}"
    (article,) = load(tmp_path, "a.txt", text, {"published": "2017-05-07"})
    assert (article.published.edtf, article.published.basis) == (
        "2017-05-07",
        PublishedBasis.SIDECAR,
    )


def test_its_title_is_not_guessed_again(tmp_path: Path) -> None:
    """A first line that repeats the title is the headline, another one is narrative."""
    (same,) = load(tmp_path, "a.txt", f"Talks in Geneva.\n\n{BODY}", {"title": "Talks in Geneva."})
    assert [a.kind for a in same.asides] == [AsideKind.HEADLINE]
    (other,) = load(tmp_path, "b.txt", f"Talks in Geneva\n\n{BODY}", {"title": "A long night"})
    assert (other.title, other.asides) == ("A long night", ())


@pytest.mark.parametrize(
    ("sidecar", "reason"),
    [
        (b"{", "is not JSON"),
        (b"\xff", "is not JSON"),
        (b"[1]", "is not a JSON object"),
        (b'{"published": "soon"}', "published 'soon' is not a date"),
        (b'{"tags": 5}', "tags is neither text nor a list"),
        (b"[" * 100_000, "is nested too deeply"),
    ],
)
def test_a_broken_one_refuses_its_file(tmp_path: Path, sidecar: bytes, reason: str) -> None:
    """Loaded without it the article would get another identity and no date."""
    (error,) = load(tmp_path, "a.txt", BODY, sidecar)
    assert isinstance(error, InputError)
    assert error.file.endswith("a.txt.meta.json")
    assert reason in error.reason
    assert "a.txt" in error.remedy


def test_it_states_no_identity_of_several_articles(tmp_path: Path) -> None:
    """Two records can't both be the page at one address; a shared publisher is fine."""
    rows = '{"text": "One."}\n{"text": "Two."}\n'
    (error,) = load(tmp_path, "a.jsonl", rows, {"url": "https://a.example/1"})
    assert isinstance(error, InputError)
    articles = load(tmp_path, "b.jsonl", rows, {"publisher": "Daily"})
    assert all(isinstance(a, Article) and a.publisher == "Daily" for a in articles)
    assert len(articles) == 2
