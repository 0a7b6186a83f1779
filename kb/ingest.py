"""From articles to the graph: extract, store in batches, link; nothing is lost silently.

An article that can't be extracted or stored is quarantined: the report names file, record and
reason, and the others go on. A database that is gone, or an extractor that doesn't run at all,
ends the load; what the database had acknowledged by then is in the report, and loading again
stores the rest (writes are idempotent).
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kb.errors import (
    ExtractionError,
    GraphAuthError,
    GraphError,
    GraphUnavailableError,
    GraphVersionError,
    InputError,
    KBError,
)
from kb.extract.checks import extract_checked
from kb.graph.link import Linked, link_pending
from kb.graph.records import Analysed, Stored
from kb.graph.write import store as store_batch
from kb.model.events import Extraction, run_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from kb.extract import Extractor
    from kb.graph.session import Graph
    from kb.model.articles import Article

    #: writes whole articles, as kb.graph.write.store does
    Store = Callable[[Graph, Sequence[Analysed], Callable[[], datetime]], Stored]

_log = logging.getLogger(__name__)

#: Articles in one transaction: some 1,000 mentions, and what is lost by a kill.
BATCH_ARTICLES = 50
#: A batch is closed earlier when its texts have this many characters, to bound memory.
BATCH_CHARACTERS = 2_000_000

#: errors that mean no further article can be stored
_FATAL = (GraphUnavailableError, GraphAuthError, GraphVersionError)
_NO_DATE = "no publication date is known"  # as extractors begin their warning, too
_AGAIN = "load it again: what is stored is not stored twice"


@dataclass(frozen=True, slots=True)
class LoadWarning:
    """Something to know about an article that was loaded."""

    file: str
    record: str | None
    message: str

    def __str__(self) -> str:
        where = f"{self.file}, {self.record}" if self.record else self.file
        return f"{where}: {self.message}"


@dataclass(slots=True)
class LoadReport:
    """What one load did; complete even if the load was ended by an error."""

    articles: int = 0  #: stored, or found to be stored already
    new_revisions: int = 0
    unchanged: int = 0  #: articles whose revision and run were in the graph already
    mentions: int = 0  #: new ones
    events: int = 0  #: touched, once for each transaction that touched them
    outranked: int = 0  #: articles whose mentions stay those of another extractor or version
    links: int = 0  #: SIMILAR_TO links that the linking pass wrote
    duplicates: int = 0  #: NEAR_DUPLICATE_OF links that it wrote
    problems: list[InputError] = field(default_factory=list)  #: what was refused, and why
    warnings: list[LoadWarning] = field(default_factory=list)
    aborted: str | None = None  #: why the load ended early; None if it read all of its input
    seconds: float = 0.0

    @property
    def exit_code(self) -> int:
        """0, or 1 when a record was refused or the load ended early."""
        return 1 if self.problems or self.aborted else 0

    def to_json(self) -> dict[str, Any]:
        """The report as JSON values; `problems` and `warnings` name file, record and reason."""
        return {
            "articles": self.articles,
            "new_revisions": self.new_revisions,
            "unchanged": self.unchanged,
            "mentions": self.mentions,
            "events": self.events,
            "outranked": self.outranked,
            "links": self.links,
            "duplicates": self.duplicates,
            "problems": [
                {"file": p.file, "record": p.record, "reason": p.reason, "remedy": p.remedy}
                for p in self.problems
            ],
            "warnings": [
                {"file": w.file, "record": w.record, "message": w.message} for w in self.warnings
            ],
            "aborted": self.aborted,
            "seconds": round(self.seconds, 3),
            "exit_code": self.exit_code,
        }


def ingest(
    articles: Iterable[Article | InputError],
    extractor: Extractor,
    graph: Graph,
    *,
    clock: Callable[[], datetime],
    progress: Callable[[LoadReport], None] | None = None,
    batch: int = BATCH_ARTICLES,
    store: Store = store_batch,
    link: Callable[[Graph], Linked] = link_pending,
) -> LoadReport:
    """Extract and store articles, `batch` of them at a time, then link what changed.

    What is stored already is recognised before it is extracted again, so a load that was ended
    resumes quickly. `progress` is called with the growing report after each batch. Raises nothing
    that is kb's own: an error that ends the load is `report.aborted`.
    """
    return _Load(extractor, graph, clock, progress, store, link).run(articles, batch)


@dataclass(slots=True)
class _Load:
    """One load while it runs."""

    extractor: Extractor
    graph: Graph
    clock: Callable[[], datetime]
    progress: Callable[[LoadReport], None] | None
    store: Store
    link: Callable[[Graph], Linked]
    report: LoadReport = field(default_factory=LoadReport)
    extracts: bool = False  #: whether the extractor has worked on any article yet

    def run(self, articles: Iterable[Article | InputError], size: int) -> LoadReport:
        began = time.monotonic()
        try:
            for batch in self._batches(articles, size):
                self._load(batch)
                self._tell(began)
            self._link()
        except (GraphError, ExtractionError) as error:
            self.report.aborted = f"{error}; the rest of the input was not read ({_AGAIN})"
        self._tell(began)
        return self.report

    def _link(self) -> None:
        """The linking pass; where it fails the articles are stored, and marked for the next one."""
        try:
            linked = self.link(self.graph)
            self.report.links, self.report.duplicates = linked.events, linked.articles
        except GraphError as error:
            self.report.aborted = f"{error}; all is stored, what is similar is not linked yet"

    def _tell(self, began: float) -> None:
        self.report.seconds = time.monotonic() - began
        if self.progress is not None:
            self.progress(self.report)

    def _batches(
        self, articles: Iterable[Article | InputError], size: int
    ) -> Iterator[list[Article]]:
        """Articles in batches; what the loaders refused goes to the report."""
        batch: list[Article] = []
        characters = 0
        for article in articles:
            if isinstance(article, InputError):
                self.report.problems.append(article)
                continue
            batch.append(article)
            characters += len(article.text)
            if len(batch) >= size or characters >= BATCH_CHARACTERS:
                yield batch
                batch, characters = [], 0
        if batch:
            yield batch

    def _load(self, articles: Sequence[Article]) -> None:
        known = self._known(articles)
        new: list[Analysed] = []
        for article in articles:
            if article.revision_id in known:
                self._count(Stored(articles=1, unchanged=1), [(article, ())])
            elif (extraction := self._extract(article)) is not None:
                new.append(Analysed(article, extraction))
        if new:
            self._store(new)

    def _known(self, articles: Sequence[Article]) -> set[str]:
        """The revisions that this extractor's runs are stored of: they need no extraction."""
        nothing = Extraction(self.extractor.name, self.extractor.version)
        runs = {run_id(article, nothing): article.revision_id for article in articles}
        try:
            rows = self.graph.run("stored_runs", ids=sorted(runs))
        except _FATAL:
            self._give_up(articles)
            raise
        except GraphError as error:  # storing tells again, and then by article
            _log.warning("can't ask what is stored already: %s", error)
            return set()
        return {runs[row["id"]] for row in rows}

    def _extract(self, article: Article) -> Extraction | None:
        try:
            extraction = extract_checked(self.extractor, article)
        except ExtractionError as error:
            if not self.extracts:  # it never worked: its model is missing, not this article bad
                raise
            self._quarantine(article, f"can't be extracted: {error}", "")
            return None
        except Exception as error:  # noqa: BLE001 -- see below
            # Whatever an extractor stumbles over, the other articles must not pay for it.
            _log.exception("extraction of %s failed", article.provenance.file)
            reason = f"can't be extracted: {type(error).__name__}: {error}"
            self._quarantine(article, reason, "this is a bug of the extractor; please report it")
            return None
        self.extracts = True
        return extraction

    def _store(self, batch: Sequence[Analysed]) -> None:
        """Store a batch; if it fails, one by one, so that only the poisonous article stays out."""
        try:
            stored = self.store(self.graph, batch, self.clock)
        except _FATAL:
            self._give_up([analysed.article for analysed in batch])
            raise
        except Exception as error:  # noqa: BLE001 -- see below
            # Not only the database's errors: a value that the driver can't encode is one too.
            if len(batch) > 1:
                _log.warning("a batch of %s articles failed, storing them singly", len(batch))
                self._store_singly(batch)
            else:
                reason = str(error) if isinstance(error, KBError) else repr(error)
                self._quarantine(batch[0].article, f"can't be stored: {reason}", _AGAIN)
        else:
            self._count(stored, [(a.article, a.extraction.warnings) for a in batch])

    def _store_singly(self, batch: Sequence[Analysed]) -> None:
        for index, analysed in enumerate(batch):
            try:
                self._store([analysed])
            except _FATAL:
                self._give_up([later.article for later in batch[index + 1 :]])
                raise

    def _count(self, stored: Stored, batch: Sequence[tuple[Article, Sequence[str]]]) -> None:
        """Add what was acknowledged; `batch` pairs articles with their extractor's warnings."""
        self.report.articles += stored.articles
        self.report.new_revisions += stored.revisions
        self.report.unchanged += stored.unchanged
        self.report.mentions += stored.mentions
        self.report.events += stored.events
        self.report.outranked += stored.outranked
        for article, messages in batch:
            self.report.warnings.extend(_warnings(article, messages))

    def _give_up(self, articles: Sequence[Article]) -> None:
        for article in articles:
            self._quarantine(article, "was not acknowledged by the database", _AGAIN)

    def _quarantine(self, article: Article, reason: str, remedy: str) -> None:
        where = article.provenance
        self.report.problems.append(InputError(where.file, reason, remedy, where.record))


def _warnings(article: Article, messages: Sequence[str]) -> Iterator[LoadWarning]:
    """The extractor's warnings; one that no date of publication is stated says how to give it."""
    where, said = article.provenance, list(messages)
    if article.published is None:
        if not any(message.startswith(_NO_DATE) for message in said):
            said.insert(0, _NO_DATE)
        said = [f"{'; '.join(said)} (--published DATE gives one)"]
    for message in said:
        yield LoadWarning(where.file, where.record, message)
