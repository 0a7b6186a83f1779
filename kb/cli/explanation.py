"""Why an article's mentions are what they are, as JSON: "explain" of `kb extract --explain`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kb.cli.documents import words_document
from kb.extract.explain import Matter
from kb.extract.rules import Rule
from kb.model.events import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kb.extract.entities import EntityMention
    from kb.extract.explain import EventStory, Note, SentenceStory
    from kb.extract.lexicon import Entry
    from kb.extract.options import Option
    from kb.extract.scene import Party
    from kb.model.articles import Article


def explanation_document(article: Article, stories: Sequence[SentenceStory]) -> dict[str, Any]:
    """{"sentences": […], "unread": […]}; events count the document's mentions, from 0."""
    first, sentences = 0, []
    for story in stories:
        sentences.append(_sentence(story, first))
        first += len(story.events)
    return {"sentences": sentences, "unread": list(_unread(article, stories))}


def _unread(article: Article, stories: Sequence[SentenceStory]) -> Iterator[dict[str, Any]]:
    """What stands between the sentences: headline, byline, captions, source line."""
    end = 0
    edges = [(story.span.start, story.span.end) for story in stories]
    for start, stop in [*edges, (len(article.text), len(article.text))]:
        gap = article.text[end:start]
        if gap.strip():
            begin = end + len(gap) - len(gap.lstrip())
            yield words_document(Span(begin, begin + len(gap.strip()), gap.strip()))
        end = stop


def _sentence(story: SentenceStory, first: int) -> dict[str, Any]:
    return {
        **words_document(story.span),
        "names": [_name(name, story.options.get(name.span, ())) for name in story.names],
        "events": [_event(event, first + at) for at, event in enumerate(story.events)],
        "dropped": [_note(note) for note in story.dropped],
    }


def _name(name: EntityMention, options: Sequence[Option]) -> dict[str, Any]:
    """Words that name an actor, a place or both; `options` of a name with several readings."""
    return {
        **words_document(name.span),
        "actor": name.actor and {"name": name.actor.name, "kind": name.actor.kind.value},
        "place": name.location and {"name": name.location.name, "country": name.location.country},
        "adjective": name.adjective,
        "generic": name.generic,
        "readings": [
            {
                "name": option.thing.name,
                "kind": option.thing.kind.value,
                "country": option.thing.country,
                "points": {rule.value: given for rule, given in option.points.items()},
            }
            for option in options
        ],
    }


def _event(event: EventStory, number: int) -> dict[str, Any]:
    mention = event.mention
    return {
        "mention": number,
        "type": mention.type.value,
        "mode": mention.mode,
        "trigger": words_document(mention.trigger),
        "entry": _entry(event.entry) if event.percent is None else None,
        "classifier": event.percent,
        "sources": [_party(party) for party in event.sources],
        "targets": [_party(party) for party in event.targets],
        "status": {
            "value": mention.status.value,
            "rule": event.status.value,
            "cues": [{"sets": flag, "words": words} for flag, words in event.cues],
        },
        "date": {
            "edtf": mention.date.edtf,
            "rule": event.date.value,
            "words": event.date_words and words_document(event.date_words),
            "at": event.dated_at,
        },
        "places": [
            {"name": place.location.name, "rule": Rule.WHERE.value, **words_document(place.span)}
            for place in mention.places
        ],
        "confidence": {
            "value": mention.confidence,
            "points": {rule.value: given for rule, given in event.confidence},
        },
        "passed": [_note(note) for note in event.passed],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    """An entry of the lexicon: its type with its number there, its words and its example."""
    return {
        "type": entry.type.value,
        "number": entry.number,
        "words": [*entry.verbs, *entry.adjectives, *entry.nouns, *entry.phrases],
        "frame": entry.frame.value,
        "example": entry.example,
    }


def _party(party: Party) -> dict[str, Any]:
    """A side's actor, with the rules that led to its words, from the trigger on."""
    return {
        "name": party.actor.name,
        **words_document(party.span),
        "sure": party.sure,
        "steps": [{"rule": rule.value, "words": words} for rule, words in party.steps],
    }


def _note(note: Note) -> dict[str, Any]:
    entry = note.entry
    found: dict[str, Any] = {
        "matter": note.matter.value,
        **words_document(note.span),
        "rule": note.rule.value,
    }
    if note.matter is Matter.EVENT:
        found["because"] = list(note.because)
    if entry is not None:
        found["entry"] = {"type": entry.type.value, "number": entry.number}
    return found
