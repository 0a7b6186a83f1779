"""`kb extract`: files in, tables and JSON out, without a database."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from kb.extract import RuleExtractor
from tests.cli.conftest import parse
from tests.plugins import SILENT, install

if TYPE_CHECKING:
    from pathlib import Path

    from kb.model.articles import Article
    from kb.model.events import Extraction
    from tests.cli.conftest import Kb

SENTENCE = "Germany and France signed an agreement in Paris on Thursday."


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A short article that states no date."""
    file = tmp_path / "story.txt"
    file.write_text(f"A deal is signed\n\n{SENTENCE}\n", encoding="utf-8")
    return file


def test_json_needs_no_database_and_offsets_fit(kb: Kb, story: Path) -> None:
    """The document has the article's text, and every quote stands where it says."""
    document = parse(kb("extract", str(story), "--published", "2019-04-05", "--format", "json"))
    text = document["article"]["text"]
    assert document["version"] == 1
    assert document["mentions"]
    for mention in document["mentions"]:
        assert text[mention["start"] : mention["end"]] == mention["quote"]
    assert document["mentions"][0]["date"]["edtf"] == "2019-04-04"


def test_the_table_names_the_article_and_its_events(kb: Kb, story: Path) -> None:
    """The table has the title, the day that was resolved and the quote."""
    result = kb("extract", str(story), "--published", "2019-04-05")
    assert result.exit_code == 0
    assert "2019-04-04" in result.stdout
    assert SENTENCE in " ".join(result.stdout.split())


def test_without_a_date_the_unresolved_is_said(kb: Kb, story: Path) -> None:
    """A weekday that nothing resolves stays undated, with a warning and success."""
    result = kb("extract", str(story))
    assert result.exit_code == 0
    assert "warning: " in result.stderr
    assert 'undated ("' in result.stdout


def test_several_articles_are_json_lines(kb: Kb, tmp_path: Path) -> None:
    """A file of several articles gives one document a line, and a bad record a refusal."""
    file = tmp_path / "wire.jsonl"
    good = [json.dumps({"title": f"T{n}", "text": SENTENCE}) for n in (1, 2)]
    file.write_text("\n".join([good[0], "{", good[1]]), encoding="utf-8")
    result = kb("extract", str(file), "--format", "json")
    assert result.exit_code == 1
    assert [json.loads(line)["article"]["title"] for line in result.stdout.splitlines()] == [
        "T1",
        "T2",
    ]
    assert result.stderr.count("refused: ") == 1
    assert "line 2" in result.stderr


def test_standard_input_is_a_file(kb: Kb) -> None:
    """The name "-" reads standard input."""
    result = kb("extract", "-", "--format", "json", stdin=f"A deal\n\n{SENTENCE}\n")
    assert parse(result)["article"]["file"] == "-"


def test_a_missing_file_is_refused(kb: Kb) -> None:
    """A path that isn't there is one line on standard error and status 1."""
    result = kb("extract", "/nowhere/story.txt")
    assert result.exit_code == 1
    assert result.stderr.startswith("refused: /nowhere/story.txt: ")


def test_an_article_that_the_extractor_fails_on_costs_only_itself(
    kb: Kb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two articles one stumbles: it is refused with its record, and the other is printed."""
    whole = RuleExtractor.extract

    def extract(self: RuleExtractor, article: Article) -> Extraction:
        if "stumble" in article.text:
            raise RecursionError("too deep")
        return whole(self, article)

    monkeypatch.setattr(RuleExtractor, "extract", extract)
    file = tmp_path / "two.jsonl"
    file.write_text('{"text": "stumble"}\n{"text": "Norway and Chad held talks on Monday."}\n')
    ran = kb("extract", str(file), "--format", "json")
    assert ran.exit_code == 1
    assert "line 1: can't be extracted: RecursionError: too deep" in ran.stderr
    assert json.loads(ran.stdout)["mentions"]


def test_a_plug_in_reads_the_file(
    kb: Kb, story: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """`--extractor` names what reads, and the document says what did."""
    install(monkeypatch, tmp_path)
    document = parse(kb("extract", str(story), "--extractor", "silent", "--format", "json"))
    assert document["extractor"] == {"name": "silent", "version": "1"}
    assert document["mentions"] == []


def test_a_plug_in_that_makes_words_up_costs_only_the_article(
    kb: Kb, story: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """An extraction that isn't held by the text is refused, not printed."""
    install(monkeypatch, tmp_path, SILENT.replace("self.version)", '"2")'))
    result = kb("extract", str(story), "--extractor", "silent")
    assert result.exit_code == 1
    assert "can't be extracted: ValueError: the extraction says it is by" in result.stderr
