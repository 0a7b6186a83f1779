"""TimeML in and out, and the benchmark that reads it."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from kb.extract.dates import find_dates
from kb.extract.dates.timeml import Document, Mark, as_row, mark, read_document, write_document
from kb.model.dates import Basis

ROOT = Path(__file__).parents[3]
SET = ROOT / "bench" / "dates_set"
SAMPLE = """<?xml version="1.0"?>
<TimeML>
<DCT><TIMEX3 tid="t0" type="DATE" value="2019-04-04">4 April</TIMEX3></DCT>
<TEXT>A &amp; B met on <EVENT eid="e1">a</EVENT> \
<TIMEX3 tid="t1" type="DATE" value="2019-04-03">Wednesday</TIMEX3>.</TEXT>
</TimeML>
"""


@pytest.fixture
def sample(tmp_path: Path) -> Document:
    """A document with entities, another tag and one expression."""
    path = tmp_path / "sample.tml"
    path.write_text(SAMPLE, encoding="utf-8")
    return read_document(path)


def test_a_document_loses_its_tags_and_keeps_its_marks(sample: Document) -> None:
    """Entities are unescaped, tags stripped, and offsets refer to what is left."""
    assert sample.text == "A & B met on a Wednesday."
    assert sample.marks == (Mark(15, 24, "Wednesday", "DATE", "2019-04-03"),)
    assert sample.name == "sample"


def test_the_creation_time_is_the_reference(sample: Document) -> None:
    """Relative words of a document count from its DCT."""
    assert sample.reference is not None
    assert sample.reference.earliest == sample.reference.latest == date(2019, 4, 4)
    assert sample.reference.basis is Basis.RELATIVE_TO_PUBLICATION


@pytest.mark.parametrize("created", ["", "sometime", "2019-13"])
def test_a_document_without_a_usable_creation_time_has_no_reference(created: str) -> None:
    """A missing or broken DCT is no reference, and no error."""
    assert Document("d", created, "", ()).reference is None


def test_what_is_written_reads_back(tmp_path: Path, sample: Document) -> None:
    """A text with its expressions written as TimeML reads back to the same marks."""
    text = 'He said "A < B & C" from 3 April to 5 April; since 2014 nothing, recently.'
    found = find_dates(text, sample.reference)
    path = tmp_path / "out.tml"
    path.write_text(write_document(text, "2019-04-04", found), encoding="utf-8")
    back = read_document(path)
    assert back.text == text
    assert back.created == "2019-04-04"
    assert back.marks == mark(text, found)
    assert [(m.text, m.type, m.value) for m in back.marks] == [
        ("3 April", "DATE", "2019-04-03"),
        ("5 April", "DATE", "2019-04-05"),
        ("2014", "DATE", "2014"),
        ("recently", "DATE", "PAST_REF"),
    ]


def test_unresolved_expressions_are_not_marked() -> None:
    """Without a reference there is no value, and TIMEX3 needs one."""
    text = "on Thursday, 4 April 2019, and tomorrow"
    assert [m.text for m in mark(text, find_dates(text, None))] == ["Thursday, 4 April 2019"]


def test_a_row_holds_all_of_an_expression(sample: Document) -> None:
    """The JSON form of an expression has its words, kind, date and value."""
    (timex,) = find_dates("in early March", sample.reference)
    row = as_row(timex)
    assert json.loads(json.dumps(row)) == {
        "start": 3,
        "end": 14,
        "text": "early March",
        "kind": "DATE",
        "value": "2019-03",
        "date": {
            "edtf": "2019-03",
            "earliest": "2019-03-01",
            "latest": "2019-03-31",
            "precision": "MONTH",
            "part": "EARLY",
            "extent": "WITHIN",
            "phrase": "early March",
            "basis": "RELATIVE_TO_PUBLICATION",
        },
    }


def test_the_benchmark_scores_our_own_set(tmp_path: Path) -> None:
    """bench/dates.py prints its metrics and writes one line for each expression it found."""
    out = tmp_path / "predictions.jsonl"
    command = [
        sys.executable,
        str(ROOT / "bench" / "dates.py"),
        str(SET),
        "--predictions",
        str(out),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    values = {
        line.split(" F1")[0]: float(line.split()[2])
        for line in done.stdout.splitlines()
        if " F1 " in line
    }
    assert set(values) == {"relaxed", "strict", "value", "calendar"}
    assert values["value"] > 90
    assert values["calendar"] > 90
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    texts = {path.stem: read_document(path).text for path in SET.glob("*.tml")}
    assert all(texts[x["doc"]][x["start"] : x["end"]] == x["text"] for x in lines)
    assert {"doc", "start", "end", "text", "type", "value"} == set(lines[0])


def test_our_own_set_is_well_formed() -> None:
    """Every document of bench/dates_set states its creation time and marks expressions."""
    documents = [read_document(path) for path in sorted(SET.glob("*.tml"))]
    assert len(documents) >= 7
    assert all(d.reference and len(d.marks) >= 5 for d in documents)
