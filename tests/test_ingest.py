"""Ingest: what is stored, what is quarantined, and what a load that ended early leaves behind."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, cast

import pytest

from kb.errors import (
    ExtractionError,
    GraphAuthError,
    GraphConflictError,
    GraphError,
    GraphUnavailableError,
    InputError,
    RecordError,
)
from kb.graph.link import Linked
from kb.graph.records import Stored
from kb.ingest import LoadReport, LoadWarning, ingest
from kb.model.articles import Article, Provenance, Published, PublishedBasis
from kb.model.events import Extraction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kb.extract import Extractor
    from kb.graph.records import Analysed
    from kb.graph.session import Graph

DAY = Published(date(2019, 4, 4), date(2019, 4, 4), "2019-04-04", PublishedBasis.STATED)


def article(name: str, *, dated: bool = True, record: str | None = None) -> Article:
    """An article from a file of that name."""
    where = Provenance(f"{name}.txt", record)
    return Article(text=name, published=DAY if dated else None, provenance=where)


@dataclass
class FakeExtractor:
    """Finds nothing, or fails where it is told to."""

    failures: dict[str, Exception] = field(default_factory=dict)  #: text -> what it raises
    warnings: tuple[str, ...] = ()
    seen: list[str] = field(default_factory=list)
    name: str = "fake"
    version: str = "1"

    def extract(self, of: Article) -> Extraction:
        """Nothing, with the warnings."""
        self.seen.append(of.text)
        if of.text in self.failures:
            raise self.failures[of.text]
        return Extraction(self.name, self.version, warnings=self.warnings)


@dataclass
class FakeGraph:
    """A database in memory that refuses what it is told to."""

    poison: dict[str, Exception] = field(default_factory=dict)  #: text -> what storing it raises
    batches: list[list[str]] = field(default_factory=list)  #: texts of each acknowledged batch
    runs: set[str] = field(default_factory=set)
    linked: int = 0
    link_error: GraphError | None = None
    run_error: GraphError | None = None

    def run(self, name: str, ids: Sequence[str]) -> list[dict[str, Any]]:
        """The stored runs among `ids`."""
        assert name == "stored_runs"
        if self.run_error:
            raise self.run_error
        return [{"id": i} for i in ids if i in self.runs]

    def store(
        self, _graph: Graph, batch: Sequence[Analysed], clock: Callable[[], datetime]
    ) -> Stored:
        """All of the batch or nothing."""
        assert clock().tzinfo is UTC
        for analysed in batch:
            if analysed.article.text in self.poison:
                raise self.poison[analysed.article.text]
        self.batches.append([analysed.article.text for analysed in batch])
        self.runs |= {analysed.run_id for analysed in batch}
        size = len(batch)
        return Stored(articles=size, revisions=size, mentions=2 * size, events=size)

    def link(self, _graph: Graph) -> Linked:
        """Seven links of events and two of articles, or the error."""
        self.linked += 1
        if self.link_error:
            raise self.link_error
        return Linked(7, 2)


def load(
    articles: Iterable[Article | InputError],
    graph: FakeGraph,
    extractor: Extractor | None = None,
    *,
    batch: int = 50,
    progress: Callable[[LoadReport], None] | None = None,
) -> LoadReport:
    """Ingest into the fake."""
    return ingest(
        articles,
        extractor or FakeExtractor(),
        cast("Graph", graph),
        clock=lambda: datetime(2026, 1, 1, tzinfo=UTC),
        progress=progress,
        batch=batch,
        store=graph.store,
        link=graph.link,
    )


def refused(report: LoadReport) -> list[tuple[str, str | None]]:
    """(file, record) of what was refused."""
    return [(p.file, p.record) for p in report.problems]


def test_articles_are_stored_in_whole_batches_and_then_linked() -> None:
    """The report counts what the database acknowledged."""
    graph = FakeGraph()
    report = load([article(n) for n in "abcde"], graph, batch=2)
    assert graph.batches == [["a", "b"], ["c", "d"], ["e"]]
    assert graph.linked == 1
    counts = (report.articles, report.new_revisions, report.mentions, report.events, report.links)
    assert counts == (5, 5, 10, 5, 7)
    assert (report.duplicates, report.to_json()["duplicates"]) == (2, 2)
    assert (report.exit_code, report.aborted, report.problems) == (0, None, [])


def test_articles_are_read_only_as_batches_are_stored() -> None:
    """Memory is bounded: the second batch is not read before the first is stored."""
    graph = FakeGraph()

    def stream() -> Iterable[Article]:
        for number, name in enumerate("abcd"):
            assert len(graph.batches) == number // 2
            yield article(name)

    assert load(stream(), graph, batch=2).articles == 4


def test_long_texts_close_a_batch_early() -> None:
    """A batch holds at most some millions of characters and one article more."""
    graph = FakeGraph()
    long = [replace(article(n), text=n * 1_500_000) for n in "abc"]
    load(long, graph)
    assert [len(batch) for batch in graph.batches] == [2, 1]


def test_what_loaders_refuse_is_reported_and_the_rest_goes_on() -> None:
    """The exit code says that something was refused."""
    bad = RecordError("f.jsonl", "is not JSON", "correct the line", "line 3")
    graph = FakeGraph()
    report = load([article("a"), bad, article("b")], graph)
    assert graph.batches == [["a", "b"]]
    assert (report.problems, report.exit_code) == ([bad], 1)


def test_what_can_not_be_extracted_is_quarantined() -> None:
    """A bug that one article meets costs that article only."""
    extractor = FakeExtractor({"b": IndexError("list index"), "c": ExtractionError("odd")})
    graph = FakeGraph()
    report = load([article(n, record="line 1") for n in "abcd"], graph, extractor)
    assert graph.batches == [["a", "d"]]
    assert refused(report) == [("b.txt", "line 1"), ("c.txt", "line 1")]
    assert "IndexError: list index" in report.problems[0].reason


def test_an_extractor_that_never_works_ends_the_load() -> None:
    """A missing model is no fault of the articles, and is said once."""
    extractor = FakeExtractor({n: ExtractionError("no model") for n in "abc"})
    report = load([article(n) for n in "abc"], FakeGraph(), extractor)
    assert extractor.seen == ["a"]
    assert report.aborted is not None
    assert "no model" in report.aborted
    assert (report.articles, report.exit_code) == (0, 1)


@pytest.mark.parametrize(
    "error",
    [
        GraphError("constraint"),
        GraphConflictError("lost"),
        UnicodeError("surrogate"),
        TypeError("x"),
    ],
)
def test_a_poisonous_article_does_not_take_its_batch_along(error: Exception) -> None:
    """The batch is stored again one by one, and only that one is quarantined."""
    graph = FakeGraph({"b": error})
    report = load([article(n) for n in "abcd"], graph, batch=3)
    assert graph.batches == [["a"], ["c"], ["d"]]
    assert refused(report) == [("b.txt", None)]
    assert str(error) in report.problems[0].reason
    assert (report.articles, report.aborted, report.exit_code) == (3, None, 1)


@pytest.mark.parametrize("error", [GraphUnavailableError("gone"), GraphAuthError("no")])
def test_a_database_that_is_gone_ends_the_load(error: GraphError) -> None:
    """The report has what was acknowledged and names what was not; nothing more is read."""
    graph = FakeGraph({"c": error})
    rest = iter([article(n) for n in "abcdef"])
    report = load(rest, graph, batch=2)
    assert (graph.batches, graph.linked) == ([["a", "b"]], 0)
    assert report.articles == 2
    assert refused(report) == [("c.txt", None), ("d.txt", None)]
    assert [a.text for a in rest] == ["e", "f"]
    assert report.aborted is not None
    assert report.exit_code == 1


def test_a_database_that_goes_while_a_batch_is_repeated_ends_the_load() -> None:
    """What came before in the batch counts, what came after is named."""
    graph = FakeGraph({"b": GraphUnavailableError("gone"), "a": GraphError("odd")})
    report = load([article(n) for n in "xabc"], graph)
    assert graph.batches == [["x"]]
    assert refused(report) == [("a.txt", None), ("b.txt", None), ("c.txt", None)]
    assert report.aborted is not None


def test_a_database_that_is_gone_at_once_names_the_first_batch() -> None:
    """Before anything is extracted."""
    extractor = FakeExtractor()
    graph = FakeGraph(run_error=GraphUnavailableError("gone"))
    report = load([article(n) for n in "abc"], graph, extractor, batch=2)
    assert (extractor.seen, refused(report)) == ([], [("a.txt", None), ("b.txt", None)])


def test_loading_again_extracts_nothing_again() -> None:
    """What a run is stored of counts as unchanged; a new version of the extractor reads it anew."""
    graph, articles = FakeGraph(), [article(n) for n in "abc"]
    load(articles[:2], graph)
    again = FakeExtractor()
    report = load(articles, graph, again)
    assert again.seen == ["c"]
    assert (report.articles, report.unchanged, report.new_revisions) == (3, 2, 1)
    newer = FakeExtractor(version="2")
    load(articles, graph, newer)
    assert newer.seen == ["a", "b", "c"]


def test_a_look_up_that_fails_is_no_reason_to_stop() -> None:
    """Then everything is extracted, and storing recognises what it has."""
    graph = FakeGraph(run_error=GraphConflictError("lost"))
    assert load([article("a")], graph).articles == 1


def test_links_that_can_not_be_written_leave_the_articles_stored() -> None:
    """The report says so, with exit code 1."""
    report = load([article("a")], FakeGraph(link_error=GraphError("lock")))
    assert report.articles == 1
    assert report.aborted is not None
    assert "all is stored" in report.aborted
    assert report.exit_code == 1


def test_an_article_without_a_date_is_loaded_with_a_warning() -> None:
    """Exit code 0: nothing was refused; the warning says what stays open, and what to do."""
    extractor = FakeExtractor(warnings=("no publication date is known: 2 dates are unresolved",))
    report = load([article("a", dated=False, record="line 2")], FakeGraph(), extractor)
    message = "no publication date is known: 2 dates are unresolved (--published DATE gives one)"
    assert report.warnings == [LoadWarning("a.txt", "line 2", message)]
    assert report.exit_code == 0
    silent = load([article("a", dated=False)], FakeGraph())
    assert [str(w) for w in silent.warnings] == [
        "a.txt: no publication date is known (--published DATE gives one)"
    ]


def test_other_warnings_of_the_extractor_pass_through() -> None:
    """For a dated article as they are."""
    report = load([article("a")], FakeGraph(), FakeExtractor(warnings=("language is 'tr'",)))
    assert [w.message for w in report.warnings] == ["language is 'tr'"]


def test_progress_is_told_after_each_batch_and_at_the_end() -> None:
    """With the report as it grows."""
    told: list[int] = []
    load(
        [article(n) for n in "abc"],
        FakeGraph(),
        batch=2,
        progress=lambda r: told.append(r.articles),
    )
    assert told == [2, 3, 3]


def test_the_report_is_json() -> None:
    """Every problem with file, record, reason and remedy; every warning with its message."""
    bad = RecordError("f.jsonl", "is not JSON", "correct the line", "line 3")
    report = load([article("a", dated=False), bad], FakeGraph())
    data = json.loads(json.dumps(report.to_json()))
    assert data["problems"] == [
        {
            "file": "f.jsonl",
            "record": "line 3",
            "reason": "is not JSON",
            "remedy": "correct the line",
        }
    ]
    assert data["warnings"][0]["file"] == "a.txt"
    assert (data["articles"], data["exit_code"], data["aborted"]) == (1, 1, None)
    assert data["seconds"] >= 0
