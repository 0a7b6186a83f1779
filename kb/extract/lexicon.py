"""The lexicon: which words state which type of event. Data in data/lexicon/, a file a type.

An entry is a small group of words with one meaning: verbs (with their particles), adjectives,
nouns or fixed phrases, the frame that tells who is on which side, and one example sentence, which
the tests execute. Words that many entries ask for together have a name in classes.toml.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from typing import TYPE_CHECKING, Any

from kb.model.events import EventType, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from importlib.resources.abc import Traversable


class Frame(StrEnum):
    """Where the sides of an event stand in the sentence."""

    ACT = "act"  #: subject to object, else to what stands after against, on, with, to …
    MUTUAL = "mutual"  #: all named sides are both source and target: talks, accords
    RECEIVE = "receive"  #: the subject gets it from the other: "received an offer from"
    ASK = "ask"  #: subject to who shall act: "demanded that Chad leave"
    OBLIGE = "oblige"  #: subject to the subject of its content: "said Chad must leave"
    PLEDGE = "pledge"  #: subject to whom its content concerns: "promised to visit Chad"
    BLAME = "blame"  #: subject to the object; the content after "of", "for" is no event
    REFUSE = "refuse"  #: subject to who made the offer that is refused, or whom it concerns
    ALONE = "alone"  #: subject; a target only if one is named outright: "resigned"
    SUFFER = "suffer"  #: the subject is whom it is done to: "is under investigation"
    ARRIVE = "arrive"  #: from whose the subject is to where it comes: "parts arrived in"
    SETTLED = "settled"  #: a predicate on a noun that names the sides: "the sale is a done deal"


#: Fields of an entry that are sets of lemmas, or of classes of lemmas: "@troops".
ASKED = ("objects", "contains", "never", "subjects", "without", "prepositions")
#: Frames whose complement is content, not a second event.
ABSORBING = frozenset({Frame.ASK, Frame.OBLIGE, Frame.PLEDGE, Frame.BLAME, Frame.REFUSE})


@dataclass(frozen=True, slots=True)
class Entry:
    """Words with one meaning."""

    type: EventType
    name: str  #: for rules: type, kind and first word
    number: int = 0  #: its place in the file of its type, from 1
    verbs: tuple[str, ...] = ()  #: lemmas, with particles: "blow up"
    adjectives: tuple[str, ...] = ()  #: lemmas, as predicates: "is willing"
    nouns: tuple[str, ...] = ()  #: lemmas, with what stands before: "hunger strike"
    phrases: tuple[str, ...] = ()  #: lemmas or words in sequence, "*" for up to 3: "pay * visit"
    objects: frozenset[str] = frozenset()  #: one of these lemmas in the object's phrase
    contains: frozenset[str] = frozenset()  #: one of these lemmas below the trigger
    never: frozenset[str] = frozenset()  #: none of these in the object's phrase: "meet a need"
    subjects: frozenset[str] = frozenset()  #: one of these lemmas in the subject's phrase
    without: frozenset[str] = frozenset()  #: none of these below it, the subject included
    prepositions: frozenset[str] = frozenset()  #: one of these hangs on it, not before a time
    future: bool = False  #: states an event only as something to come: "would retaliate"
    refused: bool = False  #: states an event only when it is refused: "will not accept"
    negated: bool = False  #: states an event only when negated, also a past one: "did not budge"
    topical: bool = False  #: the object is what it is about, not who takes part: "discussed"
    infinitive: bool = False  #: only with a to-infinitive below: "offered to mediate"
    both: bool = False  #: states an event only if both sides are named: "invested in"
    mode: str | None = None
    frame: Frame = Frame.ACT
    status: Status | None = None  #: of the plain statement, when it isn't OCCURRED
    example: str = ""  #: our own sentence that states such an event
    sides: tuple[str, ...] = ()  #: source and target in the example, where not in this order

    @property
    def absorbs(self) -> bool:
        """Whether what stands below the trigger is content rather than another event."""
        return self.frame in ABSORBING

    @property
    def weight(self) -> int:
        """How specific it is: of several that match a word, the heaviest is taken."""
        return (
            2 * bool(self.objects)
            + bool(self.contains)
            + bool(self.subjects)
            + bool(self.prepositions)
            + bool(self.infinitive)
            + bool(self.phrases)
            + self.negated
        )


class Lexicon:
    """Entries by the first or last word that can match. Immutable once built; share one."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self.verbs = _index((verb.split()[0], e) for e in self.entries for verb in e.verbs)
        self.adjectives = _index((word, e) for e in self.entries for word in e.adjectives)
        self.nouns = _index((noun.split()[-1], e) for e in self.entries for noun in e.nouns)
        self.phrases = _index((text.split()[0], e) for e in self.entries for text in e.phrases)

    @classmethod
    def load(cls) -> Lexicon:
        """The lexicon that kb ships."""
        folder = resources.files("kb.extract").joinpath("data/lexicon")
        classes = tomllib.loads(folder.joinpath("classes.toml").read_text("utf-8"))
        return cls(
            _entry(kind, number, row, classes)
            for kind in EventType
            for number, row in _rows(folder.joinpath(f"{kind.value.lower()}.toml"), kind)
        )


def load_ontology() -> Mapping[EventType, Mapping[str, Any]]:
    """PLOVER's types: quad, score, definition and modes of each, from data/plover.toml."""
    text = resources.files("kb.extract").joinpath("data/plover.toml").read_text("utf-8")
    table = tomllib.loads(text)
    return {kind: table[kind.value] for kind in EventType}


def _rows(file: Traversable, kind: EventType) -> Iterable[tuple[int, Mapping[str, Any]]]:
    rows: list[Mapping[str, Any]] = tomllib.loads(file.read_text("utf-8"))[kind.value]
    return enumerate(rows, start=1)


def _index(pairs: Iterable[tuple[str, Entry]]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for word, entry in pairs:
        entries = found.setdefault(word, [])
        if entry not in entries:
            entries.append(entry)
    return {word: tuple(entries) for word, entries in found.items()}


def _entry(
    kind: EventType, number: int, row: Mapping[str, Any], classes: Mapping[str, list[str]]
) -> Entry:
    words = {key: tuple(row.get(key, ())) for key in ("verbs", "adjectives", "nouns", "phrases")}
    sort, first = next((key, value[0]) for key, value in words.items() if value)
    asked = {key: frozenset(_expanded(row.get(key, ()), classes)) for key in ASKED}
    return Entry(
        type=kind,
        name=f"{kind.value.lower()}: {sort[:-1]} {first}",
        number=number,
        **words,
        objects=asked["objects"],
        contains=asked["contains"],
        never=asked["never"],
        subjects=asked["subjects"],
        without=asked["without"],
        prepositions=asked["prepositions"],
        future=row.get("future", False),
        refused=row.get("refused", False),
        negated=row.get("negated", False),
        topical=row.get("topical", False),
        infinitive=row.get("infinitive", False),
        both=row.get("both", False),
        mode=row.get("mode"),
        frame=Frame(row.get("frame", "act")),
        status=Status(row["status"]) if "status" in row else None,
        example=row["example"],
        sides=tuple(row.get("sides", ())),
    )


def _expanded(words: Iterable[str], classes: Mapping[str, list[str]]) -> Iterator[str]:
    """Lemmas, with "@troops" replaced by the words of that class. KeyError when there is none."""
    for word in words:
        if word.startswith("@"):
            yield from classes[word[1:]]
        else:
            yield word
