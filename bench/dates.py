"""Score kb's dates on a folder of TimeML files.

    python bench/dates.py DIR [--predictions OUT.jsonl] [--errors]

Prints relaxed and strict span F1, value F1 (as TempEval-3 counts: right values among overlapping
spans, times relaxed F1), calendar F1 (only values that are a day, week, month, quarter, season,
year or decade; times count as their day), and documents per second of processor time. UzZaman et
al. 2013, "SemEval-2013 Task 1: TempEval-3", section 5, defines the first three.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from kb.extract.dates import find_dates
from kb.extract.dates.timeml import Document, Mark, mark, read_document

CALENDAR = re.compile(r"\d{3,4}(-\d\d(-\d\d)?|-W\d\d(-WE)?|-Q\d|-H\d|-(SP|SU|FA|WI))?")


@dataclass
class Tally:
    """Counts over documents."""

    gold: int = 0
    system: int = 0
    relaxed: int = 0
    strict: int = 0
    values: int = 0
    calendar: Counter[str] = field(default_factory=Counter)  #: "gold", "system", "right"
    errors: list[dict[str, str]] = field(default_factory=list)

    def add(self, document: Document, found: tuple[Mark, ...]) -> None:
        """Count one document."""
        gold = [m for m in document.marks if m.text.strip()]
        pairs = align(gold, found)
        self.gold += len(gold)
        self.system += len(found)
        self.relaxed += len(pairs)
        self.strict += sum((g.start, g.end) == (f.start, f.end) for g, f in pairs)
        self.values += sum(g.value == f.value for g, f in pairs)
        self.calendar["gold"] += sum(calendar(g) is not None for g in gold)
        self.calendar["system"] += sum(calendar(f) is not None for f in found)
        self.calendar["right"] += sum(
            calendar(g) is not None and calendar(g) == calendar(f) for g, f in pairs
        )
        self._note_errors(document, gold, found, pairs)

    def _note_errors(
        self,
        document: Document,
        gold: list[Mark],
        found: tuple[Mark, ...],
        pairs: list[tuple[Mark, Mark]],
    ) -> None:
        paired_gold, paired_found = [g for g, _ in pairs], [f for _, f in pairs]
        rows: list[tuple[Mark | None, Mark | None]] = []
        rows += [(g, f) for g, f in pairs if g.value != f.value]
        rows += [(g, None) for g in gold if g not in paired_gold]
        rows += [(None, f) for f in found if f not in paired_found]
        for g, f in rows:
            at = g or f
            assert at is not None
            context = document.text[max(0, at.start - 50) : at.end + 30].replace("\n", "¶")
            kind = "value" if g and f else "missed" if g else "spurious"
            self.errors.append(
                {"doc": document.name[:14], "created": document.created, "error": kind}
                | ({"gold": f"{g.text} [{g.type} {g.value}]"} if g else {})
                | ({"found": f"{f.text} [{f.type} {f.value}]"} if f else {})
                | {"context": context}
            )


def align(gold: list[Mark], found: tuple[Mark, ...]) -> list[tuple[Mark, Mark]]:
    """Pairs, each mark once: equal spans first, then the first free one that overlaps."""
    free, pairs, rest = list(found), [], []
    for g in gold:
        same = next((f for f in free if (f.start, f.end) == (g.start, g.end)), None)
        if same:
            free.remove(same)
            pairs.append((g, same))
        else:
            rest.append(g)
    for g in rest:
        near = next((f for f in free if min(g.end, f.end) > max(g.start, f.start)), None)
        if near:
            free.remove(near)
            pairs.append((g, near))
    return pairs


def calendar(mark_: Mark) -> str | None:
    """A mark's calendar value, a time of day cut to its day; None if it has none."""
    if mark_.type not in {"DATE", "TIME"}:
        return None
    value = re.sub(r"(?<=\d{4}-\d\d-\d\d)T.*", "", mark_.value)
    return value if CALENDAR.fullmatch(value) else None


def f1(right: int, system: int, gold: int) -> float:
    """Harmonic mean of precision and recall, in percent."""
    return 200 * right / (system + gold) if system + gold else 0.0


def report(tally: Tally, documents: int, seconds: float) -> str:
    """The metrics as text."""
    cal, kinds = tally.calendar, Counter(error["error"] for error in tally.errors)
    relaxed = f1(tally.relaxed, tally.system, tally.gold)
    values = relaxed * tally.values / tally.relaxed if tally.relaxed else 0.0
    return (
        f"documents {documents}, expressions {tally.gold}, found {tally.system}\n"
        f"relaxed F1   {relaxed:6.2f}\n"
        f"strict F1    {f1(tally.strict, tally.system, tally.gold):6.2f}\n"
        f"value F1     {values:6.2f}\n"
        f"calendar F1  {f1(cal['right'], cal['system'], cal['gold']):6.2f}"
        f"  ({cal['right']} right of {cal['system']} found, {cal['gold']} in the text)\n"
        f"documents/s  {documents / seconds:6.0f}\n"
        f"errors       {kinds['value']} values, {kinds['missed']} missed, "
        f"{kinds['spurious']} spurious"
    )


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="a folder of .tml files")
    parser.add_argument("--predictions", type=Path, help="write one JSON line for each expression")
    parser.add_argument("--errors", action="store_true", help="list what differs")
    options = parser.parse_args()
    documents = [
        read_document(p) for p in sorted(options.folder.rglob("*.tml")) if p.name[0] != "."
    ]
    if not documents:
        parser.error(f"no .tml files in {options.folder}")
    find_dates(
        "on Monday", documents[0].reference
    )  # compiles the rules, which is no document's cost
    started = time.process_time()  # one core, whatever else the machine does
    found = [mark(d.text, find_dates(d.text, d.reference)) for d in documents]
    seconds = time.process_time() - started
    tally = Tally()
    for document, marks in zip(documents, found, strict=True):
        tally.add(document, marks)
    if options.errors:
        for error in tally.errors:
            print(json.dumps(error, ensure_ascii=False))
    print(report(tally, len(documents), seconds))
    if options.predictions:
        write_predictions(options.predictions, documents, found)


def write_predictions(path: Path, documents: list[Document], found: list[tuple[Mark, ...]]) -> None:
    """One JSON line for each expression: doc, start, end, text, type, value."""
    with path.open("w", encoding="utf-8") as out:
        for document, marks in zip(documents, found, strict=True):
            for one in marks:
                line = {"doc": document.name, "start": one.start, "end": one.end, "text": one.text}
                out.write(json.dumps(line | {"type": one.type, "value": one.value}) + "\n")


if __name__ == "__main__":
    main()
