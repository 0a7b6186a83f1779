"""The seed articles: ours, in every format, and with the story that `make demo` tells."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kb.model.articles import Article, AsideKind
from kb.model.ids import fingerprint
from loaders import LoadOptions, read_articles
from tests.loaders.golden import narrative

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture(scope="module")
def seeds() -> list[Article]:
    """All seed articles, as `kb load seeds` reads them."""
    results = list(read_articles([str(SEEDS)], LoadOptions()))
    articles = [result for result in results if isinstance(result, Article)]
    assert articles == results
    return articles


def on(seeds: list[Article], day: str) -> list[Article]:
    """The articles published on a day."""
    return [a for a in seeds if a.published and a.published.edtf == day]


def sentences(article: Article) -> set[str]:
    """Fingerprints of an article's sentences, as far as full stops tell them."""
    parts = (re.split(r"(?<=[.?!]) ", paragraph) for paragraph in narrative(article))
    return {fingerprint(sentence) for part in parts for sentence in part}


def test_every_seed_loads_and_says_who_published_it_when(seeds: list[Article]) -> None:
    """None is refused, none needs --published, and no two are one article."""
    assert len(seeds) >= 10
    assert all(a.published and a.published.day and a.publisher and a.title for a in seeds)
    assert len({a.id for a in seeds}) == len(seeds)


def test_the_seeds_show_every_format() -> None:
    """Text, Markdown, JSONL and sidecars."""
    suffixes = {"".join(path.suffixes[-2:]) for path in SEEDS.iterdir()}
    assert {".txt", ".md", ".jsonl", ".meta.json"} <= suffixes


def test_a_seed_is_as_long_as_a_wire_story(seeds: list[Article]) -> None:
    """Short enough to read in a demo, long enough to hold a story."""
    lengths = {a.title: sum(len(p.split()) for p in narrative(a)) for a in seeds}
    assert {title: n for title, n in lengths.items() if not 95 <= n <= 250} == {}


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2017-09-12", "has paid a deposit"),
        ("2017-12-29", "signed a loan agreement in Ankara on Friday"),
        ("2019-04-02", "on Monday suspended deliveries of F-35 equipment"),
        ("2019-04-03", "warned Turkey on Wednesday that it must choose"),
        ("2019-04-03", "Turkey had proposed a technical working group"),
        ("2019-04-04", "was not considering the technical working group"),
        ("2019-06-12", "are to begin in July"),
        ("2019-07-12", "Murted Air Base"),
        ("2019-07-17", "on Wednesday removed Turkey from the F-35 fighter jet programme"),
        ("2020-12-14", "imposed sanctions on Turkey's defence procurement agency on Monday"),
        ("2021-03-24", '"done deal"'),
    ],
)
def test_the_story_is_told_on_its_days(seeds: list[Article], day: str, words: str) -> None:
    """Each turn of the story stands in the narrative of an article of its day."""
    told = [" ".join(narrative(article)) for article in on(seeds, day)]
    assert any(words in text for text in told)


def test_a_wire_story_is_reprinted_under_another_name(seeds: list[Article]) -> None:
    """The reprint credits the wire, shares its sentences, and is another article."""
    (reprint,) = (a for a in seeds if a.publisher == "Lakeside Herald")
    assert reprint.origins == ("Meridian Wire",)
    wire = [a for a in seeds if a.publisher == "Meridian Wire"]
    assert max(len(sentences(reprint) & sentences(a)) for a in wire) >= 4


def test_two_outlets_report_one_delivery_in_their_own_words(seeds: list[Article]) -> None:
    """Independent origins: different credits, no sentence in common."""
    first, second = on(seeds, "2019-07-12")
    assert first.credited != second.credited
    assert not sentences(first) & sentences(second)


def test_only_the_reprint_shares_sentences(seeds: list[Article]) -> None:
    """Elsewhere a shared sentence would join origins that are independent."""
    pairs = [(a, b) for i, a in enumerate(seeds) for b in seeds[i + 1 :]]
    shared = {frozenset(a.credited + b.credited) for a, b in pairs if sentences(a) & sentences(b)}
    assert shared == {frozenset({"Meridian Wire"})}


def test_captions_are_printed_twice_and_marked(seeds: list[Article]) -> None:
    """As sites print them; both copies are no narrative."""
    doubled = 0
    for article in seeds:
        captions = [
            article.text[a.start : a.end] for a in article.asides if a.kind is AsideKind.CAPTION
        ]
        doubled += len(captions) - len(set(captions))
        assert not any(
            caption in paragraph for caption in captions for paragraph in narrative(article)
        )
    assert doubled >= 3
