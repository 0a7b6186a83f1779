"""`kb dates`: what a file's words date, as a table, JSON and TimeML, without a database."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from tests.cli.conftest import parse

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Kb

TEXT = """\
Envoy sees a treaty before next week's summit

STRELSAU, April 3 (Agency) - The draft was signed on Monday. Two days later it was published.

Deliveries begin on 4/7/2019, and inspectors come every Monday for two weeks.
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """An article with a headline and a dateline that states no date with a year."""
    file = tmp_path / "story.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def edtf(document: dict[str, Any]) -> dict[str, str | None]:
    """Words -> EDTF, of the expressions of a document."""
    return {row["text"]: row["date"]["edtf"] for row in document["expressions"]}


def test_json_has_every_expression_where_it_stands(kb: Kb, story: Path) -> None:
    """Headline, dateline and narrative are read, and every expression's offsets fit the text."""
    document = parse(kb("dates", str(story), "--published", "2019-04-04", "--format", "json"))
    text = document["article"]["text"]
    for row in document["expressions"]:
        assert text[row["start"] : row["end"]] == row["text"]
    assert edtf(document) == {
        "next week": "2019-04-08/2019-04-14",
        "April 3": "2019-04-03",
        "Monday": "2019-04-01",
        "Two days later": "2019-04-03",
        "4/7/2019": "2019-04-07/2019-07-04",
        "every Monday": None,
        "two weeks": None,
    }
    assert document["warnings"] == []


def test_the_table_shows_days_precision_and_basis(kb: Kb, story: Path) -> None:
    """A row has the phrase, its kind, the EDTF, both bounds, the precision and the basis."""
    result = kb("dates", str(story), "--published", "2019-04-04")
    rows = [line.split() for line in result.stdout.splitlines()]
    bounds = ["2019-04-08/2019-04-14", "2019-04-08", "2019-04-14"]
    assert ["next", "week", "DATE", *bounds, "WEEK", "–", "RELATIVE_TO_PUBLICATION"] in rows
    assert ["two", "weeks", "DURATION", "P2W", *"–––––"] in rows
    assert ["every", "Monday", "SET", "XXXX-WXX-1", *"–––––"] in rows
    assert result.stderr == ""


def test_without_a_publication_date_the_relative_is_unresolved(kb: Kb, story: Path) -> None:
    """Relative expressions are shown as unresolved, and a line says how many and why."""
    result = kb("dates", str(story))
    assert result.exit_code == 0
    assert result.stdout.count("unresolved  ") == 4
    assert "No publication date is known: 4 relative dates are unresolved" in result.stdout


def test_the_missing_date_is_said_outside_of_json(kb: Kb, story: Path) -> None:
    """In JSON unresolved dates are null, and the warning is in the document and on stderr."""
    result = kb("dates", str(story), "--format", "json")
    document = parse(result)
    assert edtf(document)["Monday"] is None
    assert document["warnings"][0].startswith("no publication date is known")
    assert result.stderr.startswith("warning: ")


@pytest.mark.parametrize(
    ("option", "day"), [("--day-first", "2019-07-04"), ("--month-first", "2019-04-07")]
)
def test_slashes_are_read_as_said(kb: Kb, story: Path, option: str, day: str) -> None:
    """4/7/2019 is one day once it is said which of the two numbers is the day."""
    assert edtf(parse(kb("dates", str(story), option, "--format", "json")))["4/7/2019"] == day


def test_timex3_is_a_timeml_document(kb: Kb, story: Path) -> None:
    """The XML holds the whole text, the creation time and a TIMEX3 for each that has a value."""
    result = kb("dates", str(story), "--published", "2019-04-04", "--format", "timex3")
    root = ET.fromstring(result.stdout)  # noqa: S314 -- our own output
    body, created = root.find("TEXT"), root.find("DCT/TIMEX3")
    assert body is not None
    assert created is not None
    assert "".join(body.itertext()) == TEXT
    assert created.attrib["value"] == "2019-04-04"
    assert [(mark.text, mark.attrib["type"], mark.attrib["value"]) for mark in body] == [
        ("next week", "DATE", "2019-W15"),
        ("April 3", "DATE", "2019-04-03"),
        ("Monday", "DATE", "2019-04-01"),
        ("Two days later", "DATE", "2019-04-03"),
        ("4/7/2019", "DATE", "2019-04-07"),
        ("every Monday", "SET", "XXXX-WXX-1"),
        ("two weeks", "DURATION", "P2W"),
    ]


def test_timex3_of_any_text_is_xml(kb: Kb) -> None:
    """Markup and control characters of a text can't break the document or move its offsets."""
    text = "A <b>\x01 & B\x0b were signed in 2016 ]]>.\n"
    result = kb("dates", "-", "--format", "timex3", stdin=text)
    body = ET.fromstring(result.stdout).find("TEXT")  # noqa: S314 -- our own output
    assert body is not None
    assert len("".join(body.itertext())) == len(text)
    assert [mark.text for mark in body] == ["2016"]


def test_quotations_count_from_the_day_of_speaking(kb: Kb) -> None:
    """In speech, words count from the day that its report states; without one they stay open."""
    text = (
        '"We met yesterday," the president of Ghana said on Tuesday.\n\n'
        '"They left yesterday," an official added.\n'
    )
    document = parse(
        kb("dates", "-", "--published", "2019-04-04", "--format", "json", stdin=f"Talks\n\n{text}")
    )
    found = [(row["text"], row["date"]["edtf"]) for row in document["expressions"]]
    assert found == [("yesterday", "2019-04-01"), ("Tuesday", "2019-04-02"), ("yesterday", None)]
    assert document["expressions"][0]["date"]["basis"] == "RELATIVE_TO_QUOTATION"


def test_a_title_beside_the_text_is_read_too(kb: Kb, tmp_path: Path) -> None:
    """Expressions of a title in the metadata say that their offsets are the title's."""
    file = tmp_path / "story.md"
    file.write_text("---\ntitle: A treaty since 2014\n---\nIt holds.\n", encoding="utf-8")
    (row,) = parse(kb("dates", str(file), "--format", "json"))["expressions"]
    assert (row["in"], row["start"], row["end"]) == ("title", 9, 19)
    assert row["date"]["edtf"] == "2014/.."


def test_captions_are_left_out(kb: Kb, tmp_path: Path) -> None:
    """The day of a photo is no date of the story."""
    file = tmp_path / "story.md"
    file.write_text("A treaty was signed in 2016.\n\n![Seen on May 3, 2011](a.png)\n", "utf-8")
    rows = parse(kb("dates", str(file), "--format", "json"))["expressions"]
    assert [row["text"] for row in rows] == ["2016"]


def test_several_articles_and_a_refusal(kb: Kb, tmp_path: Path) -> None:
    """A file of several articles gives one document a line, and a bad record a refusal."""
    file = tmp_path / "wire.jsonl"
    good = [json.dumps({"title": f"T{n}", "text": f"Signed in 201{n}."}) for n in (1, 2)]
    file.write_text("\n".join([good[0], "{", good[1]]), encoding="utf-8")
    result = kb("dates", str(file), "--format", "json")
    assert result.exit_code == 1
    assert [edtf(json.loads(line)) for line in result.stdout.splitlines()] == [
        {"2011": "2011"},
        {"2012": "2012"},
    ]
    assert result.stderr.count("refused: ") == 1


def test_a_text_without_dates_says_so(kb: Kb) -> None:
    """A table without rows is one line; words that only look like dates are none."""
    result = kb("dates", "-", stdin="May they march\n\nTheresa May may march for a second.\n")
    assert "No dates." in result.stdout


def test_a_date_that_is_none_is_misuse(kb: Kb, story: Path) -> None:
    """A publication date that can't be read ends with 2 before anything is read."""
    result = kb("dates", str(story), "--published", "yesterday")
    assert result.exit_code == 2
    assert "2019-04-04" in result.stderr
