"""What is stated about an article beside its text: front matter, JSONL fields, a sidecar."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kb.errors import DateParseError
from kb.extract.dates import parse_published
from kb.model.articles import PublishedBasis, canonical_url
from kb.model.ids import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kb.model.articles import Published

#: field of `Metadata` -> the names it goes by in files; the first that is stated counts
NAMES = {
    "title": ("title", "headline"),
    "url": ("url", "canonical", "canonical_url", "link"),
    "publisher": ("publisher",),
    "published": ("published", "date"),
    "origins": ("origins", "origin", "sources", "source"),
    "tags": ("tags",),
    "language": ("language", "lang"),
    "stated_id": ("id", "guid"),
    "modified": ("modified", "updated", "lastmod"),
}

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_WEB = re.compile(r"https?://", re.IGNORECASE)
_SEPARATORS = re.compile(r"\s*[,;|/]\s*|\s+and\s+")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
#: credits that name nobody in particular
_NOBODY = frozenset({"agency", "agencies", "news agencies", "wire services", "wires"})


class FieldError(ValueError):
    """One stated field can't be used; `str()` says which and why. Loaders turn it into theirs."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is stated; None, or an empty tuple, is what isn't."""

    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: Published | None = None
    origins: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    language: str | None = None
    stated_id: str | None = None
    modified: str | None = None

    def or_else(self, other: Metadata) -> Metadata:
        """What this states, with what it doesn't state filled in from `other`."""
        pairs = ((f.name, getattr(self, f.name), getattr(other, f.name)) for f in fields(self))
        return Metadata(**{name: mine or theirs for name, mine, theirs in pairs})


def parse_metadata(stated: Mapping[Any, Any], basis: PublishedBasis) -> Metadata:
    """Read fields by any of their names, in any case; unknown ones are ignored.

    `basis` says who states the date of publication. Raises FieldError.
    """
    found = _pick(stated)
    origins, address = _origins(found.get("origins"))
    return Metadata(
        title=_line("title", found.get("title")),
        url=parse_url(_line("url", found.get("url")) or address),
        publisher=_publisher(found.get("publisher")),
        published=_published(found.get("published"), basis),
        origins=origins,
        tags=unique(_list("tags", found.get("tags"))),
        language=_language(found.get("language")),
        stated_id=_identifier(found.get("stated_id")),
        modified=_modified(found.get("modified")),
    )


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """The names in their order, each once, whatever its case and accents."""
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(fold(name) or name, name)
    return tuple(seen.values())


def split_credits(text: str) -> tuple[str, ...]:
    """The agencies that a credit names: "Reuters, AFP" are two; "agencies" is nobody."""
    names = (name.strip(" .()") for name in _SEPARATORS.split(text))
    return unique(name for name in names if name and name.casefold() not in _NOBODY)


def parse_url(text: str | None) -> str | None:
    """A full web address as stated; raises FieldError for anything else."""
    if text is None:
        return None
    try:
        parts = urlsplit(text)
        canonical_url(text)
    except ValueError as error:
        raise FieldError(f"url {text[:80]!r} is no address: {error}") from error
    if not _WEB.match(text) or not parts.hostname or re.search(r"\s", text):
        raise FieldError(f"url {text[:80]!r} is not a full http(s) address")
    return text


def _pick(stated: Mapping[Any, Any]) -> dict[str, Any]:
    lower = {str(key).strip().lower(): value for key, value in stated.items()}
    found: dict[str, Any] = {}
    for field, names in NAMES.items():
        values = (lower.get(name) for name in names)
        found[field] = next((v for v in values if v not in (None, "", [])), None)
    return found


def _string(field: str, value: Any) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise FieldError(f"{field} is not text")
    return clean(field, value).strip() or None


def clean(field: str, text: str) -> str:
    """The text itself, if it can be written as UTF-8; raises FieldError."""
    if _SURROGATE.search(text):
        raise FieldError(f"{field} holds half a surrogate pair, which is no character")
    return text


def _line(field: str, value: Any) -> str | None:
    text = _string(field, value)
    return " ".join(text.split()) if text else None


def _list(field: str, value: Any) -> list[str]:
    if value is None:
        return []
    items = value.split(",") if isinstance(value, str) else value
    if not isinstance(items, list):
        raise FieldError(f"{field} is neither text nor a list of texts")
    return [text for item in items if (text := _line(f"one of the {field}", item))]


def _origins(value: Any) -> tuple[tuple[str, ...], str | None]:
    """The credited names, and an address among them (web clippers state the page as `source`)."""
    items = [value] if isinstance(value, str) else _list("origins", value)
    address = next((item for item in items if _WEB.match(item)), None)
    names = [name for item in items if not _WEB.match(item) for name in split_credits(item)]
    for name in names:
        clean("origins", name)
    return unique(names), address


def _publisher(value: Any) -> str | None:
    return _line("publisher", value.get("name") if isinstance(value, dict) else value)


def _identifier(value: Any) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _string("id", value)


def _published(value: Any, basis: PublishedBasis) -> Published | None:
    if isinstance(value, int) and not isinstance(value, bool):  # a bare year
        value = str(value)
    text = _string("published", value)
    try:
        return parse_published(text, basis) if text else None
    except DateParseError as error:
        raise FieldError(f"published {error}") from error


def _modified(value: Any) -> str | None:
    text = _string("modified", value)
    try:
        when = parse_published(text, PublishedBasis.STATED) if text else None
    except DateParseError as error:
        raise FieldError(f"modified {error}") from error
    return (when.instant or when.edtf) if when else None


def _language(value: Any) -> str | None:
    text = _string("language", value)
    if text is None:
        return None
    tag = text.replace("_", "-")
    if not _LANGUAGE.fullmatch(tag):
        raise FieldError(f"language {text[:40]!r} is no language tag such as 'en' or 'en-GB'")
    return tag
