"""`kb show`: evidence that a person can check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.cli.conftest import a_date, an_event, parse

if TYPE_CHECKING:
    from tests.cli.conftest import Kb, StandIn

WORDS = {"text": "bought", "start": 10, "end": 16}


def a_mention(**changes: Any) -> dict[str, Any]:
    """A mention as the schema gives it."""
    mention: dict[str, Any] = {
        "id": "men_1",
        "type": "AGREE",
        "mode": None,
        "status": "ANNOUNCED",
        "quote": {"text": "Ruritania has bought radars, said its king.", "start": 0, "end": 43},
        "trigger": WORDS,
        "sources": [
            {
                "actor": {"id": "act_1", "name": "Ruritania"},
                "words": WORDS,
                "candidates": [],
                "coarse": False,
            }
        ],
        "unresolved": [],
        "targets": [],
        "places": [],
        "date": a_date(),
        "dateWords": {"text": "on Thursday", "start": 1, "end": 2},
        "attribution": {
            "speaker": {"id": "act_3", "name": "Rudolf V"},
            "words": {"text": "its king", "start": 34, "end": 42},
            "candidates": [],
            "said": a_date(edtf="2019-04-03", earliest="2019-04-03", latest="2019-04-03"),
            "via": None,
        },
        "confidence": 70,
        "rule": "purchase",
        "extractor": "rules",
        "event": {"id": "evt_1", "title": "Ruritania buys radars"},
        "article": {
            "id": "art_1",
            "title": "The king speaks",
            "url": "https://example.org/1",
            "publisher": "Gazette",
            "origins": ["Agency"],
            "published": {"edtf": "2019-04-04", "instant": None, "basis": "STATED"},
        },
    }
    return mention | changes


def shown(kb: Kb, knowledge_base: StandIn, thing: dict[str, Any]) -> str:
    """What `kb show` prints of a thing, with runs of spaces as one."""
    knowledge_base.thing = thing
    result = kb("show", "id")
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.split())


def test_an_event_shows_who_says_so_with_which_words_and_both_dates(
    kb: Kb, knowledge_base: StandIn
) -> None:
    """The evidence of an event names speaker, words, offsets, day of the event and publication."""
    similar = [{"kind": "SAME", "score": 3, "reasons": [], "event": an_event(2)}]
    mentions = {"totalCount": 1, "nodes": [a_mention()]}
    event = {"__typename": "Event", **an_event(mentions=mentions, similar=similar)}
    text = shown(kb, knowledge_base, event)
    for part in (
        "“Ruritania has bought radars, said its king.”",
        "said by Rudolf V, 2019-04-03",
        "happened 2019-04-04 (“on Thursday”; relative to publication)",
        "published 2019-04-04 (stated)",
        "Gazette (origin: Agency)",
        "event “bought”; source “bought”; date “on Thursday”",
        "characters 0 to 43",
        "SAME 2019-04-04 Ruritania buys radars from Freedonia evt_2",
    ):
        assert part in text


def test_a_mention_of_the_article_itself_says_so(kb: Kb, knowledge_base: StandIn) -> None:
    """Where nobody is quoted, the article is the speaker; an unknown date is said."""
    article = a_mention()["article"] | {"published": None, "origins": [], "publisher": None}
    mention = a_mention(attribution=None, dateWords=None, article=article)
    text = shown(kb, knowledge_base, {"__typename": "Mention", **mention})
    assert "said by the article itself" in text
    assert "published not stated" in text
    assert "unnamed publisher" in text


def test_ambiguous_words_show_what_they_may_mean(kb: Kb, knowledge_base: StandIn) -> None:
    """Candidates of a participant and of what stays open are shown with score and reasons."""
    one = {"name": "Ruritania", "country": "RUR", "score": 150, "reasons": ["usual", "dateline"]}
    other = {"name": "Old Ruritania", "country": None, "score": 10, "reasons": ["other meaning"]}
    source = a_mention()["sources"][0] | {"candidates": [one, other]}
    town = {"role": None, "words": WORDS | {"text": "Zenda"}, "candidates": [other]}
    mention = a_mention(sources=[source], unresolved=[town])
    text = shown(kb, knowledge_base, {"__typename": "Mention", **mention})
    assert (
        "may mean “bought”: Ruritania, RUR (150: usual, dateline) or "
        "Old Ruritania (10: other meaning); “Zenda”: Old Ruritania (10: other meaning)"
    ) in text


def test_an_article_shows_what_it_states(kb: Kb, knowledge_base: StandIn) -> None:
    """An article lists its mentions with the events that they state."""
    article = a_mention()["article"] | {
        "__typename": "Article",
        "tags": ["arms"],
        "text": "x" * 1234,
        "nearDuplicates": [
            {
                "score": 91,
                "reasons": ["100 % of the shorter text", "same credit"],
                "article": {"id": "art_2", "title": "King buys", "publisher": "Courier"},
            }
        ],
        "mentions": {"totalCount": 1, "nodes": [a_mention()]},
    }
    text = shown(kb, knowledge_base, article)
    assert "The king speaks" in text
    assert "1,234 characters" in text
    assert "91 (100 % of the shorter text, same credit) Courier: King buys art_2" in text
    assert "2019-04-04 ANNOUNCED AGREE Ruritania buys radars evt_1" in text


def test_actors_and_places_list_their_events(kb: Kb, knowledge_base: StandIn) -> None:
    """An actor and a place show what is known of them and their first events."""
    events = {"totalCount": 7, "nodes": [an_event()]}
    actor = {
        "__typename": "Actor",
        "id": "act_3",
        "name": "Rudolf V",
        "kind": "PERSON",
        "country": "RUR",
        "aliases": ["Rudolf Elphberg"],
        "wikidata": None,
        "actsFor": [{"actor": {"name": "Ruritania"}, "since": "1894-01-01", "until": None}],
        "events": events,
    }
    text = shown(kb, knowledge_base, actor)
    assert "acts for Ruritania (1894-01-01 to …)" in text
    assert "Events (the first 1 of 7)" in text
    place = {
        "__typename": "Location",
        "id": "loc_1",
        "name": "Strelsau",
        "kind": "CITY",
        "country": "RUR",
        "geonames": 5,
        "latitude": 50.25,
        "longitude": 14.5,
        "within": {"id": "loc_2", "name": "Ruritania"},
        "events": events,
    }
    text = shown(kb, knowledge_base, place)
    assert "point 50.2500, 14.5000" in text
    assert "lies in Ruritania" in text


def test_json_is_the_thing_itself(kb: Kb, knowledge_base: StandIn) -> None:
    """`--format json` prints what the schema has."""
    knowledge_base.thing = {"__typename": "Actor", "id": "act_3"}
    assert parse(kb("show", "act_3", "--format", "json")) == knowledge_base.thing
