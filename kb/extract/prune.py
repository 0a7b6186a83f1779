"""Pruning: one claim an event. A precise extractor beats a noisy one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kb.extract import syntax
from kb.extract.lexicon import Frame
from kb.extract.rules import Rule
from kb.extract.trace import SILENT
from kb.extract.triggers import RECEIVING
from kb.model.events import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Token

    from kb.extract.roles import Sides
    from kb.extract.scene import Party
    from kb.extract.status import Verdict
    from kb.extract.timing import Anchor
    from kb.extract.trace import Trace
    from kb.extract.triggers import Trigger
    from kb.model.events import Attribution, Unresolved

#: Edges that lead from an absorbing trigger to its content.
CONTENT = frozenset(
    {
        "dobj",
        "xcomp",
        "ccomp",
        "pcomp",
        "prep",
        "pobj",
        "dative",
        "acl",
        "nsubjpass",
        "attr",
        "oprd",
        "compound",
        "amod",
        "poss",
        "relcl",
        "conj",
        "csubj",
        "nmod",
        "appos",
    }
)
#: Prepositions that lead to content: "accused of", "agreed on"; not "during", "after".
ABOUT = frozenset(
    {"of", "for", "from", "over", "about", "to", "on", "against", "with", "as", "into", "upon"}
)
#: Clauses in the background: an event there needs both sides.
BACKGROUND = frozenset({"relcl", "acl", "advcl"})

#: Words that begin a question: "asked whether".
QUESTIONS = frozenset({"if", "whether", "what", "why", "how", "when", "who", "where", "which"})
#: Frames that say nothing without a source.
SENT = frozenset({Frame.PLEDGE, Frame.ARRIVE})


@dataclass(frozen=True, slots=True)
class Claim:
    """What a trigger states, before it is written down."""

    trigger: Trigger
    sides: Sides
    verdict: Verdict
    said: Attribution | None
    day: Anchor | None = None  #: the date that its words name
    #: ambiguous names on its sides and of its places; looked for when nobody is sure, or at the end
    unresolved: tuple[Unresolved, ...] = ()

    @property
    def parties(self) -> tuple[Party, ...]:
        """All who are named on either side."""
        return (*self.sides.sources, *self.sides.targets)


def prune(
    claims: Sequence[Claim], triggers: Sequence[Trigger], trace: Trace = SILENT
) -> list[Claim]:
    """Claims less those that are another one's content, twins of another, or about nobody."""
    result: list[Claim] = []
    for claim in claims:
        if missing := _unfounded(claim):
            trace.dropped(claim.trigger, missing)
            continue
        if absorbed := _absorbed(claim.trigger, triggers):
            trace.dropped(claim.trigger, absorbed[0], [absorbed[1].token])
            continue
        twin = next((i for i, other in enumerate(result) if _same(other, claim)), None)
        if twin is None:
            result.append(claim)
        else:
            result[twin] = _joined(result[twin], claim, trace)
    return result


def added(
    kept: Sequence[Claim],
    claims: Iterable[Claim],
    triggers: Sequence[Trigger],
    trace: Trace = SILENT,
) -> list[Claim]:
    """Of further claims, those that add an event to the kept ones, which stay as they are."""
    result: list[Claim] = []
    for claim in claims:
        twin = next((other for other in (*kept, *result) if _same(other, claim)), None)
        if missing := _unfounded(claim):
            trace.dropped(claim.trigger, missing)
        elif absorbed := _absorbed(claim.trigger, triggers):
            trace.dropped(claim.trigger, absorbed[0], [absorbed[1].token])
        elif twin is not None:
            trace.dropped(claim.trigger, Rule.SAME_EVENT, [twin.trigger.token])
        else:
            result.append(claim)
    return result


def _unfounded(claim: Claim) -> Rule | None:
    """What is missing; both sides must be named where the event is only mentioned."""
    sides, trigger = claim.sides, claim.trigger
    if trigger.entry.frame is Frame.ASK and not _asks_something(trigger, sides):
        return Rule.ASKS_NOTHING
    if not sides.targets and _unmet(trigger):
        return Rule.NO_TARGET
    if _assents(trigger):
        return Rule.ASSENT
    if not sides.sources and not sides.targets:
        return None if _acted(claim) else Rule.NO_ACTOR
    if not sides.sources and (trigger.entry.frame in SENT or trigger.entry.both):
        return Rule.NO_SOURCE
    return _unsure(claim)


def _acted(claim: Claim) -> bool:
    """Whether somebody is named who does it, only not surely whom: "Parliament rejected"."""
    verb = claim.trigger.predicate
    shown = verb is None or verb.dep_ not in BACKGROUND
    source = any(name.role is Role.SOURCE for name in claim.unresolved)
    return source and shown and not claim.trigger.nominal


def _unsure(claim: Claim) -> Rule | None:
    """Why too little is sure of an event that somebody is named for."""
    sides, trigger = claim.sides, claim.trigger
    mentioned = trigger.nominal and trigger.light is None and not trigger.predicative
    mentioned = mentioned and trigger.entry.frame is not Frame.SETTLED
    if mentioned and trigger.token.dep_ == "attr":  # "it was the largest deal with"
        return Rule.DESCRIBED
    if mentioned and not trigger.happens and not any(party.sure for party in sides.sources):
        return Rule.MENTIONED
    verb = trigger.predicate
    shown = verb is None or verb.dep_ not in BACKGROUND or _presented(verb)
    if sides.sources and sides.targets and not (_vague(sides) and (mentioned or _inserted(verb))):
        return None
    if not any(party.sure for party in claim.parties):
        return Rule.NOT_SURE
    if mentioned:
        return Rule.MENTIONED
    return None if shown else Rule.BACKGROUND


def _vague(sides: Sides) -> bool:
    """Whether one side is only people whose country the rest of the sentence tells."""
    return any(all(p.domestic for p in side) for side in (sides.sources, sides.targets))


def _inserted(verb: Token | None) -> bool:
    """Whether a clause only says who or what somebody is."""
    return verb is not None and verb.dep_ in {"relcl", "acl"} and not _presented(verb)


def _unmet(trigger: Trigger) -> bool:
    """Whether the words say nothing without a target: "fought to gain", "the step got support"."""
    word = syntax.lemma(trigger.token)
    received = trigger.light is not None and syntax.lemma(trigger.light) in RECEIVING
    fought = word in {"fight", "battle"} and not trigger.nominal
    given = (
        word == "offer" and not trigger.nominal and not syntax.children(trigger.token, ("xcomp",))
    )
    return received or fought or given or trigger.entry.both


def _assents(trigger: Trigger) -> bool:
    """Whether "agreed that" only says that something is so: nothing is to be done."""
    clauses = syntax.children(trigger.token, ("ccomp",))
    if syntax.lemma(trigger.token) != "agree" or not clauses:
        return False
    return not any(syntax.children(clause, ("aux",)) for clause in clauses if _to_do(clause))


def _to_do(clause: Token) -> bool:
    words = {aux.lower_ for aux in syntax.children(clause, ("aux",))}
    return bool(words & {"should", "would", "will", "must", "shall", "to", "'ll"})


def _asks_something(trigger: Trigger, sides: Sides) -> bool:
    """Whether what is asked is said at all: not in "he asked"."""
    word = trigger.token
    if syntax.lemma(word) == "ask" and _inquires(word):
        return False
    return bool(sides.targets) or bool(
        syntax.children(word, ("ccomp", "xcomp", "dobj", "prep", "acl", "dative"))
    )


def _inquires(verb: Token) -> bool:
    """Whether it only wants to know: "asked if", "asked about"."""
    if any(child.lower_ == "about" for child in syntax.children(verb, ("prep",))):
        return True
    return any(
        child.lower_ in QUESTIONS
        for clause in syntax.children(verb, ("ccomp",))
        for child in clause.subtree
        if child.i <= clause.i and child.head.i == clause.i
    )


def _presented(verb: Token) -> bool:
    """Whether "there was" puts the clause in front: "there were ten soldiers killed"."""
    noun = verb.head
    return noun.dep_ == "attr" and bool(syntax.children(noun.head, ("expl",)))


def _absorbed(trigger: Trigger, triggers: Sequence[Trigger]) -> tuple[Rule, Trigger] | None:
    """The trigger that another one stands in: what it promises, asks, refuses or alleges."""
    for other in triggers:
        if other is trigger or other.token.i == trigger.token.i:
            continue
        if trigger.nominal and other.first <= trigger.token.i <= other.last:
            return Rule.INSIDE, other
        if trigger.light is not None and trigger.light.i == other.token.i and other.entry.objects:
            return Rule.INSIDE, other
        if not other.entry.absorbs:
            continue
        if _content_of(trigger.token, other.token) or _content_of(trigger.token, other.light):
            return Rule.CONTENT, other
    for other in triggers:
        if other.entry.frame is Frame.SETTLED and _subject_of(trigger.token, other):
            return Rule.SUBJECT_OF, other
    return None


def _content_of(word: Token, head: Token | None) -> bool:
    """Whether a word hangs below another one over edges that lead to content only."""
    if head is None:
        return False
    node = word
    while node.head != node:
        if node.dep_ in {"pobj", "pcomp"} and node.head.lower_ not in ABOUT:
            return False
        if node.dep_ == "relcl" and _aside(node):
            return False
        if node.dep_ not in CONTENT or (node.dep_ == "conj" and node.head.i == head.i):
            return False
        node = node.head
        if node.i == head.i:
            return True
    return False


def _aside(clause: Token) -> bool:
    """Whether a relative clause states something of its own: ", which Mali has refused"."""
    first = clause.left_edge
    if any(child.lower_ == "had" for child in syntax.children(clause, ("aux",))):
        return True  # what came before: "rejected the fund that Mali had proposed"
    return first.lower_ == "which" and first.i > 0 and first.nbor(-1).text == ","


def _subject_of(word: Token, settled: Trigger) -> bool:
    verb = settled.predicate
    if verb is None or word.i == settled.token.i:
        return False
    return any(
        word in noun.subtree
        for noun in syntax.grammatical_subjects(verb)
        if noun.i != settled.token.i
    )


def _same(one: Claim, other: Claim) -> bool:
    """Whether two triggers of a sentence state one event: same type, and one hangs on the other."""
    if one.verdict.type is not other.verdict.type or one.verdict.status is not other.verdict.status:
        return False
    if one.day is not None and other.day is not None and one.day != other.day:
        return False
    if _side_by_side(one, other):
        return False
    first, second = one.trigger.token, other.trigger.token
    if not (first.is_ancestor(second) or second.is_ancestor(first)):
        return _ids(one) == _ids(other) and first.head.i == second.head.i
    if not one.trigger.nominal and not other.trigger.nominal and _ids(one) != _ids(other):
        return not (one.sides.targets and other.sides.targets) and not _strangers(one, other)
    return not _distinct(one, other)


def _side_by_side(one: Claim, other: Claim) -> bool:
    """Whether joined verbs have others to do with: "met Chad and held talks with Mali"."""
    first, second = one.trigger.predicate, other.trigger.predicate
    if first is None or second is None or first not in second.ancestors or second.dep_ != "conj":
        return False
    mine, theirs = ({p.actor.id for p in claim.parties} for claim in (one, other))
    return bool(mine - theirs) and bool(theirs - mine)


def _strangers(one: Claim, other: Claim) -> bool:
    """Whether both name who does it, and nobody does both."""
    first, second = _ids(one)[0], _ids(other)[0]
    return bool(first and second) and not first & second


def _ids(claim: Claim) -> tuple[frozenset[str], frozenset[str]]:
    return (
        frozenset(p.actor.id for p in claim.sides.sources),
        frozenset(p.actor.id for p in claim.sides.targets),
    )


def _distinct(one: Claim, other: Claim) -> bool:
    """Whether both name sides, and no actor of one is one of the other."""
    left, right = _ids(one), _ids(other)
    return bool(left[0] | left[1]) and not (left[0] | left[1]) & (right[0] | right[1])


def _joined(one: Claim, other: Claim, trace: Trace) -> Claim:
    """One claim of two: the one with more sides, whose gaps the other fills."""
    best, rest = (other, one) if _filled(other) > _filled(one) else (one, other)
    trace.dropped(rest.trigger, Rule.SAME_EVENT, [best.trigger.token])
    sides = best.sides
    if not sides.sources:
        sides = replace(sides, sources=_lent(rest.sides.sources, rest))
    if not sides.targets:
        sides = replace(sides, targets=_lent(rest.sides.targets, rest))
    entry = best.trigger.entry
    if entry.mode is None and rest.trigger.entry.type is entry.type:
        entry = replace(entry, mode=rest.trigger.entry.mode)
    return replace(best, sides=sides, trigger=replace(best.trigger, entry=entry))


def _lent(parties: Sequence[Party], twin: Claim) -> tuple[Party, ...]:
    return tuple(party.by(Rule.TWIN, twin.trigger.token.text) for party in parties)


def _filled(claim: Claim) -> int:
    return bool(claim.sides.sources) + bool(claim.sides.targets)
