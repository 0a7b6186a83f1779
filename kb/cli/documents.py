"""An extraction as JSON: what `kb extract --format json` prints, version 1."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from kb.model.events import Role, event_id

if TYPE_CHECKING:
    from kb.model.articles import Article
    from kb.model.dates import EventDate
    from kb.model.entities import Actor
    from kb.model.events import (
        Attribution,
        Candidate,
        Extraction,
        Mention,
        Participant,
        PlaceName,
        Span,
        Unresolved,
    )


def extraction_document(article: Article, extraction: Extraction) -> dict[str, Any]:
    """{"version": 1, "article": {…}, "extractor": {…}, "mentions": […], "warnings": […]}.

    Offsets are Unicode code points of the article's text.
    """
    return {
        "version": 1,
        "article": article_document(article),
        "extractor": {"name": extraction.extractor, "version": extraction.version},
        "mentions": [_mention(mention) for mention in extraction.mentions],
        "warnings": list(extraction.warnings),
    }


def article_document(article: Article) -> dict[str, Any]:
    """An article in JSON, with its text."""
    published = article.published
    return {
        "id": article.id,
        "revision": article.revision_id,
        "file": article.provenance.file,
        "record": article.provenance.record,
        "title": article.title,
        "url": article.url,
        "publisher": article.publisher,
        "origins": list(article.origins),
        "tags": list(article.tags),
        "language": article.language,
        "published": published
        and {
            "edtf": published.edtf,
            "earliest": published.earliest.isoformat(),
            "latest": published.latest.isoformat(),
            "instant": published.instant,
            "basis": published.basis.value,
        },
        "asides": [{"kind": a.kind.value, "start": a.start, "end": a.end} for a in article.asides],
        "text": article.text,
    }


def _mention(mention: Mention) -> dict[str, Any]:
    return {
        "type": mention.type.value,
        "mode": mention.mode,
        "status": mention.status.value,
        "sources": [_participant(p) for p in mention.participants if p.role is Role.SOURCE],
        "targets": [_participant(p) for p in mention.participants if p.role is Role.TARGET],
        "date": date_document(mention.date),
        "places": [_place(place) for place in mention.places],
        "attribution": _attribution(mention.attribution),
        "quote": mention.quote.text,
        "start": mention.quote.start,
        "end": mention.quote.end,
        "trigger": words_document(mention.trigger),
        "unresolved": [_unresolved(name) for name in mention.unresolved],
        "confidence": mention.confidence,
        "rule": mention.rule,
        "event": event_id(mention),
    }


def date_document(date: EventDate) -> dict[str, Any]:
    """A date in JSON: days as ISO strings, null for what is open or unknown."""
    return {
        "edtf": date.edtf,
        "earliest": date.earliest and date.earliest.isoformat(),
        "latest": date.latest and date.latest.isoformat(),
        "precision": date.precision and date.precision.value,
        "part": date.part and date.part.value,
        "extent": date.extent.value,
        "phrase": date.phrase,
        "basis": date.basis and date.basis.value,
    }


def _participant(participant: Participant) -> dict[str, Any]:
    return {
        **_actor(participant.actor),
        **words_document(participant.span),
        **_doubt(participant),
    }


def _doubt(named: Participant | PlaceName) -> dict[str, Any]:
    """Whom else a name may mean; `coarse` when it is open which of them is meant."""
    return {"candidates": _candidates(named.candidates), "coarse": named.coarse}


def _candidates(found: tuple[Candidate, ...]) -> list[dict[str, Any]]:
    return [{**asdict(candidate), "reasons": list(candidate.reasons)} for candidate in found]


def _unresolved(name: Unresolved) -> dict[str, Any]:
    """A name of which nothing sure can be said; its role is null for a place."""
    return {
        "role": name.role and name.role.value,
        **words_document(name.span),
        "candidates": _candidates(name.candidates),
    }


def _actor(actor: Actor) -> dict[str, Any]:
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind.value,
        "country": actor.country,
    }


def _place(place: PlaceName) -> dict[str, Any]:
    location = place.location
    return {
        "id": location.id,
        "name": location.name,
        "kind": location.kind.value,
        "country": location.country,
        **words_document(place.span),
        **_doubt(place),
    }


def _attribution(attribution: Attribution | None) -> dict[str, Any] | None:
    """Who says so; "via" is who passed that on ("A said that B had warned": B via A)."""
    if attribution is None:
        return None
    return {
        "actor": attribution.speaker and _actor(attribution.speaker),
        **words_document(attribution.span),
        "candidates": _candidates(attribution.candidates),
        "said": attribution.said and date_document(attribution.said),
        "via": _attribution(attribution.via),
    }


def words_document(span: Span) -> dict[str, Any]:
    """Words in JSON, with their offsets."""
    return {"start": span.start, "end": span.end, "text": span.text}
