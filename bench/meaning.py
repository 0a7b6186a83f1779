"""Score kb's extraction on sentences whose events are known.

    python bench/meaning.py [SET.jsonl] [--predictions OUT.jsonl] [--errors N]

SET is one JSON object a line: "id", "date", "text" and "events", each with "source", "target"
(actor codes, "---" for nobody), "type" (PLOVER's) and, where it is judged, "status". Without SET
it is our own, bench/meaning_set.jsonl. Prints F1 of type (macro: the mean over the set's types),
of source, target, pair and triple, the share of sentences without events that got one, and
sentences per second of processor time. docs/meaning.md defines the metrics and the actor codes.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.extract import RuleExtractor
from kb.extract.tables import read_table
from kb.model.articles import Article, Published, PublishedBasis
from kb.model.entities import Actor, ActorKind, actor_id
from kb.model.events import EventType, Mention, Role, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    Event = dict[str, Any]
    Key = Callable[[Event], Hashable]

OWN_SET = Path(__file__).with_name("meaning_set.jsonl")
NOBODY = "---"
#: How many letters of an actor code count.
LEVELS = {"country": 3, "sector": 6, "exact": None}
#: Sectors by key of bodies.tsv; any other office of a state is its government (GOV).
SECTORS = {
    "parliament": "LEG",
    "senate": "LEG",
    "lower_house": "LEG",
    "military": "MIL",
    "air_force": "MIL",
    "navy": "MIL",
    "police": "COP",
    "intelligence": "SPY",
    "court": "JUD",
    "supreme_court": "JUD",
    "rebels": "REB",
    "opposition": "OPP",
    "students": "EDU",
    "workers": "LAB",
    "refugees": "REF",
    "business": "BUS",
    "media": "JRN",
    "clergy": "REL",
    "settlers": "CVL",
    "people": "CVL",
    "protesters": "CVL",
    "prisoners": "CVL",
}
#: Sectors of organisations that belong to a state, by kind in organisations.tsv.
NATIONAL = {"C": "BUS", "P": "PTY"}
#: Codes of organisations that belong to no one state, by kind in organisations.tsv.
INTERNATIONAL = {"I": "IGO", "U": "IGO", "N": "NGO", "C": "MNC", "A": "IMG", "P": "ISM"}
#: What PLOVER has another type for than kb, which keeps the type and says so by status.
AS_PLOVER = {(EventType.CONSULT, Status.CALLED_OFF): EventType.REJECT}


class ActorCodes:
    """Actor codes in the manner of CAMEO and PLOVER: alpha-3 with a sector, IGO, IMG, ..."""

    def __init__(self) -> None:
        self._kinds = {
            actor_id(kind, row["name"]): row["kind"]
            for row in read_table("organisations.tsv")
            for kind in (ActorKind.ARMED_GROUP, ActorKind.ORGANISATION)
        }
        self._bodies = {row["name"]: row["key"] for row in read_table("bodies.tsv")}
        self._offices = {row["name"]: row["body"] for row in read_table("offices.tsv")}

    def code(self, actor: Actor) -> str:
        """An actor's code: "TUR", "TURMIL", "IGO"; "---" for whom no state or kind is known."""
        country = self._country(actor)
        if country:
            return country + self._sector(actor)
        for identity in (actor.principal, actor.id):
            if identity in self._kinds:
                return INTERNATIONAL[self._kinds[identity]]
        if actor.kind is ActorKind.ARMED_GROUP:
            return "IMG"
        return "IGO" if actor.kind is ActorKind.ORGANISATION and actor.known else NOBODY

    def _country(self, actor: Actor) -> str | None:
        """The state that it acts for, else the one that it belongs to."""
        state = re.fullmatch(r"act_([A-Z]{3})", actor.principal)  # see state_id
        return state[1] if state else actor.country

    def _sector(self, actor: Actor) -> str:
        if actor.kind is ActorKind.STATE:
            return ""
        if actor.kind is ActorKind.ARMED_GROUP:
            return "REB"
        if kind := NATIONAL.get(self._kinds.get(actor.id, "")):
            return kind
        body = self._offices.get(actor.name) or self._bodies.get(actor.name.split(" of ")[0])
        governs = bool(actor.acts_for) or actor.kind is ActorKind.OFFICE
        return SECTORS.get(body or "", "GOV" if governs else "")


def events_of(mentions: Iterable[Mention], codes: ActorCodes) -> list[Event]:
    """The mentions as the set has events: one for each source and target, none twice."""
    found: list[Event] = []
    for mention in mentions:
        kind = AS_PLOVER.get((mention.type, mention.status), mention.type)
        for source, target in pairs(mention):
            event = {
                "source": codes.code(source) if source else NOBODY,
                "target": codes.code(target) if target else NOBODY,
                "code": None,
                "type": kind.value,
                "mode": mention.mode,
                "context": None,
                "status": mention.status.value,
            }
            if event not in found:
                found.append(event)
    return found


def pairs(mention: Mention) -> list[tuple[Actor | None, Actor | None]]:
    """Who did it to whom, every source with every target; nobody with itself in talks."""
    sources = mention.actors(Role.SOURCE) or (None,)
    targets = mention.actors(Role.TARGET) or (None,)
    both = [(s, t) for s in sources for t in targets]
    apart = [(s, t) for s, t in both if s is None or t is None or s.id != t.id]
    return apart or [(s, None) for s in sources]


def predict(rows: Sequence[Event], extractor: RuleExtractor) -> tuple[list[list[Event]], float]:
    """The events that kb finds in each sentence, and the seconds of processor time it took."""
    codes = ActorCodes()
    articles = [Article(row["text"], published=_published(row.get("date"))) for row in rows]
    extractor.extract(articles[0])  # loads model and data, which is no sentence's cost
    started = time.process_time()  # one core, whatever else the machine does
    found = [extractor.extract(article).mentions for article in articles]
    seconds = time.process_time() - started
    return [events_of(mentions, codes) for mentions in found], seconds


def _published(stated: str | None) -> Published | None:
    if not stated:
        return None
    day = date.fromisoformat(stated)
    return Published(day, day, stated, PublishedBasis.SIDECAR)


@dataclass
class Count:
    """How many of what was asked for were found."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def add(self, gold: Counter[Any], found: Counter[Any]) -> None:
        """Count one sentence; equal keys match as often as both sides have them."""
        self.right += (gold & found).total()
        self.found += found.total()
        self.gold += gold.total()

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of what was asked for that was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.found + self.gold
        return 2 * self.right / both if both else 0.0


@dataclass
class Tally:
    """Counts over the sentences of a set."""

    level: str = "country"
    metrics: dict[str, Count] = field(default_factory=dict)
    types: dict[str, Count] = field(default_factory=dict)
    empty: Count = field(default_factory=Count)  #: found: coded; gold: sentences without events
    status: Count = field(default_factory=Count)  #: right of gold: types found, with their status
    undone: Count = field(default_factory=Count)  #: the same of all types said but not done
    errors: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)

    def add(self, row: Event, found: list[Event]) -> None:
        """Count one sentence."""
        gold = row["events"]
        typed, said = [e for e in gold if e.get("type")], [e for e in found if e.get("type")]
        for name, key in self._keys().items():
            left, right = (typed, said) if name == "triple" else (gold, found)
            self._count(name).add(Counter(map(key, left)), Counter(map(key, right)))
        asked, given = ({e["type"] for e in events} for events in (typed, said))
        self._count("type").add(Counter(asked), Counter(given))
        for kind in sorted(asked | given):
            count = self.types.setdefault(kind, Count())
            count.add(Counter({kind} & asked), Counter({kind} & given))
        self.empty.gold += not gold
        self.empty.found += not gold and bool(found)
        self._add_status(typed, said)
        for error in errors(typed, said, self._keys()):
            self.errors[error] += 1
            self.examples.setdefault(error, row["text"])

    def _add_status(self, gold: list[Event], found: list[Event]) -> None:
        for kind in {e["type"] for e in gold}:
            asked = {e.get("status") for e in gold if e["type"] == kind} - {None}
            given = {e.get("status") for e in found if e["type"] == kind}
            if asked and given:
                self.status.gold += 1
                self.status.right += asked == given
            if asked - {Status.OCCURRED.value}:
                self.undone.gold += 1
                self.undone.right += asked == given

    def _count(self, name: str) -> Count:
        return self.metrics.setdefault(name, Count())

    def _keys(self) -> dict[str, Key]:
        """What of an event each metric compares."""

        def source(event: Event) -> str:
            return cut(event.get("source"), self.level)

        def target(event: Event) -> str:
            return cut(event.get("target"), self.level)

        return {
            "source": source,
            "target": target,
            "pair": lambda e: (source(e), target(e)),
            "triple": lambda e: (source(e), target(e), e["type"]),
        }

    @property
    def macro(self) -> float:
        """The mean F1 of the types that the set has."""
        asked = [count.f1 for count in self.types.values() if count.gold]
        return sum(asked) / len(asked) if asked else 0.0


def cut(code: str | None, level: str) -> str:
    """An actor code at a level; all ways to write nobody are one."""
    plain = (code or "").strip().strip('"').strip().upper()
    return plain[: LEVELS[level]] if plain not in {"", NOBODY, "***"} else NOBODY


def errors(gold: list[Event], found: list[Event], keys: dict[str, Key]) -> Iterator[str]:
    """What is wrong with one sentence: its types, then sides and status of those that are right."""
    asked, given = ({e["type"] for e in events} for events in (gold, found))
    missed, extra = sorted(asked - given), sorted(given - asked)
    if missed and extra:
        yield f"{missed[0]} taken for {extra[0]}"
    else:
        yield from (f"{kind} missed" for kind in missed)
        yield from (f"{kind} {'beside others' if gold else 'where is none'}" for kind in extra)
    for kind in sorted(asked & given):
        left, right = ([e for e in events if e["type"] == kind] for events in (gold, found))
        yield from _side_errors(left, right, keys)
        was, read = (sorted({e.get("status") or "" for e in side}) for side in (left, right))
        if all(was) and was != read:
            yield f"status {'+'.join(was)} read as {'+'.join(read)}"


def _side_errors(gold: list[Event], found: list[Event], keys: dict[str, Key]) -> Iterator[str]:
    """What is wrong with the sides of events of one type."""
    turned = {(keys["target"](e), keys["source"](e)) for e in found}
    if {keys["pair"](e) for e in gold} == turned != {keys["pair"](e) for e in found}:
        yield "source and target exchanged"
        return
    for side in ("source", "target"):
        asked, given = ({keys[side](e) for e in events} for events in (gold, found))
        if asked == given:
            continue
        if given == {NOBODY}:
            yield f"{side} missed"
        elif asked == {NOBODY}:
            yield f"{side} where is none"
        elif asked & given:
            yield f"{side} in part: one of several missed or too many"
        else:
            yield f"{side} wrong: another actor"


def report(tally: Tally, sentences: int, seconds: float | None) -> str:
    """The metrics as text, F1 from 0 to 1."""
    lines = [f"sentences {sentences}, actor codes by {tally.level}"]
    lines.append(f"type macro-F1  {tally.macro:.4f}")
    names = ("type", "source", "target", "pair", "triple")
    lines += [f"{name:<13}  {_figures(tally.metrics[name])}" for name in names]
    empty = tally.empty
    share = f" ({empty.found / empty.gold:.1%})" if empty.gold else ""
    lines.append(f"no event       {empty.found} of {empty.gold} sentences falsely coded{share}")
    if tally.status.gold:
        status = tally.status
        right = f"{status.right} of {status.gold} ({status.recall:.1%})"
        lines.append(f"status         right in {right} of the types found")
        right = f"{tally.undone.right} of {tally.undone.gold} ({tally.undone.recall:.1%})"
        lines.append(f"said, not done type and status right in {right}")
    if seconds:
        lines.append(f"sentences/s    {sentences / seconds:.0f}")
    ranked = sorted(tally.types.items(), key=lambda item: (-item[1].gold, item[0]))
    lines += [f"  {kind:<11}  {_figures(count)}" for kind, count in ranked]
    return "\n".join(lines)


def _figures(count: Count) -> str:
    values = f"F1 {count.f1:.4f}  P {count.precision:.4f}  R {count.recall:.4f}"
    return f"{values}  ({count.right} right of {count.found} found, {count.gold} in the set)"


def read_rows(path: Path) -> list[Event]:
    """The lines of a set."""
    lines = path.read_text(encoding="utf-8").split("\n")  # a text may hold U+2028
    return [json.loads(line) for line in lines if line.strip()]


def write_predictions(path: Path, rows: list[Event], found: list[list[Event]]) -> None:
    """The set's lines with our events in the place of its own."""
    with path.open("w", encoding="utf-8") as out:
        for row, events in zip(rows, found, strict=True):
            kept = {key: row.get(key) for key in ("id", "set", "date", "text")}
            out.write(json.dumps(kept | {"events": events}, ensure_ascii=False) + "\n")


def score(rows: Sequence[Event], found: Sequence[list[Event]], level: str = "country") -> Tally:
    """Count found events, a list for each sentence, against those of the set."""
    tally = Tally(level)
    for row, events in zip(rows, found, strict=True):
        tally.add(row, events)
    return tally


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("set", type=Path, nargs="?", default=OWN_SET, help="default: our own set")
    parser.add_argument("--actor-level", choices=LEVELS, default="country")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="the N commonest errors")
    parser.add_argument("--predictions", type=Path, help="write what was found, in the set's shape")
    parser.add_argument("--score", type=Path, metavar="JSONL", help="score these, extract nothing")
    options = parser.parse_args()
    rows = read_rows(options.set)
    if not rows:
        parser.error(f"no sentences in {options.set}")
    seconds = None
    if options.score:
        given = {row["id"]: row["events"] for row in read_rows(options.score)}
        found = [given.get(row["id"], []) for row in rows]
    else:
        found, seconds = predict(rows, RuleExtractor())
    tally = score(rows, found, options.actor_level)
    print(report(tally, len(rows), seconds))
    for error, times in tally.errors.most_common(options.errors):
        print(f"{times:4}  {error}\n      {tally.examples[error]}")
    if options.predictions:
        write_predictions(options.predictions, rows, found)


if __name__ == "__main__":
    main()
