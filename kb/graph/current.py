"""Which revision of an article, and which run over a revision, is current.

Both are the greatest of what the graph has, under an order that only the contents decide, so it
doesn't matter what arrived first; what is retired never comes back.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from kb.model.articles import PublishedBasis
from kb.model.events import BASE_EXTRACTOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: The strongest basis first; a revision without a date comes last.
_RANKS = {basis.value: -rank for rank, basis in enumerate(PublishedBasis)}
_NO_DATE = -len(_RANKS)


def current_revision(revisions: Iterable[Mapping[str, Any]]) -> str:
    """The id of the current one of an article's revisions (rows as the graph has them)."""
    return str(max(revisions, key=revision_order)["id"])


def current_run(runs: Iterable[Mapping[str, Any]]) -> str:
    """The id of the current one of a revision's runs."""
    return str(max(runs, key=run_order)["id"])


def revision_order(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """(modified, basis of `published` with the user's first, published, id)."""
    return (
        _moment(row.get("modified")),
        _RANKS.get(row.get("published_basis") or "", _NO_DATE),
        str(row.get("published_earliest") or ""),
        str(row.get("published_latest") or ""),
        _moment(row.get("published_instant")),
        row["id"],
    )


def run_order(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """(not the rules', extractor, version, id); "1.10" comes after "1.9".

    Whoever names another extractor wants its mentions, whether the rules ran before it or after.
    """
    parts = re.findall(r"\d+|\D+", row["version"])
    numbers = [int(part) if part.isdecimal() else -1 for part in parts]
    named = row["extractor"]
    return named != BASE_EXTRACTOR, named, list(zip(numbers, parts, strict=True)), row["id"]


def _moment(stated: str | None) -> tuple[str, str]:
    """A stated time so that it can be compared: in UTC where it can be read, then as written."""
    if not stated:
        return "", ""
    try:
        moment = datetime.fromisoformat(stated)
        moment = moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return "", stated
    return f"{moment:%Y-%m-%dT%H:%M:%S.%f}".rjust(26, "0"), stated
