"""The model's answer: what of it is a proposal, and why the rest is none."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kb.errors import EndpointError
from kb.extract.lexicon import load_ontology
from kb.extract.llm.proposals import MAX_NAMES, MAX_PROPOSALS, Fault, Naming, Proposal, read_answer
from kb.model.events import EventType, Role, Status

MODES = {kind: row["modes"] for kind, row in load_ontology().items()}
EVENT: dict[str, Any] = {
    "quote": "Sudan attacked Chad.",
    "trigger": "attacked",
    "type": "ASSAULT",
    "status": "OCCURRED",
}


def read(content: Any) -> list[Proposal | Fault]:
    """The proposals of an answer, as JSON unless it is a string."""
    text = content if isinstance(content, str) else json.dumps(content)
    return list(read_answer(text, MODES))


def test_a_whole_proposal() -> None:
    """Every field in its place; a field that nobody asked for is left alone."""
    event = EVENT | {
        "mode": "aerial",
        "actors": [{"words": "Sudan", "role": "source", "x": 1}, {"words": "Chad", "role": "BOTH"}],
        "places": ["Bor"],
        "date": "on Monday",
        "confidence": 1e308,
        "__class__": "Mention",
    }
    assert read({"events": [event], "note": "done"}) == [
        Proposal(
            quote="Sudan attacked Chad.",
            trigger="attacked",
            type=EventType.ASSAULT,
            status=Status.OCCURRED,
            mode="aerial",
            actors=(Naming("Sudan", (Role.SOURCE,)), Naming("Chad", (Role.SOURCE, Role.TARGET))),
            places=("Bor",),
            date="on Monday",
        )
    ]


@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "\n {}\n",
        "```json\n{}\n```",
        "```\n{}```",
        "<think>{{ is it? </think>\n{}",
        "<think>hm</think>```json\n{}\n```\n",
    ],
)
def test_the_object_in_its_wrappings(around: str) -> None:
    """Reasoning before the answer and a code fence around it are habits, not faults."""
    assert len(read(around.format(json.dumps({"events": [EVENT]})))) == 1


@pytest.mark.parametrize(
    "content",
    [
        "",
        "I can't help with that.",
        "{'events': []}",
        '{"events": [',
        "[]",
        "null",
        "7",
        {"event": []},
        {"events": None},
        {"events": {"0": EVENT}},
        {"events": [EVENT] * (MAX_PROPOSALS + 1)},
        "[" * 100_000,
        '{"events": [' + "9" * 10_000 + "]}",
    ],
    ids=lambda content: str(content)[:20],
)
def test_an_answer_of_another_shape(content: Any) -> None:
    """What isn't one object with a list of events is no answer at all."""
    with pytest.raises(EndpointError):
        read(content)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"type": "WAR"}, Fault.TYPE),
        ({"type": None}, Fault.TYPE),
        ({"type": ["ASSAULT"]}, Fault.TYPE),
        ({"status": "MAYBE"}, Fault.STATUS),
        ({"status": 1}, Fault.STATUS),
        ({"quote": ""}, Fault.SHAPE),
        ({"quote": " \n"}, Fault.SHAPE),
        ({"quote": None}, Fault.SHAPE),
        ({"quote": {"start": 0, "end": 9}}, Fault.SHAPE),
        ({"quote": "x" * 2_001}, Fault.SHAPE),
        ({"trigger": None}, Fault.SHAPE),
        ({"trigger": "x" * 301}, Fault.SHAPE),
        ({"actors": "Sudan"}, Fault.SHAPE),
        ({"actors": ["Sudan"]}, Fault.SHAPE),
        ({"actors": [{"words": "Sudan"}]}, Fault.SHAPE),
        ({"actors": [{"words": "Sudan", "role": "ACTOR"}]}, Fault.SHAPE),
        ({"actors": [{"words": "", "role": "SOURCE"}]}, Fault.SHAPE),
        ({"actors": [{"words": "Sudan", "role": "SOURCE"}] * (MAX_NAMES + 1)}, Fault.SHAPE),
        ({"places": [None]}, Fault.SHAPE),
        ({"places": {}}, Fault.SHAPE),
        ({"date": 2019}, Fault.SHAPE),
        ({"date": {"year": 2019}}, Fault.SHAPE),
    ],
    ids=str,
)
def test_a_proposal_that_cannot_be_taken(changes: dict[str, Any], fault: Fault) -> None:
    """One bad proposal is rejected with its reason, and the others stay."""
    first, second = read({"events": [EVENT | changes, EVENT]})
    assert first is fault
    assert isinstance(second, Proposal)


@pytest.mark.parametrize("event", [None, [], "x", 3, {}])
def test_what_is_no_proposal(event: Any) -> None:
    """Anything may stand in the list; it is counted as a fault."""
    (found,) = read({"events": [event]})
    assert isinstance(found, Fault)


@pytest.mark.parametrize("mode", ["arrest", "", None, 7, ["aerial"], {}])
def test_a_mode_that_the_type_lacks_is_left_out(mode: Any) -> None:
    """The event stays, without a mode."""
    (found,) = read({"events": [EVENT | {"mode": mode}]})
    assert isinstance(found, Proposal)
    assert found.mode is None


def test_nothing_to_tell() -> None:
    """A text without events is an answer, too."""
    assert read({"events": []}) == []
