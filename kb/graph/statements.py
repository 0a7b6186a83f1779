"""The Cypher statements: resources with a header that names each one and its parameters.

A file in `cypher/` holds one or more statements::

    // name: lock_events
    // params: ids
    // Any further comment lines say why.
    UNWIND $ids AS id …

Statements are separated by their headers. A statement that uses a parameter which its header
doesn't declare, or declares one that it doesn't use, is refused, as is a name used twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from kb.errors import GraphError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_HEADER = re.compile(r"^// name: *(?P<name>.*?) *$", re.MULTILINE)
_PARAMS = re.compile(r"^// params:(?P<params>.*)$", re.MULTILINE)
_NAME = re.compile(r"[a-z][a-z0-9_]*")
#: What may hide a dollar sign: comments, strings and quoted names.
_OPAQUE = re.compile(
    r"//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`", re.DOTALL
)
_USED = re.compile(r"\$(\w+)")


@dataclass(frozen=True, slots=True)
class Statement:
    """One Cypher statement and the parameters it takes."""

    name: str
    params: frozenset[str]
    text: str  #: without the header

    def check(self, given: Iterable[str]) -> None:
        """Raise GraphError unless exactly the declared parameters are given."""
        names = frozenset(given)
        if names != self.params:
            wrong = ", ".join(sorted(names ^ self.params))
            raise GraphError(f"statement {self.name}: missing or unknown parameters: {wrong}")


class Statements:
    """Statements by name."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._by_name: dict[str, Statement] = {}
        for statement in statements:
            if statement.name in self._by_name:
                raise GraphError(f"statement {statement.name} is defined twice")
            self._by_name[statement.name] = statement

    @classmethod
    def load(cls) -> Statements:
        """Read all `.cypher` files of the package; raises GraphError for a bad one."""
        folder = files("kb.graph") / "cypher"
        sources = {f.name: f.read_text("utf-8") for f in folder.iterdir() if f.is_file()}
        return cls.parse({name: s for name, s in sources.items() if name.endswith(".cypher")})

    @classmethod
    def parse(cls, sources: Mapping[str, str]) -> Statements:
        """Parse file name -> content; raises GraphError naming the file and the statement."""
        return cls(s for file, text in sorted(sources.items()) for s in _parse_file(file, text))

    def __getitem__(self, name: str) -> Statement:
        """The statement of that name; raises GraphError when there is none."""
        try:
            return self._by_name[name]
        except KeyError as error:
            raise GraphError(f"there is no statement {name}") from error

    def names(self) -> list[str]:
        """All names, sorted."""
        return sorted(self._by_name)


def _parse_file(file: str, text: str) -> list[Statement]:
    headers = list(_HEADER.finditer(text))
    before = text[: headers[0].start()] if headers else text
    if _OPAQUE.sub("", before).strip():
        raise GraphError(f"{file}: a statement stands before the first `// name:` header")
    if not headers:
        return []
    ends = [header.start() for header in headers[1:]] + [len(text)]
    return [
        _parse_statement(file, header["name"], text[header.end() : end])
        for header, end in zip(headers, ends, strict=True)
    ]


def _parse_statement(file: str, name: str, text: str) -> Statement:
    declared = _PARAMS.search(text)
    if not _NAME.fullmatch(name) or declared is None:
        raise GraphError(f"{file}: statement {name!r} needs a name and a `// params:` line")
    params = frozenset(declared["params"].replace(",", " ").split())
    body = _PARAMS.sub("", text, count=1).strip()
    used = frozenset(_USED.findall(_OPAQUE.sub("", body)))
    for problem, names in (("undeclared", used - params), ("unused", params - used)):
        if names:
            listed = ", ".join(sorted(names))
            raise GraphError(f"{file}: statement {name} has {problem} parameters: {listed}")
    if not _OPAQUE.sub("", body).strip(" ;\n"):
        raise GraphError(f"{file}: statement {name} is empty")
    return Statement(name, params, body.rstrip(";"))
