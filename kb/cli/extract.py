"""`kb extract`: what the extractor finds in a file, without a database."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING, Any

import click

from kb.cli.common import console, format_option, print_json, read_settings
from kb.cli.failures import FAILED
from kb.cli.options import PublishedDate, extractor_option
from kb.errors import InputError, KBError, RecordError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeAlias

    from kb.extract import Extractor
    from kb.model.articles import Article
    from kb.settings import Settings

    #: An article in, its document out.
    Read: TypeAlias = Callable[[Article], dict[str, Any]]


@click.command(
    epilog="\b\nExamples:\n  kb extract story.md\n"
    "  kb extract page.txt --published 2019-04-04 --format json\n"
    "  kb extract story.md --extractor openai\n"
    "  kb extract story.md --explain"
)
@click.argument("file")
@click.option(
    "--published",
    metavar="DATE",
    type=PublishedDate(),
    help="When the article was published, if it states no date (2019-04-04, 2019-04).",
)
@extractor_option
@click.option(
    "--explain",
    is_flag=True,
    help="Print why: for each sentence its events, the words and rules that made them, and what "
    "was considered and dropped. As JSON: one document a line.",
)
@format_option("table", "json")
def extract(
    file: str, published: str | None, extractor: str | None, explain: bool, format_: str
) -> None:
    """Print the events that a file states.

    Needs no database. "-" is standard input. As JSON: one document; for a file of several
    articles, one document a line.
    """
    settings = read_settings()
    # The extractors' package is needed by no `--help`.
    from kb.extract.registry import open_extractor

    reader = open_extractor(extractor or settings.extractor, settings)
    read = _explainer(reader) if explain else _extractor(reader)
    documents, problems = [], 0
    for item in _extractions(file, published, read, settings):
        if isinstance(item, InputError):
            click.echo(f"refused: {item}", err=True)
            problems += 1
        else:
            documents.append(item)
    if format_ == "json":
        for document in documents:
            print_json(document, indent=2 if len(documents) == 1 and not explain else None)
    elif explain:
        _print_outlines(documents)
    else:
        _print_tables(documents)
    if problems:
        click.get_current_context().exit(FAILED)


def _extractor(extractor: Extractor) -> Read:
    """What reads an article into its document."""
    # As above.
    from kb.cli.documents import extraction_document
    from kb.extract.checks import extract_checked

    return lambda article: extraction_document(article, extract_checked(extractor, article))


def _explainer(extractor: Extractor) -> Read:
    """What reads an article into its document with "explain"."""
    # As above.
    from kb.cli.documents import extraction_document
    from kb.cli.explanation import explanation_document
    from kb.extract import RuleExtractor
    from kb.extract.explain import Recorder

    if not isinstance(extractor, RuleExtractor):
        reason = f"only the extractor rules can explain, not {extractor.name}"
        raise click.BadOptionUsage("explain", f"--explain: {reason}; add --extractor rules")

    def read(article: Article) -> dict[str, Any]:
        recorder = Recorder()
        document = extraction_document(article, extractor.extract(article, recorder))
        return {**document, "explain": explanation_document(article, recorder.stories())}

    return read


def _extractions(
    file: str, published: str | None, read: Read, settings: Settings
) -> Iterator[dict[str, Any] | InputError]:
    """A document for each article of the file, an error for each refused record."""
    # The rules take a while to import; `--help` must not.
    from kb.extract.dates import parse_published
    from kb.model.articles import PublishedBasis
    from loaders import LoadOptions, read_articles

    options = LoadOptions(
        published=parse_published(published, PublishedBasis.USER) if published else None,
        max_file_bytes=settings.max_file_bytes,
    )
    for article in read_articles([file], options, sys.stdin.buffer):
        if isinstance(article, InputError):
            yield article
        else:
            yield _extraction(article, read)


def _extraction(article: Article, read: Read) -> dict[str, Any] | InputError:
    """One article's document; what the extractor stumbles over costs that article only."""
    try:
        return read(article)
    except KBError:
        raise  # the language model is missing: no article could be read
    except Exception as error:
        logging.getLogger("kb.cli").debug("extraction failed", exc_info=True)
        source = article.provenance
        reason = f"can't be extracted: {type(error).__name__}: {error}"
        return RecordError(source.file, reason, "please report this bug", source.record)


def _print_tables(documents: list[dict[str, Any]]) -> None:
    # rich is needed for tables only.
    from kb.cli.tables import print_mentions

    out = console()
    for document in documents:
        _warn(document)
        print_mentions(out, document)


def _print_outlines(documents: list[dict[str, Any]]) -> None:
    # As for tables.
    from kb.cli.outline import outline

    for document in documents:
        _warn(document)
    for line in outline(documents):
        click.echo(line)


def _warn(document: dict[str, Any]) -> None:
    for warning in document["warnings"]:
        click.echo(f"warning: {document['article']['file']}: {warning}", err=True)
