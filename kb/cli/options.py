"""Options that are checked before anything is started, so that misuse costs no seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kb.errors import DateParseError, UnknownExtractorError, UnknownFormatError

if TYPE_CHECKING:
    from collections.abc import Callable

    from kb.model.dates import EventDate


class _Date(click.ParamType[str]):
    """A date of any precision; stays the text that was given."""

    name = "date"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return `value` when it is a date that serves; fail as misuse otherwise."""
        try:
            self._check(value)
        except DateParseError as error:
            self.fail(f"{error}; write it like 2019-04-04, 2019-04 or 2019", param, ctx)
        return value

    def _check(self, value: str) -> None:
        raise NotImplementedError


class PublishedDate(_Date):
    """When an article was published."""

    def _check(self, value: str) -> None:
        # The date rules take a while to import; `--help` must not.
        from kb.extract.dates import parse_published
        from kb.model.articles import PublishedBasis

        parse_published(value, PublishedBasis.USER)


class FirstDay(_Date):
    """The beginning of a window."""

    def _check(self, value: str) -> None:
        if _parse(value).earliest is None:
            raise DateParseError(value, "it has no first day")


class LastDay(_Date):
    """The end of a window."""

    def _check(self, value: str) -> None:
        if _parse(value).latest is None:
            raise DateParseError(value, "it has no last day")


def _parse(value: str) -> EventDate:
    # The date rules take a while to import; `--help` must not.
    from kb.extract.dates import parse_date

    return parse_date(value)


def check_format(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """The callback of `kb load --format`: refuses a name that no loader has."""
    if value is not None:
        # The loaders' parsers are needed by no `--help`.
        from loaders import Registry

        try:
            Registry().named(value)
        except UnknownFormatError as error:
            raise click.BadParameter(str(error)) from error
    return value


def _check_extractor(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """The callback of --extractor: refuses a name that nobody registers, and imports no plug-in."""
    if value is not None:
        # The extractors' package is needed by no `--help`.
        from kb.extract.registry import entry_of

        try:
            entry_of(value)
        except UnknownExtractorError as error:
            raise click.BadParameter(str(error)) from error
    return value


def extractor_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option --extractor."""
    return click.option(
        "--extractor",
        metavar="NAME",
        callback=_check_extractor,
        help="What reads the articles: rules, openai or another plug-in (KB_EXTRACTOR).",
    )(command)
