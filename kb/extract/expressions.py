"""The temporal expressions of an article: those of its headline, dateline and narrative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract.attribution import speech
from kb.extract.dates import Quoted, Timex, find_dates
from kb.extract.sentences import paragraphs
from kb.extract.timing import blanked, publication_reference
from kb.model.articles import AsideKind
from kb.model.dates import Basis

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kb.model.articles import Article

#: Asides whose dates belong to something else than the story: a photo, another story, the page.
FOREIGN = frozenset(
    {AsideKind.CAPTION, AsideKind.SOURCE_LINE, AsideKind.BOILERPLATE, AsideKind.TAGS}
)


def find_expressions(
    article: Article, spoken: Callable[[], Sequence[Quoted]], *, day_first: bool | None = None
) -> tuple[Timex, ...]:
    """The temporal expressions of an article's text, in order; offsets are those of the text.

    `spoken` tells the article's quotations and their days of speaking; as it may need a language
    model it is asked only when words in a quotation can't be resolved without.
    """
    text = blanked(article.text, _stretches(article))
    reference = publication_reference(article.published)
    quoted = [
        Quoted(*quotation, None)
        for start, end in paragraphs(article)
        for quotation in speech(article.text[start:end], start)
    ]
    found = find_dates(text, reference, day_first=day_first, quoted=quoted)
    if not any(_waits(timex) for timex in found):
        return found
    return find_dates(text, reference, day_first=day_first, quoted=spoken())


def find_in_title(article: Article, *, day_first: bool | None = None) -> tuple[Timex, ...]:
    """The expressions of a title that the text doesn't hold; offsets are those of the title."""
    if article.title in article.text:
        return ()
    reference = publication_reference(article.published)
    return find_dates(article.title, reference, day_first=day_first)


def _stretches(article: Article) -> list[tuple[int, int]]:
    """The text less what is foreign to the story."""
    found, position = [], 0
    for aside in article.asides:
        if aside.kind in FOREIGN:
            found.append((position, aside.start))
            position = aside.end
    return [*found, (position, len(article.text))]


def _waits(timex: Timex) -> bool:
    """Whether an expression can only be resolved from the day of speaking."""
    return timex.date.basis is Basis.RELATIVE_TO_QUOTATION and not timex.date.resolved
