"""From placed words to a mention: actors, dates, places and speakers are found by kb's own code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from kb.extract.checks import verify
from kb.extract.llm.places import Placed, place
from kb.extract.llm.proposals import Fault, Naming, Proposal
from kb.extract.llm.resolve import resolve
from kb.model.articles import Article
from kb.model.events import EventType, Mention, Role, Status, event_id
from tests.extract.helpers import published, sides

if TYPE_CHECKING:
    from kb.extract import RuleExtractor

ROLES = {">": (Role.SOURCE,), "<": (Role.TARGET,), "=": (Role.SOURCE, Role.TARGET)}


def resolved(
    extractor: RuleExtractor,
    text: str,
    trigger: str,
    *actors: str,
    day: str | None = "2019-04-04",
    **changes: Any,
) -> Mention | Fault:
    """What a proposal gives, whose quote is its trigger's sentence; actors are ">Chad", "<Mali"."""
    article = Article(text, published=published(day) if day else None)
    reading = extractor.read(article)
    found = next(s.sentence.span for s in reading.scenes if trigger in s.sentence.span.text)
    proposal = Proposal(
        quote=found.text,
        trigger=trigger,
        actors=tuple(Naming(words[1:], ROLES[words[0]]) for words in actors),
        **{"type": EventType.ASSAULT, "status": Status.OCCURRED, **changes},
    )
    placed = place(proposal, text, [scene.sentence for scene in reading.scenes])
    assert isinstance(placed, Placed)
    mention = resolve(proposal, placed, reading)
    if isinstance(mention, Mention):
        verify(article, [mention])
    return mention


def only(*args: Any, **options: Any) -> Mention:
    """The mention that comes of it."""
    found = resolved(*args, **options)
    assert isinstance(found, Mention), found
    return found


@pytest.mark.parametrize(
    ("text", "actors", "expected"),
    [
        ("Sudan attacked Chad.", (">Sudan", "<Chad"), (["SDN"], ["TCD"])),
        ("Sudan and Mali attacked Chad.", (">Sudan", "<Chad"), (["SDN"], ["TCD"])),
        ("Sudan and Mali attacked Chad.", (">Sudan and Mali",), (["SDN", "MLI"], [])),
        ("Sudanese troops attacked a Chadian town.", (">Sudanese troops", "<a Chadian town"),
         (["SDN"], ["TCD"])),
        ("Sudan and Chad attacked.", ("=Sudan", "=Chad"), (["SDN", "TCD"], ["SDN", "TCD"])),
        ("Sudan, Sudan and Sudan attacked.", (">Sudan", ">Sudan"), (["SDN"], [])),
        ("Rebels in Mali attacked Chad.", (">Rebels in Mali", "<Chad"), (["MLI"], ["TCD"])),
        ("Sudan attacked the fishermen.", (">Sudan", "<the fishermen"), (["SDN"], [])),
        ("Sudan said its forces attacked Chad.", (">its forces", "<Chad"), (["SDN"], ["TCD"])),
    ],
)  # fmt: skip
def test_actors_are_those_of_the_rules(
    extractor: RuleExtractor,
    text: str,
    actors: tuple[str, ...],
    expected: tuple[list[str], list[str]],
) -> None:
    """Who is named is looked up as for the rules; what kb doesn't know is on no side."""
    assert sides(only(extractor, text, "attacked", *actors)) == expected


@pytest.mark.parametrize("actors", [(), (">The fishermen",)])
def test_without_an_actor_that_kb_knows_there_is_no_event(
    extractor: RuleExtractor, actors: tuple[str, ...]
) -> None:
    """A proposal of nobody, or of somebody who can't be told, is rejected."""
    text = "The fishermen attacked a boat."
    assert resolved(extractor, text, "attacked", *actors) is Fault.ACTORS


def test_the_date_is_kbs_own_reading_of_the_words(extractor: RuleExtractor) -> None:
    """A proposed phrase is resolved from the day of publication by the date rules."""
    found = only(extractor, "Sudan attacked Chad on Tuesday.", "attacked", ">Sudan", date="Tuesday")
    assert (found.date.edtf, found.date.phrase) == ("2019-04-02", "Tuesday")
    assert found.date_span
    assert found.date_span.text == "Tuesday"


def test_a_phrase_that_is_no_date_dates_nothing(extractor: RuleExtractor) -> None:
    """Words that the date rules don't read leave the event bounded by its publication."""
    for date in ("Sudan", None):
        found = only(extractor, "Sudan attacked Chad.", "attacked", ">Sudan", date=date)
        assert (found.date.edtf, found.date_span) == ("../2019-04-04", None)


def test_the_day_of_a_report_is_not_that_of_the_event(extractor: RuleExtractor) -> None:
    """A model that takes the day of saying for the event's gets a bound."""
    text = "Officials said on Tuesday that Sudan had attacked Chad."
    found = only(extractor, text, "attacked", ">Sudan", "<Chad", date="on Tuesday")
    assert found.date.edtf == "../2019-04-02"


def test_the_past_does_not_lie_ahead(extractor: RuleExtractor) -> None:
    """What has occurred isn't dated after the article, whatever the words are."""
    for words, edtf in (("before the vote of", "../2019-04-04"), ("on", None)):
        text = f"Sudan attacked Chad {words} 1 May 2019."
        found = only(extractor, text, "attacked", ">Sudan", date="1 May 2019")
        assert found.date.edtf == edtf


def test_what_was_before_a_date_is_no_later(extractor: RuleExtractor) -> None:
    """A date that the event preceded bounds it; one that it followed says nothing of its day."""
    for words, edtf in (("before a vote on", "../2018-05-01"), ("after", "../2019-04-04")):
        text = f"Sudan attacked Chad {words} 1 May 2018."
        found = only(extractor, text, "attacked", ">Sudan", date="1 May 2018")
        assert found.date.edtf == edtf


def test_places_are_looked_up(extractor: RuleExtractor) -> None:
    """A place that GeoNames knows is one; words that name none, or only a nation, are left out."""
    text = "Sudan attacked a Chadian camp near Khartoum, by the river."
    places = ("Khartoum", "near Khartoum", "the river", "Chadian")
    found = only(extractor, text, "attacked", ">Sudan", places=places)
    assert [(p.span.text, p.location.name) for p in found.places] == [("Khartoum", "Khartoum")]


def test_who_says_so_is_found_in_the_article(extractor: RuleExtractor) -> None:
    """The speaker comes from the reporting verb, and no model is asked for it."""
    text = "Togo said that Sudan had attacked Chad."
    found = only(extractor, text, "attacked", ">Sudan", "<Chad")
    assert found.attribution
    assert found.attribution.span.text == "Togo"


def test_type_status_and_mode_are_the_models(extractor: RuleExtractor) -> None:
    """What the event is, is what is asked of the model."""
    found = only(
        extractor, "Sudan warned Chad.", "warned", ">Sudan", "<Chad",
        type=EventType.THREATEN, status=Status.THREATENED, mode="violence",
    )  # fmt: skip
    assert (found.type, found.status, found.mode) == ("THREATEN", "THREATENED", "violence")


def test_the_same_event_as_the_rules_find(extractor: RuleExtractor) -> None:
    """A proposal of what the rules find too is a mention of the same event."""
    text = "It was calm. Sudan attacked Chad on Tuesday."
    article = Article(text, published=published("2019-04-04"))
    (by_rules,) = extractor.extract(article).mentions
    proposed = only(extractor, text, "attacked", ">Sudan", "<Chad", date="on Tuesday")
    assert event_id(proposed) == event_id(by_rules)
    assert proposed.quote == by_rules.quote


def test_confidence_is_kbs_own(extractor: RuleExtractor) -> None:
    """Two named sides are worth more than one, and one that is only meant is worth less."""
    both = only(extractor, "Sudan attacked Chad.", "attacked", ">Sudan", "<Chad")
    one = only(extractor, "Sudan attacked a town.", "attacked", ">Sudan")
    meant = only(extractor, "Sudan rose. It attacked Chad.", "attacked", ">It", "<Chad")
    assert (both.confidence, one.confidence, meant.confidence) == (70, 50, 60)
