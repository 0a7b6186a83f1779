"""How golden pairs are written: an article as plain JSON, its asides as kind and words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kb.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb.model.articles import Article


def as_json(loaded: Iterable[Article | InputError]) -> dict[str, Any]:
    """What a file gives: {"articles": […], "problems": […]}."""
    results = list(loaded)
    return {
        "articles": [_article(r) for r in results if not isinstance(r, InputError)],
        "problems": [
            {"record": r.record, "reason": r.reason} for r in results if isinstance(r, InputError)
        ],
    }


def _article(article: Article) -> dict[str, Any]:
    published = article.published
    return {
        "record": article.provenance.record,
        "title": article.title,
        "publisher": article.publisher,
        "origins": list(article.origins),
        "tags": list(article.tags),
        "url": article.url,
        "id": article.stated_id,
        "language": article.language,
        "published": [published.edtf, published.basis.value, published.instant]
        if published
        else None,
        "modified": article.modified,
        "asides": [[a.kind.value, article.text[a.start : a.end]] for a in article.asides],
        "narrative": narrative(article),
    }


def narrative(article: Article) -> list[str]:
    """The paragraphs (lines that hold anything) outside the asides."""
    kept, end = [], 0
    for aside in article.asides:
        kept.append(article.text[end : aside.start])
        end = aside.end
    kept.append(article.text[end:])
    return [line.strip() for part in kept for line in part.split("\n") if line.strip()]
