"""An article from its text and from what is stated about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.model.articles import Article, Provenance
from loaders.layout import read_layout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.model.articles import Aside
    from loaders.base import Source
    from loaders.metadata import Metadata


def build_article(
    text: str,
    stated: Metadata,
    source: Source,
    *,
    record: str | None = None,
    guess_title: bool = False,
    asides: Sequence[Aside] = (),
) -> Article:
    """The article that `text` is.

    What the file states (`stated`, then the text's own header) counts before the sidecar, and
    that before the date of a dateline. `asides` are spans known not to be narrative.
    """
    title = stated.title or source.sidecar.title
    layout = read_layout(text, title=title, guess=guess_title, known=asides)
    known = stated.or_else(layout.stated).or_else(source.sidecar).or_else(layout.dateline)
    return Article(
        text=text,
        title=known.title or "",
        url=known.url,
        stated_id=known.stated_id,
        publisher=known.publisher,
        origins=known.origins,
        tags=known.tags,
        language=known.language or "en",
        published=known.published,
        modified=known.modified,
        asides=layout.asides,
        provenance=Provenance(source.name, record),
    )
