"""Objects that a property of the graph holds as JSON, because Cypher can't read it: candidates.

The statement returns the property as it is; this module makes of it what a selection asks for.
kb/graph/mentions.py says what the JSON has.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphql import FieldNode

    from schema.selection import Selection
    from schema.shapes import Shape

#: From an object of the JSON to a value of the response.
Build = Callable[[Mapping[str, Any]], Any]


def embedded_list(selection: Selection, kind: str, nodes: Sequence[FieldNode]) -> Shape:
    """Shapes the JSON of a list of objects of a type; what is null in the graph is empty."""
    build = embedded(selection, kind, nodes)
    return lambda json: [build(value) for value in orjson.loads(json)] if json else []


def embedded(selection: Selection, kind: str, nodes: Sequence[FieldNode]) -> Build:
    """Builds an object of a type with the fields that `nodes` ask for."""
    fields = {
        key: _field(selection, kind, asked) for key, asked in selection.below(kind, nodes).items()
    }
    return lambda value: {key: build(value) for key, build in fields.items()}


def _field(selection: Selection, kind: str, nodes: Sequence[FieldNode]) -> Build:
    name = nodes[0].name.value
    match name:
        case "__typename":
            return lambda _value: kind
        case "words":  # beside the other fields, as text, start and end
            return embedded(selection, "Words", nodes)
        case "candidates":
            build = embedded(selection, "Candidate", nodes)
            return lambda value: [build(one) for one in value.get("candidates", ())]
        case _:
            return lambda value: value.get(name)
