"""Trace: hears what the rules refuse while they refuse it, so that it can be explained.

What is found carries its own reasons (a party its steps, a verdict its cues); what is dropped would
leave nothing behind, so the rules tell it to the trace of the sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from kb.extract.lexicon import Entry
    from kb.extract.moods import Cue
    from kb.extract.options import Option
    from kb.extract.prune import Claim
    from kb.extract.rules import Rule
    from kb.extract.scene import Party, Scene
    from kb.extract.timing import Anchor, Dated
    from kb.extract.triggers import Trigger
    from kb.model.events import Mention, Span


class Trace:
    """Listens to nothing: the trace of all extraction that nobody wants explained."""

    __slots__ = ()

    def begin(self, scene: Scene) -> None:
        """The events of a sentence are looked for; what follows is about it."""

    def refused(self, word: Token, entry: Entry, rule: Rule) -> None:
        """A word is in the lexicon, and is no trigger here."""

    def dropped(self, trigger: Trigger, rule: Rule, words: Iterable[Cue | Token] = ()) -> None:
        """A trigger states no event, because of these words."""

    def passed(self, trigger: Trigger, parties: Iterable[Party], rule: Rule) -> None:
        """Actors stand where a side is looked for, and are not taken."""

    def elsewhere(self, trigger: Trigger, place: Span, rule: Rule) -> None:
        """A place of the sentence is not the event's."""

    def stated(
        self,
        claim: Claim,
        mention: Mention,
        dated: Dated,
        anchors: Iterable[Anchor],
        reporting: frozenset[int],
    ) -> None:
        """A trigger states a mention; its sentence has these dates and these reporting verbs."""

    def undated(self, words: Span, rule: Rule) -> None:
        """A time expression dates nothing."""

    def unnamed(self, words: Span, rule: Rule) -> None:
        """Words that may be a name mean no actor and no place."""

    def weighed(self, words: Span, options: Iterable[Option]) -> None:
        """What an ambiguous name can mean, with what speaks for each."""


#: Keeps nothing, so that one is enough.
SILENT = Trace()
