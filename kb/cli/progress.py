"""Progress on standard error: a line that moves on a terminal, little or nothing elsewhere."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Self

import click

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from kb.ingest import LoadReport


class _Bar:
    """A line on the terminal that goes away at the end; does nothing without a terminal."""

    def __init__(self) -> None:
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            # rich is slow to import, and pipes don't need it.
            from rich.console import Console
            from rich.progress import Progress

            self._progress = Progress(
                *self._columns(), console=Console(stderr=True), transient=True
            )
            self._progress.start()
            self._task = self._progress.add_task("reading", total=None)
        return self

    def __exit__(self, *_error: object) -> None:
        if self._progress:
            self._progress.stop()

    def _columns(self) -> list[Any]:
        raise NotImplementedError

    def _set(self, **values: Any) -> None:
        if self._progress and self._task is not None:
            self._progress.update(self._task, **values)


class LoadProgress(_Bar):
    """How many articles are in."""

    def _columns(self) -> list[Any]:
        from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

        return [SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()]

    def update(self, report: LoadReport) -> None:
        """Show the counts so far."""
        self._set(description=f"{report.articles:,} articles, {report.mentions:,} mentions")


class InstallProgress(_Bar):
    """How many bytes are there; a line for each quarter where nothing can move."""

    def __init__(self) -> None:
        super().__init__()
        self._quarter = 0

    def _columns(self) -> list[Any]:
        from rich.progress import BarColumn, DownloadColumn, TextColumn, TransferSpeedColumn

        return [
            TextColumn("{task.description}"),
            BarColumn(),
            DownloadColumn(binary_units=True),
            TransferSpeedColumn(),
        ]

    def update(self, done: int, total: int) -> None:
        """Show how far it is; the AOT cache is recorded once all is there."""
        what = "fetching" if done < total else "recording the AOT cache"
        self._set(description=what, completed=done, total=total)
        quarter = 4 * done // total if total else 4
        if not self._progress and quarter > self._quarter:
            click.echo(f"{done / 2**20:,.0f} of {total / 2**20:,.0f} MiB", err=True)
        self._quarter = quarter
