"""What a batch changes in the graph: pure, from the batch and what its articles have already."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kb.graph.current import current_revision, current_run
from kb.graph.mentions import mention_rows
from kb.graph.records import article_row, publisher_id, publisher_row, revision_row, run_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kb.graph.records import Analysed, Row


@dataclass(slots=True)
class Plan:
    """Rows to write, each list sorted by id."""

    publishers: list[Row] = field(default_factory=list)
    revisions: list[Row] = field(default_factory=list)  #: new ones
    originates: list[Row] = field(default_factory=list)  #: new revisions' credits
    runs: list[Row] = field(default_factory=list)  #: new ones
    mentions: list[Row] = field(default_factory=list)  #: of the new runs; some may be stored
    current_runs: list[Row] = field(default_factory=list)  #: {id, current} where it changes
    current_revisions: list[Row] = field(default_factory=list)  #: as above
    articles: list[Row] = field(default_factory=list)  #: whose current revision changes
    published_by: list[Row] = field(default_factory=list)
    touched_articles: list[str] = field(default_factory=list)  #: all with something new
    touched_revisions: list[str] = field(default_factory=list)  #: whose mentions may turn

    @property
    def outranked(self) -> int:
        """How many of the new runs are not current: another one goes before them."""
        new = {row["id"] for row in self.runs}
        return sum(row["id"] in new and not row["current"] for row in self.current_runs)


def make_plan(batch: Sequence[Analysed], stored: Iterable[Mapping[str, Any]], now: str) -> Plan:
    """The plan for a batch; `stored` are the rows of the statement `read_articles`."""
    revisions: dict[str, dict[str, Any]] = {}  # article id -> revision id -> row with its runs
    for row in stored:
        known = {**row, "runs": {run["id"]: run for run in row["runs"]}}
        revisions.setdefault(row["article"], {})[row["id"]] = known
    plan, written = Plan(), {}
    for analysed in sorted(batch, key=lambda item: (item.article_id, item.run_id)):
        written[analysed.revision_id] = analysed
        _add(plan, analysed, revisions.setdefault(analysed.article_id, {}), now)
    for article_id in sorted({analysed.article_id for analysed in batch}):
        _choose(plan, article_id, revisions[article_id], written)
    plan.publishers = _publishers(written.values(), plan)
    return plan


def _add(plan: Plan, analysed: Analysed, known: dict[str, Any], now: str) -> None:
    """Note a revision and a run that the graph doesn't have."""
    if analysed.revision_id not in known:
        row = revision_row(analysed, now)
        known[analysed.revision_id] = {**row, "runs": {}, "new": True}
        plan.revisions.append(row)
        plan.originates += _credits(analysed)
    runs = known[analysed.revision_id]["runs"]
    if analysed.run_id not in runs:
        row = run_row(analysed, now)
        runs[analysed.run_id] = {**row, "new": True}
        plan.runs.append(row)
        plan.mentions += mention_rows(analysed)


def _choose(
    plan: Plan, article_id: str, known: dict[str, Any], written: Mapping[str, Analysed]
) -> None:
    """Note what turns current, and what stops to be."""
    chosen = current_revision(known.values())
    turned = set()
    for row in known.values():
        run = current_run(row["runs"].values())
        changes = _turns(row["runs"].values(), run)
        plan.current_runs += changes
        if changes:
            turned.add(row["id"])
    changes = _turns(known.values(), chosen)
    plan.current_revisions += changes
    turned |= {change["id"] for change in changes}
    plan.touched_revisions += sorted(turned)
    if turned:
        plan.touched_articles.append(article_id)
    if not known[chosen]["current"]:
        plan.articles.append(article_row(written[chosen]))
        if publisher := written[chosen].article.publisher:
            plan.published_by.append({"start": article_id, "end": publisher_id(publisher)})


def _turns(rows: Iterable[Mapping[str, Any]], chosen: str) -> list[Row]:
    """{id, current} for each row whose flag is not what it should be, or that is new."""
    return [
        {"id": row["id"], "current": row["id"] == chosen}
        for row in rows
        if row["current"] != (row["id"] == chosen) or row.get("new")
    ]


def _credits(analysed: Analysed) -> list[Row]:
    names = sorted(set(analysed.article.origins))
    return [{"start": analysed.revision_id, "end": publisher_id(name)} for name in names]


def _publishers(batch: Iterable[Analysed], plan: Plan) -> list[Row]:
    new = {row["id"] for row in plan.revisions}
    names = {
        name
        for analysed in batch
        if analysed.revision_id in new
        for name in (analysed.article.publisher, *analysed.article.origins)
        if name
    }
    return sorted((publisher_row(name) for name in names), key=lambda row: str(row["id"]))
