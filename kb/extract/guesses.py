"""Guesses: events whose words the lexicon hasn't got, as the classifier takes them.

A guess is a trigger like one of the lexicon, with a frame that is usual for its type; sides,
status, date and place are found by the same rules. It counts only where those find enough.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract import syntax
from kb.extract.constraints import REFLEXIVE, Around, barred, things
from kb.extract.features import Describer, candidates
from kb.extract.lexicon import Entry, Frame
from kb.extract.moods import DENY, INTEND
from kb.extract.status import HOSTILE
from kb.extract.syntax import listed
from kb.extract.triggers import Trigger
from kb.model.events import EventType, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from kb.extract.classifier import Classifier, Guess
    from kb.extract.lexicon import Lexicon
    from kb.extract.prune import Claim
    from kb.extract.scene import Scene

#: The least probability of a type, in percent, when both sides are named outright.
LEAST = 25
#: The same when a side is missing or inferred, or when the sentence states another event.
SURE = 45
#: Verbs that make something of what they govern, and are no event themselves.
GOVERNING = (
    DENY
    | INTEND
    | listed(
        "hope want like love wish wait believe think suspect imagine fear worry doubt wonder "
        "expect say begin start continue keep win lose"
    )
)
#: Where the sides of a type usually stand.
FRAMES = {
    EventType.CONSULT: Frame.MUTUAL,
    EventType.COOPERATE: Frame.MUTUAL,
    EventType.AGREE: Frame.PLEDGE,
    EventType.THREATEN: Frame.PLEDGE,
    EventType.REQUEST: Frame.ASK,
    EventType.ACCUSE: Frame.BLAME,
    EventType.REJECT: Frame.REFUSE,
}
#: Status of the plain statement, where it isn't OCCURRED.
STATUSES = {EventType.THREATEN: Status.THREATENED}


class Guesser:
    """Finds the triggers that the lexicon hasn't got. Immutable; share one."""

    def __init__(self, classifier: Classifier, lexicon: Lexicon) -> None:
        self._classifier = classifier
        self._lexicon = lexicon
        self._entries = {kind: _entry(kind) for kind in EventType}

    def find(self, scene: Scene, known: Iterable[Trigger]) -> dict[Trigger, Guess]:
        """The verbs that may state an event, less those of known triggers, with the guesses."""
        if not any(entity.actor for entity in scene.entities):
            return {}
        taken = {i for trigger in known for i in _words(trigger)}
        describer = Describer(scene, self._lexicon)
        found = {}
        for verb in candidates(scene):
            if verb.i in taken or not _eventful(verb):
                continue
            guess = self._classifier.guess(describer.describe(verb))
            if guess.percent >= LEAST and not self._barred(verb, guess.type):
                found[self._trigger(verb, guess)] = guess
        return found

    def _barred(self, verb: Token, kind: EventType) -> bool:
        """Whether the lexicon has the verb for a hostile act, but not among these words: "beat"."""
        if kind not in HOSTILE:
            return False
        entries = self._lexicon.verbs.get(syntax.lemma(verb), ())
        around = Around(verb, verb)
        return any(entry.type is kind and barred(around, entry) for entry in entries)

    def _trigger(self, verb: Token, guess: Guess) -> Trigger:
        last = max([verb.i, *(c.i for c in verb.children if c.dep_ == "prt")])
        return Trigger(self._entries[guess.type], verb, verb.i, last, verb, percent=guess.percent)


def believable(claim: Claim, guess: Guess, *, alone: bool) -> bool:
    """Whether a guess is sure enough for what is known of the sides and of the sentence."""
    sides = claim.sides
    if not any(party.sure for party in sides.sources):
        return False
    named = any(party.sure for party in sides.targets)
    return guess.percent >= (LEAST if named and alone else SURE)


def _eventful(verb: Token) -> bool:
    """Whether a verb can state an event at all."""
    reflexive = any(thing.lower_ in REFLEXIVE for thing in things(verb))
    return not reflexive and syntax.lemma(verb) not in GOVERNING


def _words(trigger: Trigger) -> set[int]:
    """The tokens that a trigger stands on, the verb that carries it among them."""
    found = {trigger.token.i, *range(trigger.first, trigger.last + 1)}
    if trigger.light is not None:
        found.add(trigger.light.i)
    if trigger.predicate is not None and trigger.entry.frame is Frame.SETTLED:
        found.add(trigger.predicate.i)
    return found


def _entry(kind: EventType) -> Entry:
    return Entry(
        type=kind,
        name=f"{kind.value.lower()}: classifier",
        frame=FRAMES.get(kind, Frame.ACT),
        status=STATUSES.get(kind),
    )
