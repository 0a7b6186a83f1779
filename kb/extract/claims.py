"""Claims: the mentions of an article, composed from triggers, roles, status, dates and places."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kb.extract import syntax
from kb.extract.attribution import (
    Statement,
    chain,
    quotations,
    read_statements,
    speaker_of,
    voices,
)
from kb.extract.carrying import carry
from kb.extract.completing import complete
from kb.extract.confidence import confidence
from kb.extract.context import carried, counterpart
from kb.extract.dates import Quoted
from kb.extract.groups import UNKNOWN
from kb.extract.guesses import believable
from kb.extract.homes import settled
from kb.extract.lexicon import Frame
from kb.extract.places import find_places
from kb.extract.prune import Claim, added, prune
from kb.extract.roles import Sides, find_sides, turned
from kb.extract.rules import Rule
from kb.extract.scene import Party, Scene
from kb.extract.status import NoEvent, Verdict, judge
from kb.extract.timing import (
    Anchor,
    anchors,
    date_event,
    event_anchor,
    limit_at,
    publication_reference,
    quotation_reference,
    said_on,
)
from kb.extract.trace import SILENT
from kb.extract.triggers import find_triggers
from kb.extract.unresolved import attributed, find_unresolved, participant, placed
from kb.model.events import Attribution, EventType, Mention, Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Token

    from kb.extract.entities import EntityMention
    from kb.extract.groups import Groups
    from kb.extract.guesses import Guesser
    from kb.extract.lexicon import Lexicon
    from kb.extract.sentences import Sentence
    from kb.extract.trace import Trace
    from kb.extract.triggers import Trigger
    from kb.model.articles import Article
    from kb.model.dates import EventDate
    from kb.model.entities import Actor
    from kb.model.events import Span


#: Types whose source is the speaker when nobody else is named.
OWN_WORDS = frozenset({EventType.REJECT, EventType.THREATEN})
#: Types whose passive in the present is a rule rather than an event: "is allowed to build".
STATES = frozenset({EventType.CONCEDE, EventType.COERCE})


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as read: everything that the claims of its sentences are made from."""

    article: Article
    scenes: tuple[Scene, ...]
    anchors: tuple[tuple[Anchor, ...], ...]  #: of each sentence
    statements: tuple[Statement, ...]
    quotes: tuple[tuple[int, int], ...]  #: spans of quoted speech, in order
    spoken: tuple[Quoted, ...] = ()  #: the same, sentence by sentence, with the day of speaking
    #: the ambiguous names, by their words
    named: Mapping[Span, EntityMention] = field(default_factory=dict)

    def quoted(self, place: int) -> bool:
        """Whether an offset of the article is inside quoted speech."""
        at = bisect_right(self.quotes, place, key=_start) - 1
        return at >= 0 and place < self.quotes[at][1]

    def stretches(self, sentence: Sentence) -> list[tuple[int, int]]:
        """The parts of a sentence that are quoted speech."""
        first, last = sentence.span.start, sentence.span.end
        after = bisect_left(self.quotes, last, key=_start)
        near = self.quotes[bisect_right(self.quotes, first, key=_end) : after]
        return [(max(start, first), min(end, last)) for start, end in near]

    def quoting(self, number: int, place: int) -> Statement | None:
        """The statement whose quotation an offset of sentence `number` stands in."""
        if not self.quoted(place):
            return None
        return speaker_of(self.scenes[number].sentence, number, self.statements, self.scenes)


def _sentence(statement: Statement) -> int:
    return statement.sentence


def _start(span: tuple[int, int]) -> int:
    return span[0]


def _end(span: tuple[int, int]) -> int:
    return span[1]


def read_article(
    article: Article,
    sentences: Sequence[Sentence],
    entities: Sequence[EntityMention],
    states: Mapping[str, Actor],
    trace: Trace = SILENT,
    *,
    groups: Groups = UNKNOWN,
) -> Reading:
    """Dates, statements and speakers of an article; the trace will hear of its claims."""
    named: list[list[EntityMention]] = [[] for _ in sentences]
    for entity in entities:
        named[entity.sentence].append(entity)
    scenes = [
        Scene(
            sentence,
            number,
            tuple(entity for entity in named[number] if not entity.open),
            states,
            open=tuple(entity for entity in named[number] if entity.open),
            trace=trace,
            groups=groups,
        )
        for number, sentence in enumerate(sentences)
    ]
    reference = publication_reference(article.published)
    quotes = quotations(sentences)
    silent = [Quoted(start, end, None) for start, end in quotes]
    dates = anchors(article, sentences, reference, silent, trace)
    scenes = settled([_undated(scene, dates[number]) for number, scene in enumerate(scenes)])

    def said(number: int, verb: Token) -> EventDate | None:
        return said_on(dates[number], verb)

    reading = Reading(
        article,
        tuple(scenes),
        tuple(dates),
        tuple(read_statements(scenes, said)),
        tuple(quotes),
        named={entity.span: entity for entity in entities if entity.candidates},
    )
    return _with_speech(_with_speakers(reading))


def _undated(scene: Scene, found: Sequence[Anchor]) -> Scene:
    """The scene less names inside dates: in "in March", March is no town."""
    spans = [anchor.timex.span for anchor in found]

    def dated(entity: EntityMention) -> bool:
        return any(s.start <= entity.span.start and entity.span.end <= s.end for s in spans)

    for entity in filter(dated, scene.entities):
        scene.trace.unnamed(entity.span, Rule.DATE_WORD)
    entities = tuple(entity for entity in scene.entities if not dated(entity))
    left = tuple(entity for entity in scene.open if not dated(entity))
    return replace(scene, entities=entities, open=left)


def _with_speakers(reading: Reading) -> Reading:
    """Resolve "I" and "we" in quotations, and find the day of speaking of each."""
    scenes, spoken = list(reading.scenes), list[Quoted]()
    for number, scene in enumerate(reading.scenes):
        sentence = scene.sentence
        scenes[number] = replace(
            scene, voices=carried(scene, scenes[number - 1] if number else None)
        )
        stretches = reading.stretches(sentence)
        if not stretches:
            continue
        statement = speaker_of(sentence, number, reading.statements, reading.scenes)
        speaker = statement.speaker if statement else None
        heard = voices(sentence, speaker, reading.quoted, scene.states)
        scenes[number] = replace(scene, voices={**scenes[number].voices, **heard})
        reference = quotation_reference(statement.said if statement else None)
        spoken += [Quoted(start, end, reference) for start, end in stretches]
    return replace(reading, scenes=tuple(scenes), spoken=tuple(spoken))


def _with_speech(reading: Reading) -> Reading:
    """Resolve "yesterday" in quotations from the day of speaking, where one is stated."""
    if not any(quoted.reference for quoted in reading.spoken):
        return reading
    sentences = [scene.sentence for scene in reading.scenes]
    reference = publication_reference(reading.article.published)
    found = anchors(reading.article, sentences, reference, reading.spoken)
    return replace(reading, anchors=tuple(found))


def find_claims(reading: Reading, lexicon: Lexicon, guesser: Guesser) -> list[Mention]:
    """The mentions of an article, in the order of the text."""
    found: list[Mention] = []
    told: list[Claim] = []
    for number, scene in enumerate(reading.scenes):
        scene.trace.begin(scene)
        triggers = find_triggers(scene.sentence, lexicon, scene.trace)
        claims = [_claim(trigger, number, reading) for trigger in triggers]
        known = carry([claim for claim in claims if claim is not None], told)
        kept = prune(known, triggers, scene.trace)
        kept = _with_guesses(kept, triggers, number, reading, guesser)
        kept = [complete(claim, scene, kept) for claim in kept]
        told += kept
        found += [_mention(claim, number, reading) for claim in kept]
    return found


def _with_guesses(
    kept: list[Claim],
    triggers: list[Trigger],
    number: int,
    reading: Reading,
    guesser: Guesser,
) -> list[Claim]:
    """The claims of a sentence with those that the classifier adds, in the order of the text."""
    scene = reading.scenes[number]
    guesses = guesser.find(scene, triggers)
    if not guesses:
        return kept
    believed = []
    for trigger, guess in guesses.items():
        claim = _claim(trigger, number, reading)
        if claim is None:
            continue
        if believable(claim, guess, alone=not kept):
            believed.append(claim)
        else:
            scene.trace.dropped(trigger, Rule.UNLIKELY)
    more = added(kept, believed, [*triggers, *guesses], scene.trace)
    return sorted([*kept, *more], key=lambda claim: claim.trigger.token.i)


def _claim(trigger: Trigger, number: int, reading: Reading) -> Claim | None:
    """What a trigger states, None if it states nothing."""
    scene = reading.scenes[number]
    sides = find_sides(trigger, scene)
    if not sides.sources and trigger.entry.type in STATES and syntax.is_state(trigger.token):
        scene.trace.dropped(trigger, Rule.STANDING_RULE)
        return None
    statements = _reported(reading, number)
    place = scene.sentence.offset + trigger.token.idx
    said = chain(trigger.token, statements, reading.quoting(number, place))
    verdict = judge(trigger, self_said=_nameless(trigger, sides) or _self_said(said, sides))
    if isinstance(verdict, NoEvent):
        scene.trace.dropped(trigger, verdict.rule, verdict.cues)
        return None
    if trigger.entry.refused and verdict.rule is not Rule.REFUSED:
        scene.trace.dropped(trigger, Rule.NOT_REFUSED, verdict.cues)
        return None
    if verdict.type is not trigger.entry.type and trigger.entry.frame is Frame.MUTUAL:
        sides = turned(sides, trigger, scene)
    spoken = not trigger.nominal or trigger.light or trigger.entry.frame is Frame.SETTLED
    if not sides.sources and spoken and verdict.type in OWN_WORDS:
        sides = replace(sides, sources=speaker_party(said, scene))
    if not sides.targets and sides.sources and trigger.entry.absorbs:
        sides = counterpart(sides, number, reading.scenes)
    day = event_anchor(reading.anchors[number], trigger, frozenset(statements))
    nobody = not sides.sources and not sides.targets
    left = find_unresolved(trigger, scene) if nobody else ()
    return Claim(trigger, sides, verdict, said, day, left)


def _reported(reading: Reading, number: int) -> dict[int, Statement]:
    """The statements of a sentence by the index of their verb."""
    first = bisect_left(reading.statements, number, key=_sentence)
    after = bisect_right(reading.statements, number, key=_sentence)
    return {statement.verb: statement for statement in reading.statements[first:after]}


def _nameless(trigger: Trigger, sides: Sides) -> bool:
    """Whether who does it is left to the speaker: "would be excluded", "they would boycott"."""
    if sides.sources or trigger.nominal:
        return False
    subjects = syntax.grammatical_subjects(trigger.token)
    return syntax.is_passive(trigger.token) or any(
        subject.lower_ in syntax.PRONOUNS for subject in subjects
    )


def speaker_party(said: Attribution | None, scene: Scene) -> tuple[Party, ...]:
    """The speaker as the source of what is said: "Talks are out of the question, Chad said"."""
    if said is None or said.speaker is None or not said.span.start >= scene.sentence.span.start:
        return ()
    speaker = Party(said.speaker, said.span, sure=False)
    return (speaker.by(Rule.SPEAKER, said.span.text),)


def _self_said(said: Attribution | None, sides: Sides) -> bool:
    """Whether the article itself or the event's own source says so."""
    if said is None or said.speaker is None:
        return said is None
    speaker = said.speaker.principal
    return any(party.actor.principal == speaker for party in sides.sources)


def _mention(claim: Claim, number: int, reading: Reading) -> Mention:
    trigger, scene = claim.trigger, reading.scenes[number]
    reporting = frozenset(_reported(reading, number))
    dated = date_event(
        claim.day,
        claim.verdict.status,
        claim.verdict.type,
        claim.said,
        reading.article.published,
        spoken_now=_spoken_now(claim),
        limit=limit_at(reading.anchors[number], trigger),
    )
    named, states = reading.named, scene.states
    participants = [
        participant(role, party, named, states)
        for role, side in ((Role.SOURCE, claim.sides.sources), (Role.TARGET, claim.sides.targets))
        for party in side
    ]
    entry = trigger.entry
    mention = Mention(
        type=claim.verdict.type,
        mode=entry.mode if claim.verdict.type is entry.type else None,
        status=claim.verdict.status,
        quote=scene.sentence.span,
        trigger=scene.sentence.words(trigger.first, trigger.last),
        participants=tuple(participants),
        date=dated.date,
        places=tuple(placed(place, named) for place in find_places(trigger, scene)),
        date_span=dated.span,
        attribution=attributed(claim.said, named),
        confidence=confidence(claim),
        rule=f"{entry.name} [{entry.frame.value}]" + _suffix(claim.verdict),
        unresolved=find_unresolved(trigger, scene),
    )
    scene.trace.stated(claim, mention, dated, reading.anchors[number], reporting)
    return mention


def _suffix(verdict: Verdict) -> str:
    return f" {verdict.rule}" if verdict.rule else ""


def _spoken_now(claim: Claim) -> bool:
    """Whether the reported saying is itself the event: the trigger is no act of speaking."""
    return claim.said is not None and not (
        claim.trigger.entry.absorbs and claim.verdict.rule is None
    )
