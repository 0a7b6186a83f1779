"""The benchmark of extraction, and the gold set that it comes with."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kb.extract import RuleExtractor
from kb.extract.gazetteer import Gazetteer
from kb.extract.tables import read_toml
from kb.model.articles import Article
from kb.model.events import EventType, Status

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "bench" / "meaning.py"
ROW_KEYS = {"id", "set", "date", "text", "category", "scheme", "events"}


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    """bench/meaning.py, which is a script and in no package."""
    spec = importlib.util.spec_from_file_location("bench_meaning", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_meaning"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def rows(bench: ModuleType) -> list[dict[str, Any]]:
    """The lines of our own set."""
    return list(bench.read_rows(bench.OWN_SET))


def event(source: str, target: str, kind: str, status: str = "OCCURRED") -> dict[str, Any]:
    """An event as a set has it."""
    return {"source": source, "target": target, "type": kind, "status": status}


def run(*arguments: object) -> str:
    """What the script prints."""
    command = [sys.executable, str(SCRIPT), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def f1s(printed: str) -> list[str]:
    """All F1 that the script printed, in its order."""
    return re.findall(r"F1 +(\d\.\d{4})", printed)


def test_our_set_is_varied(rows: list[dict[str, Any]]) -> None:
    """It has 120 sentences, five events of each type, 20 without, and 20 said but not done."""
    events = [e for row in rows for e in row["events"]]
    types = Counter(kind for row in rows for kind in {e["type"] for e in row["events"]})
    assert len(rows) >= 120
    assert set(types) == {kind.value for kind in EventType}
    assert min(types.values()) >= 5
    assert sum(not row["events"] for row in rows) >= 20
    assert sum(e["status"] != "OCCURRED" for e in events) >= 20
    assert {e["source"][:3] for e in events} > {"IGO", "NGO", "---"}
    assert len({e["source"][:3] for e in events}) > 60


def test_our_set_is_well_formed(rows: list[dict[str, Any]]) -> None:
    """Ids and sentences are there once, codes and types are known, quoted words are verbatim."""
    for what in ("id", "text"):
        assert len({row[what] for row in rows}) == len(rows)
    for row in rows:
        assert set(row) == ROW_KEYS
        assert row["text"] == row["text"].strip()
        for e in row["events"]:
            assert Status(e["status"])
            for side in ("source", "target"):
                words = e[f"{side}_text"]
                assert words is None or words in row["text"]
                assert e[side] == "---" or words
                assert len(e[side]) in {3, 6}
            assert e["event_text"]
            assert e["event_text"] in row["text"]


def test_modes_of_our_set_are_of_their_types(rows: list[dict[str, Any]]) -> None:
    """A mode is one that plover.toml lists for the type."""
    known = read_toml("plover.toml")
    for row in rows:
        for e in row["events"]:
            assert e["mode"] is None or e["mode"] in known[e["type"]]["modes"], row["text"]


def test_gold_as_predictions_scores_everything(tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    """The set against itself is right throughout, and no error is listed."""
    gold = tmp_path / "gold.jsonl"
    gold.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    printed = run("--score", gold, "--actor-level", "exact", "--errors", 5)
    assert f1s(printed) == ["1.0000"] * (6 + 16)  # macro and five metrics, then each type
    assert "0 of 24 sentences falsely coded" in printed
    assert "(100.0%) of the types found" in printed
    assert printed.splitlines()[-1].startswith("  ")
    assert "missed" not in printed


def test_empty_predictions_score_nothing(tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    """Who finds nothing has F1 0 throughout, and codes no sentence falsely."""
    empty = tmp_path / "empty.jsonl"
    text = "\n".join(json.dumps(row | {"events": []}) for row in rows)
    empty.write_text(text, encoding="utf-8")
    printed = run("--score", empty)
    assert f1s(printed) == ["0.0000"] * (6 + 16)
    assert "0 of 24 sentences falsely coded" in printed


def test_the_benchmark_writes_predictions(tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    """It extracts, prints the metrics with the speed, and writes lines that score the same."""
    few, out = tmp_path / "few.jsonl", tmp_path / "predictions.jsonl"
    few.write_text("\n".join(json.dumps(row) for row in rows[::20]), encoding="utf-8")
    printed = run(few, "--predictions", out)
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [line["id"] for line in lines] == [row["id"] for row in rows[::20]]
    assert {"id", "set", "date", "text", "events"} == set(lines[0])
    assert any(line["events"] for line in lines)
    assert "sentences/s" in printed
    again = run(few, "--score", out)
    assert again.splitlines() == [x for x in printed.splitlines() if "sentences/s" not in x]


def test_counts_of_one_sentence(bench: ModuleType) -> None:
    """Types count once a sentence, sides as often as they stand, codes up to the level."""
    gold = [event("FRAGOV", "MLI", "AID"), event("FRAGOV", "NER", "AID")]
    found = [event("FRA", "MLI", "AID", "PLANNED"), event("FRA", "TCD", "REQUEST")]
    tally = bench.score([{"text": "x", "events": gold}], [found])
    counted = {name: (c.right, c.found, c.gold) for name, c in tally.metrics.items()}
    assert counted == {
        "type": (1, 2, 1),
        "source": (2, 2, 2),
        "target": (1, 2, 2),
        "pair": (1, 2, 2),
        "triple": (1, 2, 2),
    }
    assert tally.macro == 1.0  # a type that the set hasn't lowers no mean
    assert (tally.status.right, tally.status.gold) == (0, 1)
    assert tally.undone.gold == 0
    exact = bench.score([{"text": "x", "events": gold}], [found], "exact")
    assert exact.metrics["source"].right == 0


def test_events_without_a_type_ask_for_actors_only(bench: ModuleType) -> None:
    """A gold event that PLOVER has no type for counts for its sides, not for type or triple."""
    gold = [event("FRA", "MLI", "AID") | {"type": None}]
    tally = bench.score([{"text": "x", "events": gold}], [[]])
    assert tally.metrics["type"].gold == tally.metrics["triple"].gold == 0
    assert tally.metrics["pair"].gold == 1
    assert tally.empty.gold == 0


def test_sentences_without_events(bench: ModuleType) -> None:
    """What is coded in a sentence that states nothing is false coding."""
    rows = [{"text": "x", "events": []}, {"text": "y", "events": []}]
    tally = bench.score(rows, [[event("FRA", "MLI", "AID")], []])
    assert (tally.empty.found, tally.empty.gold) == (1, 2)
    assert tally.errors == {"AID where is none": 1}


@pytest.mark.parametrize(
    ("found", "error"),
    [
        ([], "AID missed"),
        ([event("FRA", "MLI", "COOPERATE")], "AID taken for COOPERATE"),
        ([event("MLI", "FRA", "AID")], "source and target exchanged"),
        ([event("---", "MLI", "AID")], "source missed"),
        ([event("FRA", "NER", "AID")], "target wrong: another actor"),
        ([event("FRA", "MLI", "AID", "PLANNED")], "status OCCURRED read as PLANNED"),
    ],
)
def test_errors_have_names(bench: ModuleType, found: list[dict[str, Any]], error: str) -> None:
    """What is wrong with a sentence is named, so that the commonest errors can be counted."""
    row = {"text": "France gave Mali tents.", "events": [event("FRA", "MLI", "AID")]}
    tally = bench.score([row], [found])
    assert list(tally.errors) == [error]
    assert tally.examples[error] == row["text"]


def test_status_of_what_is_said_and_not_done(bench: ModuleType) -> None:
    """Plans and denials count whether their type is found or not, and only with their status."""
    planned = [event("FRA", "MLI", "AID", "PLANNED")]
    rows = [{"text": "x", "events": planned}] * 3
    tally = bench.score(rows, [planned, [], [event("FRA", "MLI", "AID")]])
    assert (tally.undone.right, tally.undone.gold) == (1, 3)
    assert (tally.status.right, tally.status.gold) == (1, 2)


def test_actor_codes(bench: ModuleType) -> None:
    """States and whoever acts for them by ISO alpha-3, others by what they are."""
    codes, actors = bench.ActorCodes(), Gazetteer.load().actors
    known = actors.organisations
    assert codes.code(actors.body_of("KEN", "government")) == "KEN"
    assert codes.code(actors.body_of("KEN", "military")) == "KENMIL"
    assert codes.code(actors.body_of("USA", "parliament")) == "USALEG"
    assert codes.code(actors.body_of("KEN", "foreign_ministry")) == "KENGOV"
    assert codes.code(actors.body_of("KEN", "rebels")) == "KENREB"
    assert codes.code(actors.body_of("KEN", "protesters")) == "KENCVL"
    assert codes.code(actors.holder_of("KEN", "president")) == "KENGOV"
    assert codes.code(known["NATO"]) == codes.code(known["UN Security Council"]) == "IGO"
    assert codes.code(actors.head_of(known["NATO"], "secretary_general")) == "IGO"
    assert codes.code(known["Amnesty International"]) == "NGO"
    assert codes.code(known["al-Qaeda"]) == "IMG"
    assert codes.code(known["Hamas"]) == "PSEREB"


def test_a_meeting_called_off_is_a_refusal(bench: ModuleType) -> None:
    """PLOVER has cancelled meetings under REJECT, kb as CONSULT with a status of its own."""
    found = RuleExtractor().extract(Article("Ghana cancelled talks with Togo.")).mentions
    events = bench.events_of(found, bench.ActorCodes())
    assert {(e["type"], e["status"]) for e in events} == {("REJECT", "CALLED_OFF")}
