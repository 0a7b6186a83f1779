"""Which day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kb.model.articles import Article, Aside, AsideKind, Published, PublishedBasis
from kb.model.dates import Basis
from tests.extract.helpers import mentions, only, published

if TYPE_CHECKING:
    from kb.extract import RuleExtractor

DAY = "2019-04-04"  # a Thursday

DATES = {
    "own day": ("Sudan attacked Chad on Tuesday.", "2019-04-02", Basis.RELATIVE_TO_PUBLICATION),
    "own day in a report": (
        "Sudan attacked Chad on Tuesday, Kenya said on Wednesday.",
        "2019-04-02",
        Basis.RELATIVE_TO_PUBLICATION,
    ),
    "explicit": ("Sudan attacked Chad on March 5, 2018.", "2018-03-05", Basis.EXPLICIT),
    "month": ("Sudan attacked Chad in March 2018.", "2018-03", Basis.EXPLICIT),
    "undated": ("Sudan attacked Chad.", "../2019-04-04", Basis.PUBLICATION_BOUND),
    "undated in a dated report": (
        "Kenya said on Wednesday that Sudan had attacked Chad.",
        "../2019-04-03",
        Basis.SAYING_BOUND,
    ),
    "speech act of its own": (
        "Sudan accused Chad of theft on Tuesday.",
        "2019-04-02",
        Basis.RELATIVE_TO_PUBLICATION,
    ),
    "speech act that is reported": (
        "Kenya said on Wednesday that Sudan had accused Chad of theft.",
        "../2019-04-03",
        Basis.SAYING_BOUND,
    ),
    "proposal that is reported": (
        "On Wednesday, Kenya said Sudan had proposed a joint patrol with Chad.",
        "../2019-04-03",
        Basis.SAYING_BOUND,
    ),
    "announcement by saying": (
        "Egypt's purchase of Italian frigates is a done deal, Egypt said on Wednesday.",
        "2019-04-03",
        Basis.RELATIVE_TO_PUBLICATION,
    ),
    "threat by saying": (
        "Sudan said on Wednesday it would expel two diplomats from Chad.",
        "2019-04-03",
        Basis.RELATIVE_TO_PUBLICATION,
    ),
    "plan with a day": (
        "The president of Ghana will visit Togo on May 3.",
        "2019-05-03",
        Basis.RELATIVE_TO_PUBLICATION,
    ),
    "plan without one": ("The president of Ghana will visit Togo.", None, None),
    "shared by two verbs": (
        "On Tuesday, Sudan recalled its ambassador from Chad.",
        "2019-04-02",
        Basis.RELATIVE_TO_PUBLICATION,
    ),
    "calling off": (
        "On Tuesday, Ghana called off Friday's talks with Togo.",
        "2019-04-02",
        Basis.RELATIVE_TO_PUBLICATION,
    ),
    "planned month": (
        "Deliveries of Swedish radars to Finland are to begin in July.",
        "2019-07",
        Basis.RELATIVE_TO_PUBLICATION,
    ),
    "before something that has a day": (
        "Peru's minister called the president of Chile by telephone before a vote on March 22.",
        "../2019-03-22",
        Basis.RELATIVE_TO_PUBLICATION,
    ),
    "before something to come": (
        "Peru's minister called the president of Chile by telephone before a vote on April 22.",
        "../2019-04-04",
        Basis.PUBLICATION_BOUND,
    ),
    "after something that has a day": (
        "Peru's minister called the president of Chile by telephone after a vote on March 22.",
        "../2019-04-04",
        Basis.PUBLICATION_BOUND,
    ),
    "beside a date": (
        "Sudan attacked Chad after Tuesday's vote.",
        "../2019-04-04",
        Basis.PUBLICATION_BOUND,
    ),
}


@pytest.mark.parametrize("name", DATES)
def test_date(name: str, extractor: RuleExtractor) -> None:
    """A date belongs to its clause; without one, a bound or nothing is known."""
    text, edtf, basis = DATES[name]
    found = only(extractor, text, DAY)
    assert (found.date.edtf, found.date.basis) == (edtf, basis)


def test_words_of_the_date(extractor: RuleExtractor) -> None:
    """A stated date keeps its words, a bound has none."""
    stated = only(extractor, "Sudan attacked Chad on Tuesday.", DAY)
    assert stated.date_span is not None
    assert stated.date_span.text == "Tuesday"
    assert only(extractor, "Sudan attacked Chad.", DAY).date_span is None


def test_yesterday_in_a_quotation(extractor: RuleExtractor) -> None:
    """The word "yesterday" in a quotation counts from the day of speaking, if named just before."""
    text = (
        "Relations are good, the foreign minister of Japan said on Tuesday.\n"
        '"I had a good conversation with the foreign minister of Peru yesterday," he said.'
    )
    found = only(extractor, text, DAY)
    assert (found.date.edtf, found.date.basis) == ("2019-04-01", Basis.RELATIVE_TO_QUOTATION)


def test_days_count_from_the_sentence_before(extractor: RuleExtractor) -> None:
    """The words "three days later" count from the date of the sentence before."""
    text = "Kenya voted on March 4, 2019. Three days later Sudan attacked Chad."
    found = only(extractor, text, DAY)
    assert (found.date.edtf, found.date.basis) == ("2019-03-07", Basis.EXPLICIT)


def test_days_never_count_from_a_caption(extractor: RuleExtractor) -> None:
    """The day of a photo between two sentences is no day that the story counts from."""
    first, caption = "Kenya voted.\n\n", "A vote on March 4, 2019.\n\n"
    text = f"{first}{caption}Three days later Sudan attacked Chad."
    photo = Aside(len(first), len(first) + len(caption), AsideKind.CAPTION)
    article = Article(text, published=published(DAY), asides=(photo,))
    (found,) = extractor.extract(article).mentions
    assert (found.date.edtf, found.date.phrase) == ("../2019-04-04", "Three days later")


def test_a_short_quotation_counts_from_its_own_day_too(extractor: RuleExtractor) -> None:
    """Speech of few words that nobody dates is not counted from publication."""
    found = only(extractor, '"Sudan attacked Chad yesterday," an official said.', DAY)
    assert (found.date.edtf, found.date.phrase) == ("../2019-04-04", "yesterday")


def test_yesterday_without_a_day_of_speaking(extractor: RuleExtractor) -> None:
    """Where nobody says when it was spoken, "yesterday" gives a bound and keeps its words."""
    text = '"I had a good conversation with the foreign minister of Peru yesterday," Japan said.'
    found = only(extractor, text, DAY)
    assert (found.date.edtf, found.date.phrase) == ("../2019-04-04", "yesterday")


def test_without_publication_nothing_is_guessed(extractor: RuleExtractor) -> None:
    """Without a publication date, relative dates stay unresolved and the report says so."""
    text = "Sudan attacked Chad on Tuesday. Kenya condemned Sudan."
    extraction = extractor.extract(Article(text))
    assert [m.date.edtf for m in extraction.mentions] == [None, None]
    assert extraction.mentions[0].date.phrase == "Tuesday"
    assert extraction.warnings == ("no publication date is known: 1 relative date is unresolved",)


def test_month_of_publication_bounds(extractor: RuleExtractor) -> None:
    """A publication date that is only a month bounds by the month's end."""
    month = Published(date(2019, 4, 1), date(2019, 4, 30), "2019-04", PublishedBasis.STATED)
    found = extractor.extract(Article("Sudan attacked Chad.", published=month)).mentions
    assert [m.date.edtf for m in found] == ["../2019-04-30"]


def test_past_event_is_not_in_the_future(extractor: RuleExtractor) -> None:
    """A past event is never dated after publication."""
    for mention in mentions(extractor, "Sudan attacked Chad on December 24.", DAY):
        assert mention.date.latest is not None
        assert mention.date.latest <= date(2019, 4, 4)
