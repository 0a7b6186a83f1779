"""`kb load`: articles into the graph, with a report of what became of every record."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from kb.cli.common import open_knowledge_base, print_json, read_settings
from kb.cli.options import PublishedDate, check_format, extractor_option
from kb.cli.progress import LoadProgress

if TYPE_CHECKING:
    from kb.ingest import LoadReport


@click.command(
    epilog="\b\nExamples:\n  kb load articles/ story.md\n"
    "  kb load page.txt --published 2019-04-04\n"
    "  kb load articles/ --extractor openai\n"
    "  curl … | kb load - --format jsonl --report json"
)
@click.argument("paths", metavar="PATH…", nargs=-1, required=True)
@click.option(
    "--published",
    metavar="DATE",
    type=PublishedDate(),
    help="When articles were published that state no date (2019-04-04, 2019-04).",
)
@click.option(
    "--force-published",
    is_flag=True,
    help="Let --published override the dates that articles state.",
)
@click.option(
    "--format",
    "format_",
    metavar="NAME",
    callback=check_format,
    help="Take every file as this format (text, markdown, jsonl) whatever its name.",
)
@extractor_option
@click.option(
    "--report",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print the report.",
)
def load(
    paths: tuple[str, ...], format_: str | None, extractor: str | None, report: str, **dates: Any
) -> None:
    """Load articles into the graph.

    PATH is a file, a folder (recursively) or "-" (standard input). Loading the same again
    changes nothing. FILE.meta.json beside a file says what the file doesn't. Exit status 1 when
    a file or record was refused; everything else is loaded.
    """
    if dates["force_published"] and not dates["published"]:
        raise click.UsageError("--force-published needs --published DATE")
    # The extractors' package is needed by no `--help`.
    from kb.extract.registry import open_extractor

    # Before the database: what is missing shall not cost its start.
    settings = read_settings()
    reader = open_extractor(extractor or settings.extractor, settings)
    with open_knowledge_base(settings) as kb, LoadProgress() as progress:
        result = kb.load(
            paths,
            **dates,
            format=format_,
            extractor=reader,
            stdin=sys.stdin.buffer,
            progress=progress.update,
        )
    if report == "json":
        print_json(result.to_json())
    else:
        print_report(result)
    click.get_current_context().exit(result.exit_code)


def print_report(report: LoadReport) -> None:
    """Print counts to standard output, warnings and refusals to standard error."""
    for warning in report.warnings:
        click.echo(f"warning: {warning}", err=True)
    for problem in report.problems:
        click.echo(f"refused: {problem}", err=True)
    known = f" ({report.unchanged} known already)" if report.unchanged else ""
    alike = f"{_count(report.duplicates, 'near-duplicate')}, " if report.duplicates else ""
    click.echo(
        f"{_count(report.articles, 'article')}{known}: {_count(report.mentions, 'new mention')}, "
        f"{_count(report.events, 'event')} touched, {alike}in {report.seconds:.1f} s"
    )
    if report.outranked:
        click.echo(
            f"{_count(report.outranked, 'article')} read by another extractor or version before, "
            "whose events stay (docs/extractors.md says which goes first)",
            err=True,
        )
    if report.problems:
        click.echo(f"{_count(len(report.problems), 'record')} refused, see above", err=True)
    if report.aborted:
        click.echo(f"kb: the load ended early: {report.aborted}", err=True)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
