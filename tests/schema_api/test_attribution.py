"""Attributions: named and unnamed speakers, nested as the selection asks."""

from __future__ import annotations

import json
from typing import Any

from schema import Api

RAW = {
    "speaker": "act_x",
    "start": 5,
    "end": 9,
    "text": "Pence",
    "said": {"edtf": "2019-04-03", "earliest": "2019-04-03", "latest": "2019-04-03"},
    "via": {
        "speaker": None,
        "start": 1,
        "end": 3,
        "text": "an aide",
        "said": {"edtf": None, "earliest": None, "latest": "2019-04-04"},
        "via": None,
    },
}


class Graph:
    """Answers with one mention's attribution: its JSON, then the speakers."""

    def __init__(self, *values: Any) -> None:
        self.values = values

    def read(self, _text: str, _params: object) -> list[dict[str, Any]]:
        """The one row."""
        return [{"c0": [list(self.values) if self.values else None]}]


def _ask(selection: str, *values: Any) -> Any:
    query = f'{{ node(id: "men_x") {{ ... on Mention {{ attribution {{ {selection} }} }} }} }}'
    answer = Api.create().execute(Graph(*values), query)
    assert "errors" not in answer, answer
    return answer["data"]["node"]["attribution"]


def test_levels_follow_the_selection() -> None:
    """Each level has what the selection asks for, in its order, under its aliases."""
    selection = (
        "__typename s: speaker { name } words { end text } said { sort edtf }"
        " v: via { speaker { name } words { text start } said { sort } via { words { text } } }"
    )
    assert _ask(selection, json.dumps(RAW), ["Pence, Mike"], None) == {
        "__typename": "Attribution",
        "s": {"name": "Pence, Mike"},
        "words": {"end": 9, "text": "Pence"},
        "said": {"sort": "2019-04-03", "edtf": "2019-04-03"},
        "v": {
            "speaker": None,
            "words": {"text": "an aide", "start": 1},
            "said": {"sort": "2019-04-04"},
            "via": None,
        },
    }


def test_a_day_that_is_unknown_sorts_last() -> None:
    """A saying without any bound sorts at the end of time, as events do."""
    raw = {**RAW, "said": {"edtf": None, "earliest": None, "latest": None}}
    assert _ask("said { sort }", json.dumps(raw)) == {"said": {"sort": "9999-12-31"}}


def test_no_attribution_is_null() -> None:
    """What the article itself says has no attribution."""
    assert _ask("words { text }") is None
