"""Which media type a client wants, and what it sends (GraphQL over HTTP, and RFC 9110)."""

from __future__ import annotations

from enum import StrEnum


class Media(StrEnum):
    """What the endpoint can answer with."""

    GRAPHQL = "application/graphql-response+json"
    JSON = "application/json"
    HTML = "text/html"


#: What each range of an Accept header lets us answer with, best first.
_RANGES = {
    "application/graphql-response+json": Media.GRAPHQL,
    "application/json": Media.JSON,
    "application/*": Media.JSON,
    "*/*": Media.JSON,
    "text/html": Media.HTML,
    "application/xhtml+xml": Media.HTML,
    "text/*": Media.HTML,
}


def negotiate(accept: str | None, *, page: bool) -> Media | None:
    """The media type that an Accept header prefers of ours; None if it takes none of them.

    Without a header it is JSON. HTML counts only where there is a `page`. Between equal weights
    the first one stands.
    """
    if not accept or not accept.strip():
        return Media.JSON
    best: Media | None = None
    weight = 0.0
    for part in accept.split(","):
        name, _, parameters = part.partition(";")
        media = _RANGES.get(name.strip().lower())
        if media is None or (media is Media.HTML and not page):
            continue
        quality = _quality(parameters)
        if quality > weight:
            best, weight = media, quality
    return best


def _quality(parameters: str) -> float:
    """The weight among the parameters of a range; 1 if there is none, or it is no number."""
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 1.0
    return 1.0


def is_json(content_type: str | None) -> bool:
    """Whether a Content-Type is JSON in UTF-8."""
    name, _, parameters = (content_type or "").partition(";")
    if name.strip().lower() != Media.JSON:
        return False
    for parameter in parameters.split(";"):
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "charset":
            return value.strip().strip('"').lower() in {"utf-8", "utf8"}
    return True
