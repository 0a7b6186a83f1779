"""`kb dates`: the dates that a file's words name, and what each resolves to, without a database."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from kb.cli.common import console, format_option, print_json, read_settings
from kb.cli.failures import FAILED
from kb.cli.options import PublishedDate
from kb.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.extract.dates import Timex
    from kb.model.articles import Article
    from kb.settings import Settings


class Dated(NamedTuple):
    """An article and the temporal expressions in it."""

    article: Article
    title: tuple[Timex, ...]  #: of a title that the text doesn't hold
    text: tuple[Timex, ...]


class Choices(NamedTuple):
    """How the file is to be read."""

    published: str | None
    day_first: bool | None  #: None: 4/7/2019 is either day


@click.command(
    epilog="\b\nExamples:\n  kb dates story.md\n"
    "  kb dates page.txt --published 2019-04-04 --format json\n"
    "  kb dates page.txt --published 2019-04 --day-first --format timex3"
)
@click.argument("file")
@click.option(
    "--published",
    metavar="DATE",
    type=PublishedDate(),
    help="When the article was published, if it states no date (2019-04-04, 2019-04).",
)
@click.option(
    "--day-first/--month-first",
    default=None,
    help="Read 4/7/2019 as 4 July or as April 7; without either, it may be both.",
)
@format_option("table", "json", "timex3")
def dates(file: str, published: str | None, day_first: bool | None, format_: str) -> None:
    """Print the dates and times that a file's words name.

    Each with the days that it may be, its precision and what it rests on. Words in a quotation
    count from the day of speaking. Needs no database. "-" is standard input. As JSON: one
    document; for a file of several articles, one document a line. As timex3: a TimeML document
    for each article, with what resolves marked.
    """
    settings = read_settings()
    found, problems = [], 0
    for item in _read(file, Choices(published, day_first), settings):
        if isinstance(item, InputError):
            click.echo(f"refused: {item}", err=True)
            problems += 1
        else:
            found.append(item)
    _print(found, format_)
    if problems:
        click.get_current_context().exit(FAILED)


def _read(file: str, choices: Choices, settings: Settings) -> Iterator[Dated | InputError]:
    """The dates of each article of the file, an error for each refused record."""
    # The rules take a while to import; `--help` must not.
    from kb.extract import RuleExtractor
    from kb.extract.dates import parse_published
    from kb.extract.expressions import find_in_title
    from kb.model.articles import PublishedBasis
    from loaders import LoadOptions, read_articles

    given = choices.published
    options = LoadOptions(
        published=parse_published(given, PublishedBasis.USER) if given else None,
        max_file_bytes=settings.max_file_bytes,
    )
    extractor = RuleExtractor()
    for article in read_articles([file], options, sys.stdin.buffer):
        if isinstance(article, InputError):
            yield article
            continue
        title = find_in_title(article, day_first=choices.day_first)
        yield Dated(article, title, extractor.find_dates(article, day_first=choices.day_first))


def _print(found: list[Dated], format_: str) -> None:
    if format_ == "table":
        _print_tables(found)
        return
    # Needs the rules, as above.
    from kb.extract.dates.timeml import write_document

    for dated in found:
        for warning in warnings(dated):
            click.echo(f"warning: {dated.article.provenance.file}: {warning}", err=True)
        if format_ == "json":
            print_json(_document(dated), indent=2 if len(found) == 1 else None)
        else:
            published = dated.article.published
            click.echo(
                write_document(dated.article.text, published.edtf if published else "", dated.text),
                nl=False,
            )


def _document(dated: Dated) -> dict[str, Any]:
    """{"version": 1, "article": {…}, "expressions": […], "warnings": […]}.

    Offsets are Unicode code points of the article's text, or of its title where "in" says so.
    """
    # Needs the rules, as above.
    from kb.cli.documents import article_document
    from kb.extract.dates.timeml import as_row

    rows = [{"in": "title", **as_row(timex)} for timex in dated.title]
    rows += [{"in": "text", **as_row(timex)} for timex in dated.text]
    return {
        "version": 1,
        "article": article_document(dated.article),
        "expressions": rows,
        "warnings": warnings(dated),
    }


def warnings(dated: Dated) -> list[str]:
    """What to know about the dates of an article."""
    found: list[str] = []
    if not dated.article.language.lower().startswith("en"):
        found.append(f"language {dated.article.language!r} is not English: only English is read")
    if dated.article.published is None:
        waiting = [
            timex
            for timex in (*dated.title, *dated.text)
            if not timex.date.resolved and timex.kind in {"DATE", "TIME"}
        ]
        if waiting:
            what = "date is" if len(waiting) == 1 else "dates are"
            found.append(
                f"no publication date is known: {len(waiting)} relative {what} unresolved; "
                "--published DATE gives one"
            )
    return found


def _print_tables(found: list[Dated]) -> None:
    # rich is needed for tables only.
    from kb.cli.tables import print_dates

    out = console()
    for dated in found:
        print_dates(out, dated.article, (*dated.title, *dated.text))
        for warning in warnings(dated):
            out.print(warning[0].upper() + warning[1:] + ".")
