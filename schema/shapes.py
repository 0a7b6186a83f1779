"""From the lists of a row to the objects of a response.

A statement returns an object as the list of its selected values, in the order of the selection.
So a response keeps the order that was asked for (a map of Bolt has none), the same statement
serves any aliases, and no key travels; naming 2,000 objects of a page costs 2 ms, what the
shorter rows save (bench/api.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

#: Makes a value of the response from a value of the row; None stays None.
Shape = Callable[[Any], Any]


def record(fields: Sequence[tuple[str, Shape | None]]) -> Shape:
    """Shapes an object: response key and shape of each value, None for what is finished."""
    keys = tuple(key for key, _ in fields)
    inner = tuple((key, shape) for key, shape in fields if shape is not None)

    def build(values: Sequence[Any] | None) -> dict[str, Any] | None:
        if values is None:
            return None
        found = dict(zip(keys, values, strict=True))
        for key, shape in inner:
            found[key] = shape(found[key])
        return found

    return build


def many(shape: Shape) -> Shape:
    """Shapes each element of a list."""
    return lambda values: [shape(value) for value in values]


def optional(shape: Shape) -> Shape:
    """Shapes what may be null."""
    return lambda value: None if value is None else shape(value)
