"""TimeML in and out: documents marked with TIMEX3 (ISO-TimeML), for benchmarks and exchange."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from kb.errors import DateParseError
from kb.extract.dates.parse import parse_date
from kb.extract.dates.timex import Piece, Reference, Timex, TimexKind
from kb.model.dates import Basis

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>\w+)(?P<attributes>[^<>]*?)(?P<empty>/?)>|<!--.*?-->", re.DOTALL
)
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_DCT = re.compile(r"<DCT>\s*<TIMEX3([^>]*)>", re.DOTALL)
#: Control characters and lone surrogates (XML 1.0, section 2.2).
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BODY = re.compile(r"<TEXT>(.*)</TEXT>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Mark:
    """A TIMEX3 element; offsets are code points of the document's text."""

    start: int
    end: int
    text: str
    type: str  #: DATE, TIME, DURATION or SET
    value: str


@dataclass(frozen=True, slots=True)
class Document:
    """A TimeML document: the text inside <TEXT>, without its tags."""

    name: str
    created: str  #: the value of the document creation time, "" when it states none
    text: str
    marks: tuple[Mark, ...]

    @property
    def reference(self) -> Reference | None:
        """The creation time as what relative words count from."""
        try:
            created = parse_date(self.created)
        except DateParseError:
            return None
        if created.earliest is None or created.latest is None:
            return None
        return Reference(created.earliest, created.latest, Basis.RELATIVE_TO_PUBLICATION)


def read_document(path: Path) -> Document:
    """Read a .tml file; raises OSError, UnicodeDecodeError."""
    raw = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    created = _DCT.search(raw)
    body = _BODY.search(raw)
    text, marks = _strip(body[1] if body else raw)
    return Document(
        path.stem, _attributes(created[1]).get("value", "") if created else "", text, marks
    )


def _strip(body: str) -> tuple[str, tuple[Mark, ...]]:
    """The text without tags, and what its TIMEX3 tags mark."""
    parts: list[str] = []
    length = position = 0
    opened: list[tuple[int, dict[str, str]]] = []
    spans: list[tuple[int, int, dict[str, str]]] = []
    for tag in _TAG.finditer(body):
        parts.append(html.unescape(body[position : tag.start()]))
        length, position = length + len(parts[-1]), tag.end()
        if tag["name"] != "TIMEX3" or tag["empty"]:
            continue
        if not tag["close"]:
            opened.append((length, _attributes(tag["attributes"])))
        elif opened:
            start, attributes = opened.pop()
            spans.append((start, length, attributes))
    parts.append(html.unescape(body[position:]))
    text = "".join(parts)
    spans.sort(key=lambda span: (span[0], -span[1]))
    return text, tuple(
        Mark(start, end, text[start:end], got.get("type", ""), got.get("value", ""))
        for start, end, got in spans
    )


def _attributes(text: str) -> dict[str, str]:
    return {key: html.unescape(one or two) for key, one, two in _ATTRIBUTE.findall(text)}


def mark(text: str, found: Iterable[Timex]) -> tuple[Mark, ...]:
    """The TIMEX3 elements of what was found; without a value (unresolved) there is none."""
    pieces = (piece for timex in found for piece in timex.pieces or (_whole(timex),))
    return tuple(
        Mark(p.start, p.end, text[p.start : p.end], _type(p.kind), p.value)
        for p in pieces
        if p.value
    )


def _whole(timex: Timex) -> Piece:
    return Piece(timex.span.start, timex.span.end, timex.kind, timex.value)


def _type(kind: TimexKind) -> str:
    """TIMEX3 has no type of its own for references: they are dates with a token for a value."""
    return TimexKind.DATE.value if kind is TimexKind.REFERENCE else kind.value


def write_document(text: str, created: str, found: Iterable[Timex]) -> str:
    """The text as a TimeML document; expressions are marked if they have a value."""
    out, position = [], 0
    for number, one in enumerate(mark(text, found), start=1):
        attributes = f'tid="t{number}" type="{one.type}" value={quoteattr(one.value)}'
        out += [
            _escape(text[position : one.start]),
            f"<TIMEX3 {attributes}>",
            _escape(one.text),
            "</TIMEX3>",
        ]
        position = one.end
    out.append(_escape(text[position:]))
    dct = (
        f'<TIMEX3 tid="t0" type="DATE" value={quoteattr(created)} '
        f'functionInDocument="CREATION_TIME">{_escape(created)}</TIMEX3>'
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<TimeML>\n<DCT>{dct}</DCT>\n'
        f"<TEXT>{''.join(out)}</TEXT>\n</TimeML>\n"
    )


def _escape(text: str) -> str:
    """Text in XML; what XML can't hold becomes U+FFFD, so that offsets stay."""
    return escape(_NOT_XML.sub("\ufffd", text))


def as_row(timex: Timex) -> dict[str, Any]:
    """An expression as JSON: words, kind, TIMEX3 value, and the date with ISO days."""
    date = timex.date
    return {
        "start": timex.span.start,
        "end": timex.span.end,
        "text": timex.span.text,
        "kind": timex.kind.value,
        "value": timex.value,
        "date": {
            "edtf": date.edtf,
            "earliest": date.earliest.isoformat() if date.earliest else None,
            "latest": date.latest.isoformat() if date.latest else None,
            "precision": date.precision,
            "part": date.part,
            "extent": date.extent,
            "phrase": date.phrase,
            "basis": date.basis,
        },
    }
