"""Triggers: the words of a sentence that may state an event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.extract import syntax
from kb.extract.constraints import Around, negated, unmet
from kb.extract.rules import Rule
from kb.extract.syntax import listed
from kb.extract.trace import SILENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from kb.extract.lexicon import Entry, Lexicon
    from kb.extract.sentences import Sentence
    from kb.extract.trace import Trace

#: Verbs that add nothing to the noun they carry: "held talks", "made an offer".
LIGHT = listed(
    "accept announce be begin bring call carry conclude conduct continue convene deliver do end "
    "enter establish exchange extend file finish get give grant have hold hint impose issue join "
    "keep launch lay levy lodge make mount open order organise organize pay post provide publish "
    "put reach receive release reopen repeat restart resume send stage start strike suffer take "
    "undertake voice wage win witness attend hear see face express enjoy draw show cut "
    "complete pursue carry deepen step sustain intensify press declare sign seal clinch agree "
    "stop halt break fight reiterate renew repeat resume advance lead coordinate support"
)
#: Verbs that say of their subject that it takes place: "talks are to begin".
HAPPEN = listed(
    "begin start resume restart continue proceed occur happen open reopen end conclude close "
    "convene reconvene adjourn drag last ensue"
)
CANCEL = listed("cancel postpone scrap shelve abandon defer abort")
#: Nouns that only measure what stands after "of".
MEASURES = listed("day hour week series round number wave spate string part couple dozen campaign")
#: How many words a "*" in a phrase stands for at most.
GAP = 3
#: Tags of verbs that end a phrase.
FINITE = listed("VBD VBZ VBP MD")
#: Light verbs whose subject gets what the noun says.
RECEIVING = listed("receive get win suffer face hear draw accept sustain enjoy")


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that may state an event."""

    entry: Entry
    token: Token  #: the word that the sides hang on
    first: int  #: index in the document of the first word of the trigger
    last: int  #: of its last word, inclusive
    predicate: Token | None  #: the verb that carries tense and modality, None if there is none
    light: Token | None = None  #: the light verb of a noun
    happens: bool = False  #: whether the predicate says that a noun takes place
    percent: int | None = None  #: how likely the classifier takes it; None for the lexicon's own

    @property
    def nominal(self) -> bool:
        """Whether it is a noun."""
        return self.token.pos_ not in syntax.VERBS

    @property
    def predicative(self) -> bool:
        """Whether it says what its subject is: "is willing", "is committed"."""
        return self.token.lower_ in self.entry.adjectives


def find_triggers(sentence: Sentence, lexicon: Lexicon, trace: Trace = SILENT) -> list[Trigger]:
    """The triggers of a sentence, in the order of the text; one a word."""
    found: dict[int, Trigger] = {}
    for trigger in _matches(sentence, lexicon, trace):
        known = found.get(trigger.token.i)
        better = known is None or _rank(trigger) > _rank(known)
        loser = known if better else trigger
        if better:
            found[trigger.token.i] = trigger
        if loser is not None and loser.entry is not found[trigger.token.i].entry:
            trace.refused(loser.token, loser.entry, Rule.OUTRANKED)
    return [found[i] for i in sorted(found)]


def _rank(trigger: Trigger) -> tuple[int, bool, int, int]:
    entry = trigger.entry
    certain = -2 * entry.future - entry.both  # what asks for more may come to nothing
    return entry.weight, trigger.predicative, certain, trigger.last - trigger.first


def _matches(sentence: Sentence, lexicon: Lexicon, trace: Trace) -> Iterator[Trigger]:
    for token in sentence.tokens:
        lemma = syntax.lemma(token)
        for form in dict.fromkeys((token.lower_, lemma)):
            for entry in lexicon.phrases.get(form, ()):
                yield from _phrase(token, entry, trace)
        if token.pos_ in syntax.VERBS:
            yield from _verbs(token, lexicon.verbs.get(lemma, ()), trace)
        if token.pos_ in {"ADJ", "VERB"}:
            for entry in lexicon.adjectives.get(token.lower_, ()):
                yield from _adjective(token, entry, trace)
        if token.pos_ in {"NOUN", "PROPN"}:
            for entry in lexicon.nouns.get(lemma, ()):
                yield from _noun(token, entry, trace)


def _phrase(token: Token, entry: Entry, trace: Trace) -> Iterator[Trigger]:
    forms = token.lower_, syntax.lemma(token)
    for phrase in entry.phrases:
        parts = phrase.split()
        last = _spelled(token, parts) if parts[0] in forms else None
        if last is None:
            continue
        words = token.doc[token.i : last + 1]
        root = words.root if token.pos_ not in syntax.VERBS or token.dep_ == "amod" else token
        light = _light(root) if root.pos_ in syntax.NOUNS else None
        if lacking := unmet(Around(root, light or root), entry):
            trace.refused(root, entry, lacking)
            continue
        verb = light or syntax.clause_verb(root)
        yield Trigger(entry, root, token.i, last, verb, light)


def _spelled(first: Token, parts: Sequence[str]) -> int | None:
    """Index of the last word of a phrase that begins at a word, None if it doesn't stand there."""
    at = first.i
    for number, part in enumerate(parts):
        if part == "*":
            continue
        skipped = GAP if number and parts[number - 1] == "*" else 0
        reach = first.doc[at : min(at + skipped + 1, len(first.doc))]
        found = next((t.i for t in reach if part in {t.lower_, syntax.lemma(t)}), None)
        if found is None or any(t.is_punct or t.tag_ in FINITE for t in first.doc[at:found]):
            return None
        at = found + 1
    return at - 1


def _verbs(token: Token, entries: Sequence[Entry], trace: Trace) -> Iterator[Trigger]:
    around = Around(token, token)
    for entry in entries:
        if (entry.refused or entry.negated) and not negated(token):
            trace.refused(token, entry, Rule.NOT_NEGATED)
        else:
            yield from _verb(around, entry, trace)


def _verb(around: Around, entry: Entry, trace: Trace) -> Iterator[Trigger]:
    token = around.token
    own = syntax.lemma(token)
    for verb in entry.verbs:
        lemma, *particles = verb.split()
        if lemma != own:
            continue
        last = _particles(token, particles, entry)
        lacking = unmet(around, entry) if last is not None else Rule.PARTICLE
        if last is None or lacking:
            trace.refused(token, entry, lacking or Rule.PARTICLE)
            continue
        first, last = _widened(around, entry, last)
        yield Trigger(entry, token, first, last, token)


def _particles(verb: Token, particles: list[str], entry: Entry) -> int | None:
    """Index of the last particle (of the verb if there is none), None if one is missing."""
    last = verb.i
    for particle in particles:
        near = [t for t in verb.doc[last + 1 : verb.i + 8] if t.lower_ == particle]
        nearby = [t for t in near if t.head.i == verb.i or _hung(t, verb, entry)]
        following = verb.doc[last + 1] if last + 1 < len(verb.doc) else None
        if following is not None and following.lower_ == particle:
            nearby = [following]
        if not nearby:
            return None
        last = nearby[0].i
    return last


def _hung(particle: Token, verb: Token, entry: Entry) -> bool:
    """Whether the parser has hung a particle on the object: "threw its weight behind Chad"."""
    noun = particle.head
    return noun.head.i == verb.i and syntax.lemma(noun) in entry.objects


def _widened(around: Around, entry: Entry, last: int) -> tuple[int, int]:
    """The trigger with the object that makes it one, when they stand close: "lifted the ban"."""
    token = around.token
    if not entry.objects:
        return token.i, last
    for thing in around.things:
        if entry.objects & syntax.phrase_lemmas(thing) and abs(thing.i - token.i) <= 6:  # noqa: PLR2004
            return min(token.i, thing.i), max(last, thing.i)
    return token.i, last


def _adjective(token: Token, entry: Entry, trace: Trace) -> Iterator[Trigger]:
    predicate = syntax.clause_verb(token.head) if token.pos_ == "ADJ" else token
    said = token.dep_ in {"acomp", "ROOT", "ccomp", "conj", "relcl"}
    lacking = unmet(Around(token, token), entry) if said else Rule.NO_PREDICATE
    if lacking:
        trace.refused(token, entry, lacking)
    else:
        yield Trigger(entry, token, token.i, token.i, predicate)


def _unfit(noun: Token, entry: Entry) -> Rule | None:
    """What keeps a noun from stating an event; None if nothing does."""
    if noun.dep_ in {"compound", "nmod"} and noun.head.pos_ in {"NOUN", "PROPN"}:
        return Rule.COMPOUND
    if noun.ent_type_ == "DATE":  # the month of March is no protest
        return Rule.DATE_WORD
    return unmet(Around(noun, _light(noun) or noun), entry)


def _noun(token: Token, entry: Entry, trace: Trace) -> Iterator[Trigger]:
    own = syntax.lemma(token)
    for noun in entry.nouns:
        parts = noun.split()
        if parts[-1] != own:
            continue
        words = token.doc[max(token.i + 1 - len(parts), 0) : token.i + 1]
        if [syntax.lemma(w) for w in words] != parts:
            continue
        if unfit := _unfit(token, entry):
            trace.refused(token, entry, unfit)
            continue
        light = _light(token)
        happening = None if light else _happening(token)
        verb = light or happening or syntax.clause_verb(token)
        happens = happening is not None
        yield Trigger(entry, token, words[0].i, token.i, verb, light, happens=happens)


def _happening(noun: Token) -> Token | None:
    """The verb that says that a noun takes place: "deliveries are to begin", "talks resumed"."""
    if noun.dep_ not in syntax.SUBJECTS | syntax.PASSIVE_SUBJECTS:
        return None
    verb = noun.head
    for _ in range(3):
        if syntax.lemma(verb) in HAPPEN:
            return verb
        below = syntax.children(verb, ("xcomp", "acomp"))
        if not below:
            return None
        verb = below[0]
    return None


def cancels(verb: Token) -> bool:
    """Whether a verb takes back what its object says: "called off", "postponed"."""
    off = syntax.lemma(verb) == "call" and any(child.lower_ == "off" for child in verb.children)
    return off or syntax.lemma(verb) in CANCEL


def _measured(noun: Token) -> bool:
    """Whether it is what a quantity is of: "ten days of talks", "a series of attacks"."""
    return (
        noun.dep_ == "pobj"
        and noun.head.lower_ == "of"
        and syntax.lemma(noun.head.head) in MEASURES
    )


def _light(noun: Token) -> Token | None:
    """The light verb that carries a noun as its object: "held talks", "talks were held"."""
    while (noun.dep_ == "conj" and noun.head.pos_ in syntax.NOUNS) or _measured(noun):
        noun = noun.head if noun.dep_ == "conj" else noun.head.head
    if noun.dep_ == "attr" and not syntax.children(noun.head, {"expl"}):
        return None  # "this was the largest deal" describes; "there were talks" states
    carries = syntax.lemma(noun.head) in LIGHT or cancels(noun.head)
    if noun.dep_ in {"dobj", "nsubjpass", "attr"} and carries:
        return noun.head
    if (
        noun.dep_ == "pobj"
        and syntax.lemma(noun.head.head) in LIGHT
        and noun.head.lower_ in {"in", "to"}
    ):
        return noun.head.head
    return None
