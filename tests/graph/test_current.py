"""The choice of the current revision and run."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from kb.graph.current import current_revision, current_run


def revision(
    identifier: str,
    modified: str | None = None,
    basis: str | None = "STATED",
    earliest: str | None = "2019-04-04",
    instant: str | None = None,
) -> dict[str, Any]:
    """What the choice reads of a revision."""
    return {
        "id": identifier,
        "modified": modified,
        "published_basis": basis,
        "published_earliest": earliest,
        "published_latest": earliest,
        "published_instant": instant,
    }


@pytest.mark.parametrize(
    "ordered",
    [
        pytest.param(
            [revision("c"), revision("b", "2019-04-05"), revision("a", "2019-04-05T00:00:01Z")],
            id="the last modified wins, one without a time of modification is the oldest",
        ),
        pytest.param(
            [revision("b", "2019-04-05T11:00:00+03:00"), revision("a", "2019-04-05T09:00:00Z")],
            id="times of modification are compared in UTC",
        ),
        pytest.param(
            [
                revision("e", basis=None, earliest=None),
                revision("d", basis="DATELINE", earliest="2019-04-09"),
                revision("c", basis="STATED", earliest="2019-04-08"),
                revision("b", basis="SIDECAR", earliest="2019-04-07"),
                revision("a", basis="USER", earliest="2019-04-06"),
            ],
            id="the user's date of publication is the strongest",
        ),
        pytest.param(
            [revision("b", earliest="2019-04-04"), revision("a", earliest="2019-04-05")],
            id="the later published wins",
        ),
        pytest.param(
            [
                revision("b", instant="2019-04-04T10:00:00Z"),
                revision("a", instant="2019-04-04T10:00:00-05:00"),
            ],
            id="the later instant wins",
        ),
        pytest.param([revision("a"), revision("b")], id="the id decides at last"),
        pytest.param(
            [
                revision("c", "0001-01-01T00:00:00+14:00"),
                revision("b", "whenever"),
                revision("a", "2019-01-01"),
            ],
            id="what is no time sorts before times",
        ),
    ],
)
def test_the_current_revision(ordered: list[dict[str, Any]]) -> None:
    """The greatest revision is current, whatever the order of arrival."""
    for order in permutations(ordered):
        assert current_revision(order) == ordered[-1]["id"]


def run(identifier: str, version: str, extractor: str = "rules") -> dict[str, Any]:
    """What the choice reads of a run."""
    return {"id": identifier, "extractor": extractor, "version": version}


@pytest.mark.parametrize(
    "versions", [["1.2", "1.9", "1.10"], ["1", "1.1"], ["a1", "a2", "a10"], ["1+en3.8", "2+en3.7"]]
)
def test_the_current_run_has_the_greatest_version(versions: list[str]) -> None:
    """Numbers in versions are compared as numbers."""
    rows = [run(f"run_{9 - n}", version) for n, version in enumerate(versions)]
    for order in permutations(rows):
        assert current_run(order) == rows[-1]["id"]


def test_a_plug_in_goes_before_the_rules() -> None:
    """Whatever the versions and ids: the rules come last, and plug-ins go by their names."""
    rows = [run("run_c", "9"), run("run_b", "2", "aye"), run("run_a", "1", "bee")]
    for order in permutations(rows):
        assert current_run(order) == "run_a"
        assert current_run([row for row in order if row["id"] != "run_a"]) == "run_b"
