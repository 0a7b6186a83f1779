"""`kb load`: what it passes on, what it reports."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kb.errors import InputError, RecordError
from kb.extract.registry import found_extractors
from kb.ingest import LoadReport, LoadWarning
from tests.plugins import install

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.cli.conftest import Kb, StandIn


def test_options_reach_the_knowledge_base(kb: Kb, knowledge_base: StandIn) -> None:
    """Every option of `kb load` arrives as it was given."""
    args = ("--published", "2019-04", "--force-published", "--format", "text")
    assert kb("load", "a", "b", *args).exit_code == 0
    options = knowledge_base.options
    assert options["paths"] == ("a", "b")
    assert options["published"] == "2019-04"
    assert options["force_published"] is True
    assert options["format"] == "text"
    assert options["extractor"].name == "rules"


def test_a_plug_in_reads_by_name_or_by_the_environment(
    kb: Kb, knowledge_base: StandIn, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """`--extractor` goes before KB_EXTRACTOR, which goes before the rules."""
    install(monkeypatch, tmp_path)
    assert kb("load", "a", "--extractor", "silent").exit_code == 0
    assert knowledge_base.options["extractor"].name == "silent"
    monkeypatch.setenv("KB_EXTRACTOR", "silent")
    assert kb("load", "a").exit_code == 0
    assert knowledge_base.options["extractor"].name == "silent"
    assert kb("load", "a", "--extractor", "rules").exit_code == 0
    assert knowledge_base.options["extractor"].name == "rules"


def test_a_plug_in_that_is_missing_starts_no_database(
    kb: Kb, knowledge_base: StandIn, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A name that nobody has is misuse, a plug-in that can't be imported a failure; no work."""
    install(monkeypatch, tmp_path, "import nowhere_at_all", package="bad-plugin")
    knowledge_base.error = AssertionError("opened")
    monkeypatch.setenv("KB_EXTRACTOR", "rulez")
    result = kb("load", "a")
    assert (result.exit_code, result.stderr) == (
        2,
        f"kb: no extractor 'rulez'; nearest: rules; installed: {', '.join(found_extractors())}\n",
    )
    result = kb("load", "a", "--extractor", "silent")
    assert result.exit_code == 1
    assert "bad-plugin 1.0" in result.stderr
    assert "No module named 'nowhere_at_all'" in result.stderr


def test_mentions_that_are_not_shown_are_said(kb: Kb, knowledge_base: StandIn) -> None:
    """Where another extractor's mentions go before the new ones, the report says so."""
    knowledge_base.report.outranked = 2
    result = kb("load", "a")
    assert result.exit_code == 0
    assert "2 articles read by another extractor or version before" in result.stderr


def test_a_clean_load_says_what_it_did(kb: Kb, knowledge_base: StandIn) -> None:
    """Counts go to standard output, nothing to standard error."""
    knowledge_base.report = LoadReport(articles=1, unchanged=1, mentions=3, events=2, seconds=0.5)
    result = kb("load", "a")
    assert result.stdout == (
        "1 article (1 known already): 3 new mentions, 2 events touched, in 0.5 s\n"
    )
    assert result.stderr == ""
    knowledge_base.report.duplicates = 2
    assert "2 events touched, 2 near-duplicates, in 0.5 s" in kb("load", "a").stdout


def test_refusals_are_lines_on_standard_error_and_status_1(kb: Kb, knowledge_base: StandIn) -> None:
    """Each refused record gets one line with file, record, reason and remedy."""
    problem = RecordError("a.jsonl", "is no JSON", "mend the line", "line 3")
    knowledge_base.report.problems = [problem, InputError("b.txt", "is empty")]
    result = kb("load", "a.jsonl", "b.txt")
    assert result.exit_code == 1
    assert "refused: a.jsonl, line 3: is no JSON (mend the line)\n" in result.stderr
    assert "refused: b.txt: is empty\n" in result.stderr
    assert "2 articles" in result.stdout


def test_warnings_do_not_fail(kb: Kb, knowledge_base: StandIn) -> None:
    """An article without a date is worth a line, and no failure."""
    knowledge_base.report.warnings = [LoadWarning("a", None, "states no date of publication")]
    result = kb("load", "a")
    assert result.exit_code == 0
    assert result.stderr == "warning: a: states no date of publication\n"


def test_a_load_that_ended_early_fails(kb: Kb, knowledge_base: StandIn) -> None:
    """When the database goes away, what is stored is reported and the status is 1."""
    knowledge_base.report.aborted = "the database can't be reached"
    result = kb("load", "a")
    assert result.exit_code == 1
    assert "kb: the load ended early: the database can't be reached\n" in result.stderr


def test_the_report_as_json_is_all_of_standard_output(kb: Kb, knowledge_base: StandIn) -> None:
    """`--report json` prints the report and nothing else, refusals included."""
    knowledge_base.report.problems = [InputError("b.txt", "is empty", "delete it")]
    result = kb("load", "b.txt", "--report", "json")
    report = json.loads(result.stdout)
    assert result.exit_code == 1
    assert result.stderr == ""
    assert report["articles"] == 2
    assert report["problems"] == [
        {"file": "b.txt", "record": None, "reason": "is empty", "remedy": "delete it"}
    ]
