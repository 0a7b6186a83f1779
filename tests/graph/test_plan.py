"""What a batch changes, given what its articles have already; and how it is cut up."""

from __future__ import annotations

from typing import Any

from kb.graph import write
from kb.graph.plan import make_plan
from tests import factories as make

WARNED = "Washington warned Ankara on Wednesday."
URL = "https://news.example/r"
NOW = "2026-01-01T12:00:00+00:00"

OLD = make.analysed(make.article(WARNED, url=URL), make.mention(WARNED))
NEW = make.analysed(make.article("Corrected.", url=URL, modified="2019-04-06"))


def stored(*, current: bool = True) -> list[dict[str, Any]]:
    """What the graph has when OLD is stored."""
    return [
        {
            "article": OLD.article_id,
            "id": OLD.revision_id,
            "current": current,
            "modified": None,
            "published_basis": "STATED",
            "published_earliest": "2019-04-04",
            "published_latest": "2019-04-04",
            "published_instant": None,
            "runs": [{"id": OLD.run_id, "extractor": "rules", "version": "1", "current": True}],
        }
    ]


def test_a_first_revision_is_current() -> None:
    """All of a new article is new, and its only revision is current."""
    plan = make_plan([OLD], [], NOW)
    assert [row["id"] for row in plan.revisions] == [OLD.revision_id]
    assert [row["id"] for row in plan.runs] == [OLD.run_id]
    assert len(plan.mentions) == 1
    assert plan.current_revisions == [{"id": OLD.revision_id, "current": True}]
    assert [row["revision_id"] for row in plan.articles] == [OLD.revision_id]
    assert plan.touched_articles == [OLD.article_id]


def test_a_newer_revision_retires_the_older_one() -> None:
    """Both flags change, and the article follows the new revision."""
    plan = make_plan([NEW], stored(), NOW)
    changes = {row["id"]: row["current"] for row in plan.current_revisions}
    assert changes == {OLD.revision_id: False, NEW.revision_id: True}
    assert plan.articles[0]["revision_id"] == NEW.revision_id
    assert sorted(plan.touched_revisions) == sorted([OLD.revision_id, NEW.revision_id])


def test_an_older_revision_that_comes_late_is_retired_at_once() -> None:
    """It is written, but the article stays as it is."""
    plan = make_plan([OLD], [{**stored()[0], "id": "rev_z", "modified": "2020-01-01"}], NOW)
    assert plan.current_revisions == [{"id": OLD.revision_id, "current": False}]
    assert plan.articles == []


def test_two_revisions_in_one_batch() -> None:
    """The order within a batch doesn't matter."""
    assert make_plan([OLD, NEW], [], NOW) == make_plan([NEW, OLD], [], NOW)


def test_a_new_run_over_a_stored_revision() -> None:
    """Only the run and its mentions are new; the article's row doesn't change."""
    run = make.analysed(OLD.article, make.mention(WARNED, confidence=80), version="2")
    plan = make_plan([run], stored(), NOW)
    assert plan.revisions == plan.articles == plan.current_revisions == []
    changes = {row["id"]: row["current"] for row in plan.current_runs}
    assert changes == {OLD.run_id: False, run.run_id: True}
    assert plan.touched_revisions == [OLD.revision_id]
    assert plan.outranked == 0


def test_a_run_that_comes_after_a_plug_in_s_is_retired_at_once() -> None:
    """The rules' run is stored beside that of another extractor, and isn't current."""
    known = stored()[0]
    run = {**known["runs"][0], "extractor": "other", "id": "run_0", "version": "0"}
    plan = make_plan([OLD], [{**known, "runs": [run]}], NOW)
    assert plan.current_runs == [{"id": OLD.run_id, "current": False}]
    assert plan.outranked == 1


def test_publishers_are_written_with_the_revisions_that_name_them() -> None:
    """Publisher and credits of new revisions, each once."""
    article = make.article(WARNED, publisher="A", origins=("Reuters", "A"))
    plan = make_plan([make.analysed(article)], [], NOW)
    assert sorted(row["name"] for row in plan.publishers) == ["A", "Reuters"]
    assert len(plan.originates) == 2
    assert len(plan.published_by) == 1


def test_transactions_take_whole_articles(monkeypatch: Any) -> None:
    """A batch is cut between articles; one over the limit is alone; none is lost."""
    batch = [
        make.analysed(make.article(WARNED * size, url=f"https://n.example/{number}"))
        for number, size in enumerate([1, 1, 1, 50, 1])
    ]
    monkeypatch.setattr(write, "_BYTES", 4 * 2 * len(WARNED))
    parts = list(write._transactions(batch))
    assert [len(part) for part in parts] == [2, 1, 1, 1]
    assert [item for part in parts for item in part] == batch
    monkeypatch.setattr(write, "_BYTES", 2**30)
    monkeypatch.setattr(write, "_ROWS", 7)
    assert [len(part) for part in write._transactions(batch)] == [2, 2, 1]
