"""The tables of docs/dates.md, run."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kb.extract.dates import Reference, Timex, find_dates, parse_date
from kb.model.dates import Basis

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = Path(__file__).parents[3] / "docs" / "dates.md"
DEFAULT = "2019-04-04"


def rows() -> Iterator[dict[str, str]]:
    """Every row of every table: column -> cell."""
    header: list[str] = []
    for line in DOCS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("|"):
            header = []
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not header:
            header = cells
        elif not set(line) <= set("|-"):
            yield dict(zip(header, cells, strict=True))


ROWS = list(rows())


def reference(text: str) -> Reference | None:
    """The reference that a row states."""
    if text == "unknown":
        return None
    parsed = parse_date(text)
    assert parsed.earliest
    assert parsed.latest
    return Reference(parsed.earliest, parsed.latest, Basis.RELATIVE_TO_PUBLICATION)


def found_in(row: dict[str, str]) -> tuple[Timex, ...]:
    """What is found in a row's text, without the marks of emphasis."""
    return find_dates(row["text"].replace("**", ""), reference(row.get("reference", DEFAULT)))


@pytest.mark.parametrize(
    "row", [r for r in ROWS if "**" in r.get("text", "")], ids=lambda r: r["text"]
)
def test_rule_of_the_docs(row: dict[str, str]) -> None:
    """The words in bold are found, and mean what their row says."""
    bold = re.search(r"\*\*(.+?)\*\*", row["text"])
    assert bold
    timex = next(t for t in found_in(row) if t.span.start == bold.start())
    assert timex.span.text == bold[1]
    said = {
        "EDTF": timex.date.edtf or "",
        "precision": timex.date.precision or "",
        "part": timex.date.part or "",
        "extent": timex.date.extent,
        "basis": timex.date.basis or "",
        "kind": timex.kind,
        "value": timex.value or "",
    }
    assert {k: str(v) for k, v in said.items() if k in row} == {k: row[k] for k in said if k in row}


@pytest.mark.parametrize("row", [r for r in ROWS if list(r) == ["text"]], ids=lambda r: r["text"])
def test_words_that_are_no_dates(row: dict[str, str]) -> None:
    """Ordinary words that look like parts of dates are not found."""
    assert found_in(row) == ()


@pytest.mark.parametrize("row", [r for r in ROWS if "date" in r], ids=lambda r: r["date"])
def test_dates_that_parse(row: dict[str, str]) -> None:
    """Text that is a date parses to what its row says."""
    parsed = parse_date(row["date"])
    assert (parsed.edtf, str(parsed.precision)) == (row["EDTF"], row["precision"])


def test_every_table_is_run() -> None:
    """No row of the docs escapes the tests above."""
    kinds = Counter(
        "rule"
        if "**" in r.get("text", "")
        else "none"
        if list(r) == ["text"]
        else "date"
        if "date" in r
        else "?"
        for r in ROWS
    )
    assert kinds["?"] == 0
    assert kinds["rule"] > 90
    assert kinds["none"] >= 5
    assert kinds["date"] >= 10
