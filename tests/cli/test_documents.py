"""The JSON of `kb extract`, version 1."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from kb.cli.documents import extraction_document
from kb.model.articles import Article, Provenance, Published, PublishedBasis
from kb.model.dates import Basis, day, not_later_than
from kb.model.entities import Actor, ActorKind, Location, LocationKind
from kb.model.events import (
    Attribution,
    Candidate,
    EventType,
    Extraction,
    Mention,
    Participant,
    PlaceName,
    Role,
    Span,
    Status,
    Unresolved,
)

TEXT = "On Thursday, King Rudolf said in Strelsau that Ruritania had bought radars."


def span(words: str) -> Span:
    """Where words stand in the text."""
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


RURITANIA = Actor("act_RUR", ActorKind.STATE, "Ruritania", "RUR")
RUDOLF = Actor("act_rudolf", ActorKind.PERSON, "Rudolf V", "RUR")
STRELSAU = Location("loc_1", LocationKind.CITY, "Strelsau", "RUR", latitude=50.0, longitude=14.0)
ARTICLE = Article(
    TEXT,
    "The king speaks",
    publisher="Gazette",
    origins=("Agency",),
    published=Published(date(2019, 4, 4), date(2019, 4, 4), "2019-04-04", PublishedBasis.SIDECAR),
    provenance=Provenance("king.txt"),
)
MENTION = Mention(
    EventType.AGREE,
    None,
    Status.ANNOUNCED,
    quote=span(TEXT),
    trigger=span("bought"),
    participants=(Participant(Role.SOURCE, RURITANIA, span("Ruritania")),),
    date=not_later_than(date(2019, 4, 4), Basis.SAYING_BOUND),
    places=(PlaceName(STRELSAU, span("Strelsau")),),
    attribution=Attribution(
        RUDOLF, span("King Rudolf"), day(date(2019, 4, 4), phrase="On Thursday")
    ),
    confidence=70,
    rule="purchase",
)


def test_a_mention_has_the_specified_keys_and_values() -> None:
    """Every key of the specification is there, with the shape that it states."""
    document = extraction_document(ARTICLE, Extraction("rules", "1", (MENTION,)))
    assert document["version"] == 1
    assert document["article"]["text"] == TEXT
    (mention,) = document["mentions"]
    mention.pop("event")
    mention.pop("trigger")
    mention["attribution"].pop("via")
    assert mention == {
        "type": "AGREE",
        "mode": None,
        "status": "ANNOUNCED",
        "sources": [
            {
                "id": "act_RUR",
                "name": "Ruritania",
                "kind": "STATE",
                "country": "RUR",
                "start": 47,
                "end": 56,
                "text": "Ruritania",
                "candidates": [],
                "coarse": False,
            }
        ],
        "targets": [],
        "date": {
            "edtf": "../2019-04-04",
            "earliest": None,
            "latest": "2019-04-04",
            "precision": "OPEN",
            "part": None,
            "extent": "WITHIN",
            "phrase": None,
            "basis": "SAYING_BOUND",
        },
        "places": [
            {
                "id": "loc_1",
                "name": "Strelsau",
                "kind": "CITY",
                "country": "RUR",
                "start": 33,
                "end": 41,
                "text": "Strelsau",
                "candidates": [],
                "coarse": False,
            }
        ],
        "attribution": {
            "actor": {"id": "act_rudolf", "name": "Rudolf V", "kind": "PERSON", "country": "RUR"},
            "text": "King Rudolf",
            "start": 13,
            "end": 24,
            "candidates": [],
            "said": {
                "edtf": "2019-04-04",
                "earliest": "2019-04-04",
                "latest": "2019-04-04",
                "precision": "DAY",
                "part": None,
                "extent": "WITHIN",
                "phrase": "On Thursday",
                "basis": "EXPLICIT",
            },
        },
        "quote": TEXT,
        "start": 0,
        "end": len(TEXT),
        "unresolved": [],
        "confidence": 70,
        "rule": "purchase",
    }


def test_ambiguous_names_have_their_candidates() -> None:
    """Candidates stand with their participant; what stays open stands by itself."""
    candidate = Candidate("act_FRE", "Freedonia", "STATE", "FRE", 150, ("usual",))
    mention = replace(
        MENTION,
        participants=(
            Participant(Role.SOURCE, RURITANIA, span("Ruritania"), (candidate,), coarse=True),
        ),
        unresolved=(Unresolved(None, span("Strelsau"), (candidate,)),),
    )
    (found,) = extraction_document(ARTICLE, Extraction("rules", "1", (mention,)))["mentions"]
    told = {
        "id": "act_FRE",
        "name": "Freedonia",
        "kind": "STATE",
        "country": "FRE",
        "score": 150,
        "reasons": ["usual"],
    }
    assert (found["sources"][0]["candidates"], found["sources"][0]["coarse"]) == ([told], True)
    assert found["unresolved"] == [
        {"role": None, "text": "Strelsau", "start": 33, "end": 41, "candidates": [told]}
    ]


def test_the_article_states_who_says_when_it_was_published() -> None:
    """The article's own fields carry the basis of its date and where it was read from."""
    article = extraction_document(ARTICLE, Extraction("rules", "1"))["article"]
    assert article["file"] == "king.txt"
    assert article["origins"] == ["Agency"]
    assert article["published"] == {
        "edtf": "2019-04-04",
        "earliest": "2019-04-04",
        "latest": "2019-04-04",
        "instant": None,
        "basis": "SIDECAR",
    }


def test_what_is_not_known_is_null_and_the_document_is_json() -> None:
    """Without a date of publication and an attribution these keys are there, as null."""
    mention = Mention(
        EventType.CONSULT,
        "meet",
        Status.OCCURRED,
        quote=span("King Rudolf"),
        trigger=span("said"),
        participants=(),
        date=day(date(2019, 4, 4)),
        attribution=None,
    )
    extraction = Extraction("rules", "1", (mention,), warnings=("one date is unresolved",))
    document = json.loads(json.dumps(extraction_document(Article(TEXT), extraction)))
    assert document["article"]["published"] is None
    assert document["mentions"][0]["attribution"] is None
    assert document["warnings"] == ["one date is unresolved"]


def test_nested_attributions_keep_who_passed_it_on() -> None:
    """The words "A said that B had warned" name B, via A; nobody named is a null actor."""
    outer = Attribution(None, span("King Rudolf"))
    nested = Attribution(RUDOLF, span("King Rudolf"), via=outer)
    mention = Mention(
        EventType.THREATEN,
        None,
        Status.THREATENED,
        quote=span(TEXT),
        trigger=span("bought"),
        participants=(),
        date=day(date(2019, 4, 4)),
        attribution=nested,
    )
    document = extraction_document(ARTICLE, Extraction("rules", "1", (mention,)))
    attribution = document["mentions"][0]["attribution"]
    assert attribution["actor"]["name"] == "Rudolf V"
    assert attribution["via"]["actor"] is None
