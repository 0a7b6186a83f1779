"""Moods: what negation, modality and what governs a clause make of the event in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from kb.extract import syntax
from kb.extract.attribution import REPORTING
from kb.extract.constraints import no_longer
from kb.extract.syntax import listed
from kb.extract.triggers import cancels
from kb.model.events import EventType

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kb.extract.triggers import Trigger

#: Modal verbs that leave open whether it happens.
OPEN = listed("can could may might should must ought ca")
#: Those by which who sets a condition threatens: "might close the border unless".
MIGHT = listed("could may might")
FUTURE = listed("will shall 'll wo ’ll")
#: Governors of a planned act.
INTEND = listed("plan intend schedule set expect slate due prepare go arrange book")
#: Governors of an act that is only wished, tried, supposed or prevented.
WISH = listed(
    "want like love hope wish seek need consider mull weigh discuss contemplate study aim try "
    "attempt work wait ask urge call demand order tell press push encourage persuade convince "
    "allow permit let enable help require force compel instruct invite appeal beg propose suggest "
    "recommend advise offer promise pledge vow threaten agree warn fear worry doubt wonder avoid "
    "prevent prohibit ban bar forbid stop risk oppose favor favour support prefer deserve delay "
    "refuse decline reject fail hesitate struggle desire dream believe think suspect imagine "
    "authorize authorise approve dare design mean use train equip"
)
#: Of these, what is tried is an act all the same when it is violent ("tried to assassinate").
TRY = listed("try attempt")
#: Governors that assert what they govern.
TRANSPARENT = listed("help dare")
#: What is done to ask something, which is then asked: "cabled Chad to ask for".
CONVEY = listed("write send cable wire telegraph telephone phone deliver submit file vote")
DENY = listed("deny dismiss refute")
#: Verbs by which what was only planned or threatened comes about: "mounted its threatened raid".
REALISE = listed("mount launch begin start carry conduct complete stage resume open make wage")
ANNOUNCE = listed("announce declare unveil proclaim")
#: Nouns whose content or object hasn't happened.
UNREAL = listed(
    "threat risk fear possibility prospect chance call plan hope danger likelihood proposal need "
    "idea appeal demand request readiness willingness intention attempt effort bid decision offer "
    "warning refusal right permission order way opportunity option potential concern worry absence "
    "lack ban end goal aim support vote resolution law bill theory claim allegation denial "
    "preparation push pressure condition promise pledge"
)
#: Prepositions before a clause that need not be true: "without attacking", "accused of" aside.
DOUBTFUL = listed("without before instead against about from for over including")
#: Adjectives that take a noun's event out of the past.
PLANNED = listed("planned scheduled upcoming coming forthcoming future impending")
SUPPOSED = listed(
    "possible potential proposed threatened alleged hypothetical feared would-be eventual any "
    "imminent attempted rumored rumoured fresh further more new"
) - listed("fresh further more new")
#: What a word makes of a mood: the name of the field, and the word.
Cue: TypeAlias = "tuple[str, Token]"


@dataclass(frozen=True, slots=True)
class Mood:
    """What the words around a trigger make of it."""

    future: bool = False  #: will, is to, plans to
    intended: bool = False  #: planned, scheduled or expected: no promise and no threat
    would: bool = False  #: would: future in a report, a supposition elsewhere
    negated: bool = False
    open: bool = False  #: can, may, if, wants to, in order to
    denied: bool = False
    announced: bool = False
    cancelled: bool = False
    reported: bool = False  #: stands in what somebody says
    unless: bool = False  #: happens unless somebody gives in
    condition: bool = False  #: happens if somebody does something first
    might: bool = False  #: may happen, on such a condition
    cues: tuple[Cue, ...] = ()  #: the words that say so

    def by(self, word: Token) -> Mood:
        """The same, with a word as the cue of whatever has none yet."""
        known = {name for name, _ in self.cues}
        new = tuple((name, word) for name in FLAGS if getattr(self, name) and name not in known)
        return replace(self, cues=self.cues + new) if new else self


#: The fields of a mood that words set.
FLAGS = tuple(name for name in Mood.__slots__ if name != "cues")


def read_mood(trigger: Trigger) -> Mood:
    """The mood of a trigger: of its noun, its verb, and of all that governs them."""
    end = trigger.token.doc[trigger.token.sent.end - 1]
    if end.text.startswith("?"):
        return Mood(open=True).by(end)
    mood = _noun_mood(trigger)
    if trigger.predicate is None:
        return mood
    announced = syntax.lemma(trigger.predicate) in {"announce", "unveil"}
    mood = replace(mood, announced=announced or mood.announced).by(trigger.predicate)
    mood = _merge(mood, _verb_mood(trigger.predicate))
    return _merge(mood, _governed(trigger.predicate, trigger))


def _merge(left: Mood, right: Mood) -> Mood:
    flags = (getattr(left, name) or getattr(right, name) for name in FLAGS)
    return replace(Mood(*flags), cues=left.cues + right.cues)


def _noun_mood(trigger: Trigger) -> Mood:
    if not trigger.nominal or trigger.token.pos_ == "ADJ":
        return Mood()
    noun, mood = trigger.token, Mood()
    real = trigger.light is not None and syntax.lemma(trigger.light) in REALISE
    real = real or (
        noun.dep_ == "pobj" and noun.head.lower_ == "during"
    )  # "during a planned drill"
    for child in [] if real else noun.children:
        word = child.lower_
        if word in PLANNED:
            mood = replace(mood, future=True)
        elif word in SUPPOSED and child.dep_ in {"amod", "det"}:
            mood = replace(mood, open=True)
        elif word == "no" or child.dep_ == "neg":
            mood = replace(mood, negated=True)
        mood = mood.by(child)
    return _merge(mood, _noun_governor(trigger))


def _noun_governor(trigger: Trigger) -> Mood:
    """The mood that a noun gets from the noun or verb whose object it is."""
    noun = trigger.token
    while noun.dep_ == "conj" and noun.head.pos_ in syntax.NOUNS:
        noun = noun.head
    head = noun.head
    if noun.dep_ == "pobj":
        if noun.head.lower_ in {"without", "despite", "instead", "until", "before", "if"}:
            return Mood(open=noun.head.lower_ != "despite").by(noun.head)
        head = noun.head.head
    lemma = syntax.lemma(head)
    if noun.dep_ in {"dobj", "nsubjpass"} and cancels(head):
        return Mood(cancelled=True).by(head)
    if noun.dep_ in {"dobj", "nsubjpass", "pobj"}:
        return Mood(
            denied=lemma in DENY,
            announced=lemma in ANNOUNCE,
            open=lemma in (UNREAL if head.pos_ == "NOUN" else WISH) and trigger.light is None,
        ).by(head)
    return Mood()


def _verb_mood(verb: Token) -> Mood:
    """The mood in a verb's own auxiliaries and its negation."""
    words = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    negated = any(
        child.dep_ == "neg" or child.lower_ in {"never", "neither"} or no_longer(child)
        for child in verb.children
    ) or any(
        det.lower_ == "no"
        for noun in syntax.children(verb, {"nsubj", "nsubjpass", "dobj"})
        for det in syntax.children(noun, {"det"})
    )
    have = "have" in words
    conditions = _conditions(verb)
    return Mood(
        future=bool(words & FUTURE) or _is_to(verb) or _going_to(verb),
        would=("would" in words or "'d" in words) and not have,
        unless="unless" in conditions,
        condition="if" in conditions,
        might=bool(words & MIGHT) and bool(conditions) and not (have or negated),
        negated=negated,
        open=bool(words & OPEN) or ("would" in words and have) or _condition(verb),
    ).by(verb)


def _conditions(verb: Token) -> set[str]:
    """The words that begin conditions of a clause: "if" (also for "should Chad"), "unless"."""
    clauses = syntax.children(verb, {"advcl"})
    found = {mark.lower_ for clause in clauses for mark in syntax.children(clause, {"mark"})}
    first = {next(iter(clause.subtree)).lower_ for clause in clauses}
    return found & {"if", "unless"} | ({"if"} if first & {"should", "were"} else set())


def _is_to(verb: Token) -> bool:
    """Whether it is the infinitive after a bare form of be: "is to visit"."""
    return verb.dep_ == "xcomp" and verb.head.lemma_ == "be" and syntax.has_infinitive(verb)


def _going_to(verb: Token) -> bool:
    return verb.dep_ == "xcomp" and verb.head.lower_ == "going" and syntax.has_infinitive(verb)


def _condition(verb: Token) -> bool:
    marks = {c.lower_ for c in verb.children if c.dep_ in {"mark", "advmod"}}
    return bool(marks & {"if", "unless", "whether", "until", "once", "lest"})


def _governed(verb: Token, trigger: Trigger) -> Mood:
    """The mood that a clause gets from what governs it, up to the first statement of fact."""
    mood, node = Mood(), verb
    for _ in range(12):
        head, edge = node.head, node.dep_
        if head == node:
            break
        step = _step(node, trigger)
        if step is None:
            break
        mood = _merge(mood, step.by(head))
        if edge == "conj" and not syntax.children(node, syntax.SUBJECTS | {"nsubjpass"}):
            mood = _merge(mood, replace(_verb_mood(head), negated=_nor(node)))
        node = head
    return mood


def _nor(verb: Token) -> bool:
    """Whether "nor" joins it to the verb before: "will not accept it nor abandon"."""
    joining = syntax.children(verb.head, {"cc"}) + syntax.children(verb, {"preconj"})
    return any(word.lower_ == "nor" and verb.head.i < word.i < verb.i for word in joining)


def _step(node: Token, trigger: Trigger) -> Mood | None:
    """The mood over one edge; None where a clause that states facts of its own ends."""
    edge, head = node.dep_, node.head
    if edge == "conj":
        return Mood()
    if edge in {"ccomp", "xcomp"}:
        return _complement_of(head, trigger, edge)
    if edge == "advcl":
        if syntax.has_infinitive(node):
            asks = trigger.entry.type is EventType.REQUEST and syntax.lemma(head) in CONVEY
            return Mood(open=not asks)
        return Mood() if node.tag_ == "VBG" else None
    if edge in {"acl", "relcl"}:
        supposed = any(child.lower_ == "that" for child in syntax.children(node, {"mark"}))
        supposed = supposed and edge == "acl" and syntax.lemma(head) in UNREAL
        return Mood(open=True) if supposed or syntax.has_infinitive(node) else None
    if edge == "pcomp":
        return Mood(open=head.lower_ in DOUBTFUL)
    if edge == "prep" and head.pos_ in syntax.VERBS:
        return Mood()
    return None


def _complement_of(head: Token, trigger: Trigger, edge: str) -> Mood:
    lemma = syntax.lemma(head)
    own = _verb_mood(head)
    if lemma in REPORTING:
        doubtful = Mood(open=own.open, reported=True, announced=lemma in ANNOUNCE)
        return replace(doubtful, denied=lemma in DENY)
    if lemma in DENY:
        return Mood(denied=True)
    if lemma in TRY and trigger.entry.type in {EventType.ASSAULT, EventType.COERCE}:
        return replace(own, reported=False)
    if lemma in INTEND:
        return replace(own, future=True, intended=True) if edge == "xcomp" else Mood(open=True)
    if head.pos_ == "ADJ":
        likely = head.lower_ in {"due", "set", "scheduled", "expected"}
        return Mood(future=likely, intended=likely, open=not likely)
    if lemma in WISH - TRANSPARENT:
        return Mood(open=True, reported=edge == "ccomp")
    return replace(own, reported=edge == "ccomp")
