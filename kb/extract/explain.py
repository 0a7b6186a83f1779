"""Why an article's mentions are what they are: what a trace heard, sentence by sentence."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from kb.extract import syntax
from kb.extract.confidence import points
from kb.extract.rules import Rule
from kb.extract.timing import why_not
from kb.extract.trace import Trace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

    from kb.extract.entities import EntityMention
    from kb.extract.lexicon import Entry
    from kb.extract.moods import Cue
    from kb.extract.options import Option
    from kb.extract.prune import Claim
    from kb.extract.scene import Party, Scene
    from kb.extract.timing import Anchor, Dated
    from kb.extract.triggers import Trigger
    from kb.model.events import Mention, Span

#: Edges to the words that, with a verb, say its tense and mood: "if Chad had not attacked".
MOOD = frozenset({"aux", "auxpass", "neg", "mark"})


class Matter(StrEnum):
    """What was considered and not taken."""

    WORD = "word"  #: of the lexicon
    EVENT = "event"
    ACTOR = "actor"
    PLACE = "place"
    DATE = "date"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Note:
    """That words were considered and not taken, and why."""

    matter: Matter
    span: Span
    rule: Rule
    because: tuple[str, ...] = ()  #: the words that decided: "may attack"
    entry: Entry | None = None  #: of the lexicon, for words and events


@dataclass(frozen=True, slots=True)
class EventStory:
    """One mention, and what made it."""

    mention: Mention
    entry: Entry
    percent: int | None  #: how likely the classifier takes it; None for words of the lexicon
    sources: tuple[Party, ...]
    targets: tuple[Party, ...]
    status: Rule
    cues: tuple[tuple[str, str], ...]  #: what words make of the mood, with the words
    date: Rule
    date_words: Span | None  #: that name the date, be it that of the saying; None for a bound
    dated_at: str | None  #: the word that those belong to
    confidence: tuple[tuple[Rule, int], ...]
    passed: tuple[Note, ...]  #: actors, places and dates that were not taken for it


@dataclass(slots=True)
class SentenceStory:
    """One sentence: the names in it, its events, and what came to nothing."""

    span: Span
    names: tuple[EntityMention, ...] = ()
    events: list[EventStory] = field(default_factory=list)
    dropped: list[Note] = field(default_factory=list)
    options: dict[Span, tuple[Option, ...]] = field(default_factory=dict)  #: of ambiguous names


class Recorder(Trace):
    """Remembers what is decided about one article."""

    def __init__(self) -> None:
        self._scene: Scene | None = None
        self._stories: list[SentenceStory] = []
        self._passed: dict[int, list[Note]] = {}  #: by the index of the trigger's token
        self._notes: dict[tuple[Span, Rule], Note] = {}  #: of names and dates, sentence or not
        self._options: dict[Span, tuple[Option, ...]] = {}

    def stories(self) -> list[SentenceStory]:
        """The sentences in the order of the text."""
        starts = [story.span.start for story in self._stories]
        for span, options in self._options.items():
            self._stories[bisect_right(starts, span.start) - 1].options[span] = options
        for note in _outermost(self._notes.values()):
            story = self._stories[bisect_right(starts, note.span.start) - 1]
            if note not in story.dropped:
                story.dropped.append(note)
        return self._stories

    def begin(self, scene: Scene) -> None:
        """Begin the story of a sentence."""
        self._scene, self._passed = scene, {}
        names = sorted([*scene.entities, *scene.open], key=lambda name: name.span)
        self._stories.append(SentenceStory(scene.sentence.span, tuple(names)))

    def refused(self, word: Token, entry: Entry, rule: Rule) -> None:
        """Note a word of the lexicon, once an entry."""
        note = Note(Matter.WORD, self._words(word.i, word.i), rule, entry=entry)
        if note not in self._stories[-1].dropped:
            self._stories[-1].dropped.append(note)

    def dropped(self, trigger: Trigger, rule: Rule, words: Iterable[Cue | Token] = ()) -> None:
        """Note a trigger that came to nothing."""
        because = tuple(_because(word) for word in words)
        span = self._words(trigger.first, trigger.last)
        note = Note(Matter.EVENT, span, rule, tuple(dict.fromkeys(because)), trigger.entry)
        self._stories[-1].dropped.append(note)

    def passed(self, trigger: Trigger, parties: Iterable[Party], rule: Rule) -> None:
        """Note actors that are not on a side."""
        for party in parties:
            self._pass(trigger, Note(Matter.ACTOR, party.span, rule))

    def elsewhere(self, trigger: Trigger, place: Span, rule: Rule) -> None:
        """Note a place that is not the event's."""
        self._pass(trigger, Note(Matter.PLACE, place, rule))

    def undated(self, words: Span, rule: Rule) -> None:
        """Note a time expression."""
        self._notes[words, rule] = Note(Matter.DATE, words, rule)

    def unnamed(self, words: Span, rule: Rule) -> None:
        """Note words that name nobody."""
        self._notes[words, rule] = Note(Matter.NAME, words, rule)

    def weighed(self, words: Span, options: Iterable[Option]) -> None:
        """Note what a name can mean, the likeliest first."""
        found: dict[str, Option] = {}
        for option in sorted(options, key=lambda option: -option.score):
            found.setdefault(option.thing.id, option)  # a place may have the name in two spellings
        if len(found) > 1:
            self._options[words] = tuple(found.values())

    def stated(
        self,
        claim: Claim,
        mention: Mention,
        dated: Dated,
        anchors: Iterable[Anchor],
        reporting: frozenset[int],
    ) -> None:
        """Tell the story of a mention."""
        trigger, words, at = claim.trigger, dated.span, None
        for anchor in anchors:
            if _dates(anchor, dated):
                words = anchor.timex.span
                at = trigger.token.doc[anchor.path[-1]].text if anchor.path else None
            else:
                rule = why_not(anchor, reporting)
                self._pass(trigger, Note(Matter.DATE, anchor.timex.span, rule))
        story = EventStory(
            mention,
            trigger.entry,
            trigger.percent,
            claim.sides.sources,
            claim.sides.targets,
            claim.verdict.rule or Rule.PLAIN,
            tuple(dict.fromkeys((flag, _group(word)) for flag, word in claim.verdict.cues)),
            dated.rule,
            words,
            at,
            tuple(points(claim)),
            tuple(self._passed.get(trigger.token.i, ())),
        )
        self._stories[-1].events.append(story)

    def _pass(self, trigger: Trigger, note: Note) -> None:
        notes = self._passed.setdefault(trigger.token.i, [])
        if note not in notes:
            notes.append(note)

    def _words(self, first: int, last: int) -> Span:
        assert self._scene is not None, "begin comes first"
        return self._scene.sentence.words(first, last)


def _dates(anchor: Anchor, dated: Dated) -> bool:
    """Whether an event has its date from there."""
    said = dated.rule is Rule.DAY_OF_SAYING and anchor.timex.date == dated.date
    return said or anchor.timex.span == dated.span


def _because(word: Cue | Token) -> str:
    """As "open: may attack", or the word alone."""
    return f"{word[0]}: {_group(word[1])}" if isinstance(word, tuple) else word.text


def _group(word: Token) -> str:
    """A verb with the words that say its mood; any other word alone."""
    if word.pos_ not in syntax.VERBS:
        return word.text
    words = [child for child in word.children if child.dep_ in MOOD]
    return " ".join(part.text for part in sorted([*words, word], key=lambda part: part.i))


def _outermost(notes: Iterable[Note]) -> Iterator[Note]:
    """Notes in the order of the text, less those about a part of another one's words."""
    end = -1
    for note in sorted(notes, key=lambda n: (n.span.start, -n.span.end)):
        if note.span.end > end:
            end = note.span.end
            yield note
