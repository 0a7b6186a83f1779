"""Explanations: what made each mention, and what was considered and dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kb.extract.confidence import LEAST, MOST
from kb.extract.explain import Matter, Recorder
from kb.extract.rules import Rule
from kb.model.articles import Article
from kb.model.events import EventType, Status
from tests.extract.helpers import published
from tests.extract.test_several import FIVE

if TYPE_CHECKING:
    from kb.extract import RuleExtractor
    from kb.extract.explain import EventStory, SentenceStory


def stories(extractor: RuleExtractor, text: str) -> list[SentenceStory]:
    """The explanation of a text that was published on 4 April 2019."""
    recorder = Recorder()
    extractor.extract(Article(text, published=published("2019-04-04")), recorder)
    return recorder.stories()


def event(extractor: RuleExtractor, text: str) -> EventStory:
    """The story of the last event of a text."""
    return [event for story in stories(extractor, text) for event in story.events][-1]


def dropped(extractor: RuleExtractor, text: str) -> set[tuple[str, str, str]]:
    """What was not taken in a text: matter, words and rule."""
    notes = [n for story in stories(extractor, text) for n in story.dropped]
    return {(n.matter.value, n.span.text, n.rule.value) for n in notes}


def steps(event: EventStory) -> list[list[tuple[str, str]]]:
    """How each target was found."""
    return [[(rule.value, words) for rule, words in party.steps] for party in event.targets]


def test_a_done_event_names_its_entry_sides_date_and_points(extractor: RuleExtractor) -> None:
    """A plain event has an entry, a subject, an object, a date at its verb and its points."""
    found = event(extractor, "Chad attacked Mali on Tuesday.")
    assert (found.entry.type, "attack" in found.entry.verbs) == (EventType.ASSAULT, True)
    assert found.entry.number > 0
    assert found.sources[0].steps == ((Rule.SUBJECT, "attacked"),)
    assert found.targets[0].steps == ((Rule.OBJECT, "attacked"),)
    assert (found.status, found.cues) == (Rule.PLAIN, ())
    assert (found.date, found.dated_at) == (Rule.STATED_DATE, "attacked")
    assert dict(found.confidence)[Rule.TWO_SIDES] > 0


def test_a_threat_names_the_words_that_make_it_one(extractor: RuleExtractor) -> None:
    """The future of a hostile act is a threat because of the words that say the future."""
    found = event(extractor, "Chad said it will attack Mali.")
    assert found.mention.status is Status.THREATENED
    assert found.status is Rule.THREATENED
    assert ("future", "will attack") in found.cues
    assert ("pronoun", "it") in [(r.value, w) for p in found.sources for r, w in p.steps]


def test_the_agent_of_a_passive(extractor: RuleExtractor) -> None:
    """In a passive the source is the agent, and the target the passive's subject."""
    found = event(extractor, "Mali's bridge was attacked by Chad and Peru.")
    assert steps(found) == [[("passive subject", "attacked"), ("possessor", "bridge")]]
    assert [party.steps[0][0] for party in found.sources] == [Rule.AGENT, Rule.AGENT]
    assert found.sources[1].steps[-1] == (Rule.CONJUNCT, "Peru")


def test_a_target_of_the_sentence_before(extractor: RuleExtractor) -> None:
    """A target that only the sentence before names says so, and costs confidence."""
    text = "Chad and Mali held talks on Monday. Chad threatened to send troops."
    found = event(extractor, text)
    assert steps(found) == [[("counterpart", "Mali")]]
    assert dict(found.confidence)[Rule.INFERRED] < 0


def test_what_is_inferred_from_a_place(extractor: RuleExtractor) -> None:
    """A city that stands for its state says so as the last step."""
    found = event(extractor, "Chad protested in Bamako's suburb and fired rockets at Timbuktu.")
    assert found.targets[0].steps[-1] == (Rule.STATE_OF_PLACE, "Timbuktu")


CASES = [
    ("The spring attacked.", ("event", "attacked", "no actor")),
    ("Chad met the needs of Mali.", ("word", "met", "never")),
    ("Chad may attack Mali.", ("event", "attack", "hypothetical")),
    ("Chad has not attacked Mali.", ("event", "attacked", "negated")),
    ("Chad accused Mali of attacking Peru.", ("event", "attacking", "content")),
    ("The attack chief of Chad slept.", ("word", "attack", "compound")),
    ("The Washington Post wrote about Chad.", ("name", "Washington Post", "part of a name")),
    ("The U.S.-backed group slept.", ("name", "U.S", "disowned")),
    ("Chad attacked Mali for two weeks.", ("date", "two weeks", "duration")),
]


@pytest.mark.parametrize(("text", "note"), CASES)
def test_what_is_dropped_says_why(
    text: str, note: tuple[str, str, str], extractor: RuleExtractor
) -> None:
    """Words, events, names and dates that are not taken stand with the rule that refused them."""
    assert note in {(m, w.rstrip("."), r) for m, w, r in dropped(extractor, text)}


def test_what_makes_an_event_hypothetical_is_quoted(extractor: RuleExtractor) -> None:
    """A dropped event has the words that decided."""
    (story,) = stories(extractor, "Chad may attack Mali.")
    assert [n.because for n in story.dropped if n.matter is Matter.EVENT] == [("open: may attack",)]


def test_dates_and_places_of_other_words(extractor: RuleExtractor) -> None:
    """A date that only begins a time, and a place that stands for an actor, are passed over."""
    found = event(extractor, "Chad has attacked Mali since Friday.")
    passed = {(n.matter.value, n.span.text, n.rule.value) for n in found.passed}
    assert ("date", "since Friday", "beside") in passed
    assert ("place", "Mali", "not where") in passed
    assert found.date is Rule.PUBLICATION_BOUND
    assert found.dated_at is None


def test_who_is_on_the_other_side_already_is_passed_over(extractor: RuleExtractor) -> None:
    """A slot with the source's own words is considered and not taken."""
    found = event(extractor, "Chad expelled its ambassador to Mali.")
    actors = [(n.span.text, n.rule) for n in found.passed if n.matter is Matter.ACTOR]
    assert actors == [("Chad", Rule.SAME_WORDS)]
    assert steps(found) == [[("after", "to")]]


def test_the_day_of_a_saying_and_its_bound(extractor: RuleExtractor) -> None:
    """What is said on a day dates an act of speaking, and only bounds any other."""
    spoken = event(extractor, "Chad said on Monday it would attack Mali.")
    assert (spoken.date, spoken.dated_at) == (Rule.DAY_OF_SAYING, "said")
    assert spoken.date_words is not None
    assert spoken.date_words.text == "Monday"
    done = event(extractor, "Chad said on Monday it attacked Mali.")
    assert (done.date, done.dated_at) == (Rule.SAYING_BOUND, None)
    assert ("Monday", Rule.DATES_SAYING) in [(n.span.text, n.rule) for n in done.passed]


def test_one_entry_is_not_its_own_rival(extractor: RuleExtractor) -> None:
    """A phrase that matches by its word and by its lemma is one, and outranks nothing."""
    text = "Mali said that talks with Chad are out of the question."
    assert not [note for note in dropped(extractor, text) if note[2] == "outranked"]


def test_an_ambiguous_place_shows_its_readings(extractor: RuleExtractor) -> None:
    """The places that a name can mean stand with what speaks for each, the one taken first."""
    (story,) = stories(extractor, "Chad attacked Mali in the Lebanese city of Tripoli.")
    (options,) = story.options.values()
    assert options[0].thing.country == "LBN"
    assert Rule.COUNTRY_BESIDE in options[0].points
    assert {option.thing.country for option in options} > {"LBN", "LBY"}
    assert [p.location.country for p in story.events[0].mention.places] == ["LBN"]


def test_a_name_that_stays_open_is_shown(extractor: RuleExtractor) -> None:
    """A name of which nothing sure can be said stands among the names, with its options."""
    text = "Chad attacked Mali after Niger's talks with Togo. Parliament condemned Mali."
    story = stories(extractor, text)[1]
    name = story.names[0]
    assert (name.span.text, name.actor, name.location) == ("Parliament", None, None)
    assert {o.thing.country for o in story.options[name.span]} == {"TCD", "MLI", "NER", "TGO"}
    assert Rule.UNDECIDED in {note.rule for note in story.dropped}


def test_every_event_of_a_sentence_has_its_story(extractor: RuleExtractor) -> None:
    """A sentence that states five events has five mentions, each with a story of its own."""
    (story,) = stories(extractor, FIVE)
    found = [(e.mention.type.value, e.sources[0].actor.country) for e in story.events]
    assert len(found) == 5
    assert {kind for kind, _ in found} == {"ACCUSE", "SANCTION", "AID", "ASSAULT"}
    assert found[-1] == ("ASSAULT", "TCD")
    assert [e.mention for e in story.events] == list(
        extractor.extract(Article(FIVE, published=published("2019-04-04"))).mentions
    )


@pytest.mark.parametrize("text", [FIVE, *(text for text, _ in CASES), "Chad will aid Mali."])
def test_points_add_up(text: str, extractor: RuleExtractor) -> None:
    """The points of a story are the confidence of its mention."""
    for story in stories(extractor, text):
        for found in story.events:
            total = sum(given for _, given in found.confidence)
            assert found.mention.confidence == max(LEAST, min(total, MOST))


def test_nothing_read_nothing_told(extractor: RuleExtractor) -> None:
    """A text without sentences, or in another language, has no story."""
    assert stories(extractor, "") == []
    recorder = Recorder()
    extractor.extract(Article("Le Tchad a attaqué le Mali.", language="fr"), recorder)
    assert recorder.stories() == []
