"""What live mentions say of actors and locations that our own data doesn't know."""

from __future__ import annotations

from itertools import permutations
from typing import Any

from kb.graph.unresolved import derive_actor, derive_location


def saying(name: str, count: int = 1, **more: Any) -> dict[str, Any]:
    """What some live mentions say of an actor."""
    plain: dict[str, Any] = {"kind": "PERSON", "country": None, "aliases": [], "principal": None}
    return {**plain, "name": name, "count": count, **more}


def test_the_most_said_name_wins() -> None:
    """The name that most mentions say is the name, the others are aliases."""
    sayings = [saying("Ivan Petrov", 2), saying("Iván Petrov", 1, aliases=["Vanya"])]
    for order in permutations(sayings):
        props, links = derive_actor("act_x", order)
        assert (props["name"], props["aliases"]) == ("Ivan Petrov", ["Iván Petrov", "Vanya"])
        assert props["names"] == ["ivan petrov", "vanya"]
        assert links == []


def test_among_equals_the_longest_then_the_smallest() -> None:
    """Equal counts are decided by the names alone."""
    props, _ = derive_actor("act_x", [saying("B"), saying("Aa"), saying("Ab")])
    assert props["name"] == "Aa"


def test_all_principals_are_kept() -> None:
    """Mentions that disagree about whom someone acts for are all believed."""
    sayings = [saying("X", principal="act_TUR"), saying("X", principal="act_RUS"), saying("X")]
    _, links = derive_actor("act_x", sayings)
    assert [link["end"] for link in links] == ["act_RUS", "act_TUR"]
    assert len({link["id"] for link in links}) == 2


def test_a_location_lies_where_most_say() -> None:
    """Kind, country and parent follow the most frequent saying that has one."""
    plain: dict[str, Any] = {"kind": "CITY", "name": "Izmir", "country": "TUR"}
    sayings = [
        {**plain, "parent": None, "count": 5},
        {**plain, "parent": "loc_a", "count": 1},
        {**plain, "parent": "loc_b", "kind": "SITE", "count": 2},
    ]
    props, links = derive_location("loc_x", sayings)
    assert (props["kind"], props["known"]) == ("CITY", False)
    assert [link["end"] for link in links] == ["loc_b"]
