"""Articles and their revisions: what was published, and what it said at one time."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from kb.model.ids import make_id

if TYPE_CHECKING:
    from datetime import date


class PublishedBasis(StrEnum):
    """Who says when an article was published, the strongest first."""

    USER = "USER"  #: --published: the user filled it in, or forced it
    SIDECAR = "SIDECAR"  #: FILE.meta.json
    STATED = "STATED"  #: the article's own metadata
    DATELINE = "DATELINE"  #: the article's dateline


@dataclass(frozen=True, slots=True)
class Published:
    """When an article was published; a day, or as much as is stated ("2019-04")."""

    earliest: date
    latest: date
    edtf: str  #: "2019-04-04", "2019-04", "2019"
    basis: PublishedBasis
    instant: str | None = None  #: ISO 8601 with zone, when the time of day is stated

    @property
    def day(self) -> date | None:
        """The day, when it is one."""
        return self.earliest if self.earliest == self.latest else None


class AsideKind(StrEnum):
    """Why a span of an article's text is not narrative."""

    HEADLINE = "HEADLINE"
    BYLINE = "BYLINE"
    TAGS = "TAGS"
    DATELINE = "DATELINE"
    CAPTION = "CAPTION"
    SOURCE_LINE = "SOURCE_LINE"
    BOILERPLATE = "BOILERPLATE"


@dataclass(frozen=True, slots=True, order=True)
class Aside:
    """A span of the text that is not narrative; offsets are Unicode code points."""

    start: int
    end: int
    kind: AsideKind


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an article was read from; history, never identity."""

    file: str  #: the path as given, "-" for standard input
    record: str | None = None  #: "line 3"


@dataclass(frozen=True, slots=True)
class Article:
    """One article as one load saw it: identity and the revision it states."""

    text: str  #: exactly as loaded; all offsets refer to it
    title: str = ""
    url: str | None = None
    stated_id: str | None = None  #: guid, front matter `id`
    publisher: str | None = None  #: who published it (CGTN)
    origins: tuple[str, ...] = ()  #: who wrote it, as credited ("Reuters", "AFP")
    tags: tuple[str, ...] = ()
    language: str = "en"
    published: Published | None = None
    modified: str | None = None  #: ISO 8601, as stated
    asides: tuple[Aside, ...] = ()  #: sorted, not overlapping
    provenance: Provenance = field(default=Provenance("-"), compare=False)

    @property
    def id(self) -> str:
        """Hash of the canonical URL, else of the stated id (per publisher), else of title, text."""
        if self.url:
            return make_id("art", "url", canonical_url(self.url))
        if self.stated_id:
            return make_id("art", "stated", self.publisher, self.stated_id)
        return make_id("art", "text", self.title, self.text)

    @property
    def revision_id(self) -> str:
        """Hash of all that the article states: two revisions differ if anything in it does."""
        published = self.published
        when = [published.edtf, published.basis.value, published.instant] if published else None
        return make_id(
            "rev",
            self.id,
            [self.title, self.text, self.language, self.url, self.stated_id, self.publisher],
            [list(self.origins), list(self.tags), when, self.modified],
            [[a.start, a.end, a.kind.value] for a in self.asides],
        )

    @property
    def credited(self) -> tuple[str, ...]:
        """Who the words come from: the credited origins, else the publisher, else nobody."""
        return self.origins or ((self.publisher,) if self.publisher else ())


def canonical_url(url: str) -> str:
    """A URL without what doesn't change the page: case of host, fragment, default port, trackers.

    >>> canonical_url("HTTPS://Example.org:443/a/?utm_source=x&id=1#top")
    'https://example.org/a?id=1'
    """
    parts = urlsplit(url.strip())
    host = (parts.hostname or "").lower()
    default = {"http": 80, "https": 443}.get(parts.scheme.lower())
    try:
        port = parts.port
    except ValueError:  # a port that is no number stays part of the name
        host, port = parts.netloc.lower(), None
    netloc = host if port in (None, default) else f"{host}:{port}"
    kept = sorted(
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if not key.lower().startswith("utm_") and key.lower() not in {"fbclid", "gclid"}
    )
    return urlunsplit((parts.scheme.lower(), netloc, parts.path.rstrip("/"), urlencode(kept), ""))
