"""Mentions as rows: their properties and their relationships to actors and locations.

A mention's id hashes what it says and the extractor's name, not its version: an extractor that
finds the same thing again, in a later version, finds the same mention.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from kb.graph.records import shorten
from kb.model.events import event_id
from kb.model.ids import make_id

if TYPE_CHECKING:
    from kb.graph.records import Analysed, Row
    from kb.model.dates import EventDate
    from kb.model.entities import Actor, Location
    from kb.model.events import Attribution, Candidate, Mention, Participant, PlaceName, Span
    from kb.model.ids import JSONValue


def mention_rows(analysed: Analysed) -> list[Row]:
    """One row for each distinct mention of a run, sorted by id.

    Each has `id`, `run`, `revision`, `event`, `props`, and lists of relationships: `names`,
    `places`, `attributed`, whose rows have `id`, `start` (the mention), `end`, `props`.
    """
    rows = {}
    for mention in analysed.extraction.mentions:
        row = _mention_row(mention, analysed)
        rows[row["id"]] = row
    return [rows[identifier] for identifier in sorted(rows)]


def date_row(when: EventDate) -> dict[str, Any]:
    """A date's fields without a prefix; enumerations as their values, days as `date`."""
    return {
        "edtf": when.edtf,
        "earliest": when.earliest,
        "latest": when.latest,
        "precision": when.precision and when.precision.value,
        "part": when.part and when.part.value,
        "extent": when.extent.value,
        "phrase": when.phrase,
        "basis": when.basis and when.basis.value,
    }


def speakers(attribution: Attribution | None) -> list[tuple[int, Attribution, Actor]]:
    """The named speakers of a mention, the last one to speak first, with their depth from 0."""
    found = []
    depth = 0
    while attribution is not None:
        if attribution.speaker is not None:
            found.append((depth, attribution, attribution.speaker))
        attribution, depth = attribution.via, depth + 1
    return found


def _mention_row(mention: Mention, analysed: Analysed) -> Row:
    revision, extractor = analysed.revision_id, analysed.extraction.extractor
    props = _props(mention)
    identifier = make_id("men", revision, extractor, _said(mention))
    event = event_id(mention)
    props |= {
        "id": identifier,
        "live": False,
        "extractor": extractor,
        "revision_id": revision,
        "article_id": analysed.article_id,
        "event_id": event,
    }
    return {
        "id": identifier,
        "run": analysed.run_id,
        "revision": revision,
        "event": event,
        "props": props,
        "names": _distinct(_names(identifier, p) for p in mention.participants),
        "places": _distinct(_placed(identifier, p) for p in mention.places),
        "attributed": [_attributed(identifier, *s) for s in speakers(mention.attribution)],
    }


def _props(mention: Mention) -> Row:
    when = {f"date_{key}": value for key, value in date_row(mention.date).items()}
    words = mention.date_span
    return {
        "caption": shorten(f"{mention.type.value.lower()}: “{mention.trigger.text}”"),
        "type": mention.type.value,
        "mode": mention.mode,
        "status": mention.status.value,
        **_span_row("quote", mention.quote),
        **_span_row("trigger", mention.trigger),
        **when,
        "date_phrase_start": words and words.start,
        "date_phrase_end": words and words.end,
        "attribution": _attribution_json(mention.attribution),
        "confidence": mention.confidence,
        "rule": mention.rule,
        # Left out where there is none: what a mention says of no doubt is what it always said.
        **({"unresolved": _unresolved_json(mention)} if mention.unresolved else {}),
    }


def _span_row(name: str, span: Span) -> Row:
    return {name: span.text, f"{name}_start": span.start, f"{name}_end": span.end}


def _said(mention: Mention) -> JSONValue:
    """All that a mention says, for its id; of what our own data knows, only the id."""
    props = {key: _plain(value) for key, value in _props(mention).items()}
    participants: JSONValue = [
        [p.role.value, p.span.start, p.span.end, _actor_said(p.actor), *_doubt_said(p)]
        for p in mention.participants
    ]
    places: JSONValue = [
        [p.span.start, p.span.end, _location_said(p.location), *_doubt_said(p)]
        for p in mention.places
    ]
    named: JSONValue = [_actor_said(actor) for _, _, actor in speakers(mention.attribution)]
    return [props, participants, places, named]


def _plain(value: Any) -> JSONValue:
    return value if value is None or isinstance(value, str | int) else value.isoformat()


def _actor_said(actor: Actor) -> JSONValue:
    if actor.known:
        return actor.id
    return [actor.id, {key: _plain_list(value) for key, value in _actor_naming(actor).items()}]


def _location_said(location: Location) -> JSONValue:
    if location.known:
        return location.id
    return [location.id, _location_naming(location)]


def _doubt_said(named: Participant | PlaceName) -> list[JSONValue]:
    """Whom else a name may mean; nothing of one without doubt, so that its mention's id stays."""
    return [_candidates_json(named.candidates), named.coarse] if named.candidates else []


def _plain_list(value: Any) -> JSONValue:
    return list(value) if isinstance(value, tuple | list) else value


def _actor_naming(actor: Actor) -> Row:
    """What a mention says of an actor: all there is when our own data doesn't know it."""
    own: Row = {} if actor.known else {"kind": actor.kind.value, "aliases": list(actor.aliases)}
    return {
        "name": actor.name,
        "country": actor.country,
        "principal": actor.principal if actor.principal != actor.id else None,
        **own,
    }


def _location_naming(location: Location) -> Row:
    own: Row = {} if location.known else {"kind": location.kind.value, "parent": location.parent}
    return {"name": location.name, "country": location.country, **own}


def _names(mention: str, participant: Participant) -> Row:
    actor, span, role = participant.actor, participant.span, participant.role.value
    return {
        "id": make_id("names", mention, role, actor.id, span.start, span.end),
        "start": mention,
        "end": actor.id,
        "props": {
            "caption": span.text,
            "role": role,
            **_words(span),
            **_actor_naming(actor),
            **_doubt(participant),
        },
    }


def _placed(mention: str, place: PlaceName) -> Row:
    location, span = place.location, place.span
    return {
        "id": make_id("places", mention, location.id, span.start, span.end),
        "start": mention,
        "end": location.id,
        "props": {
            "caption": span.text,
            **_words(span),
            **_location_naming(location),
            **_doubt(place),
        },
    }


def _attributed(mention: str, depth: int, attribution: Attribution, speaker: Actor) -> Row:
    said, span = attribution.said, attribution.span
    return {
        "id": make_id("attributed", mention, depth),
        "start": mention,
        "end": speaker.id,
        "props": {
            "caption": span.text,
            "depth": depth,
            **_words(span),
            "said_edtf": said and said.edtf,
            "said_earliest": said and said.earliest,
            "said_latest": said and said.latest,
            **_actor_naming(speaker),
        },
    }


def _words(span: Span) -> Row:
    return {"start": span.start, "end": span.end, "text": span.text}


def _distinct(rows: Any) -> list[Row]:
    by_id = {row["id"]: row for row in rows}
    return [by_id[identifier] for identifier in sorted(by_id)]


def _doubt(named: Participant | PlaceName) -> Row:
    """Nothing of a name without candidates."""
    coarse = True if named.coarse else None
    return {"candidates": _candidates_json(named.candidates), "coarse": coarse}


def _candidates_json(candidates: tuple[Candidate, ...]) -> str | None:
    """JSON, because a property holds no objects: a list of `_candidate_rows`."""
    return _json(_candidate_rows(candidates)) if candidates else None


def _candidate_rows(candidates: tuple[Candidate, ...]) -> list[Row]:
    """`{id, name, kind, country, score, reasons}`, the likeliest first."""
    return [asdict(candidate) for candidate in candidates]


def _unresolved_json(mention: Mention) -> str:
    """A list of `{role (null for a place), start, end, text, candidates}`."""
    rows = [
        {
            "role": name.role and name.role.value,
            **_words(name.span),
            "candidates": _candidate_rows(name.candidates),
        }
        for name in mention.unresolved
    ]
    return _json(rows)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _attribution_json(attribution: Attribution | None) -> str | None:
    if attribution is None:
        return None
    return _json(_attribution_row(attribution))


def _attribution_row(attribution: Attribution) -> Row:
    """`{speaker (an actor's id or null), start, end, text, said (a date or null), via (…)}`.

    With `candidates` where the speaker's name has some.
    """
    said, candidates = attribution.said, _candidate_rows(attribution.candidates)
    return {
        **({"candidates": candidates} if candidates else {}),
        "speaker": attribution.speaker and attribution.speaker.id,
        **_words(attribution.span),
        "said": said and {key: _plain(value) for key, value in date_row(said).items()},
        "via": attribution.via and _attribution_row(attribution.via),
    }
