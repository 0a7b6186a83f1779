"""Who says so, nested as deep as the article does: the one object that Python shapes.

The graph keeps a mention's attribution as JSON, because a speaker may have no name and Cypher
reads no JSON; the named speakers are also relationships, which the statement projects. This
module puts both together in the shape that a selection asks for. The JSON is
`{speaker, start, end, text, said, via, candidates}`, see kb/graph/mentions.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from kb.model.dates import NEVER
from schema.embedded import embedded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphql import FieldNode

    from schema.selection import Selection
    from schema.shapes import Shape

#: From one level of the JSON, and the projected speakers, to a value of the response.
Build = Callable[[Mapping[str, Any], "Sequence[Any]"], Any]


@dataclass(frozen=True, slots=True)
class AttributionShape:
    """How a selection of an attribution is answered."""

    speakers: Sequence[tuple[int, Sequence[FieldNode]]]  #: depth and selection of each one
    level: Build

    @classmethod
    def of(cls, selection: Selection, nodes: Sequence[FieldNode]) -> AttributionShape:
        """The shape that `nodes`, fields of type Attribution, ask for."""
        speakers: list[tuple[int, Sequence[FieldNode]]] = []
        return cls(speakers, _level(selection, nodes, 0, speakers))

    def build(self, raw: Sequence[Any], shapes: Sequence[Shape]) -> Any:
        """The response from `[json, speaker, speaker…]`, the speakers as `speakers` has them."""
        found = [shape(value) for shape, value in zip(shapes, raw[1:], strict=True)]
        return self.level(orjson.loads(raw[0]), found)


def _level(
    selection: Selection,
    nodes: Sequence[FieldNode],
    depth: int,
    speakers: list[tuple[int, Sequence[FieldNode]]],
) -> Build:
    """Builds one attribution; adds the speakers that it needs."""
    fields: dict[str, Build] = {}
    for key, asked in selection.below("Attribution", nodes).items():
        match asked[0].name.value:
            case "__typename":
                fields[key] = _constant("Attribution")
            case "speaker":
                fields[key] = _speaker(len(speakers))
                speakers.append((depth, asked))
            case "words":
                fields[key] = _leaves("Words", selection, asked)
            case "candidates":
                fields[key] = _candidates(selection, asked)
            case "said":
                fields[key] = _inside("said", _leaves("EventDate", selection, asked))
            case _:
                fields[key] = _inside("via", _level(selection, asked, depth + 1, speakers))
    return lambda level, found: {key: build(level, found) for key, build in fields.items()}


def _constant(value: str) -> Build:
    return lambda _level, _found: value


def _speaker(slot: int) -> Build:
    return lambda _level, found: found[slot]


def _candidates(selection: Selection, nodes: Sequence[FieldNode]) -> Build:
    """Builds whom the speaker's name may mean."""
    build = embedded(selection, "Candidate", nodes)
    return lambda level, _found: [build(one) for one in level.get("candidates", ())]


def _inside(name: str, build: Build) -> Build:
    """Builds what stands under a name, null if nothing does."""
    return lambda level, found: None if level.get(name) is None else build(level[name], found)


def _leaves(kind: str, selection: Selection, nodes: Sequence[FieldNode]) -> Build:
    """Builds an object of scalars."""
    names = {key: asked[0].name.value for key, asked in selection.below(kind, nodes).items()}
    return lambda level, _found: {key: _leaf(kind, name, level) for key, name in names.items()}


def _leaf(kind: str, name: str, level: Mapping[str, Any]) -> Any:
    if name == "__typename":
        return kind
    if name == "sort":
        return level.get("earliest") or level.get("latest") or NEVER.isoformat()
    return level.get(name)
