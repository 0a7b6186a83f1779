"""`kb extract --explain`: why, as indented text and as JSON."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kb.extract import RuleExtractor, registry
from kb.extract.explain import Recorder
from tests.extract.test_several import FIVE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.extract.explain import SentenceStory
    from tests.cli.conftest import Kb

FORMATS = Path(__file__).parents[1] / "data" / "loaders"
FILES = sorted(path for path in FORMATS.iterdir() if path.suffix in {".txt", ".md", ".jsonl"})

STORY = "Chad shells Mali\n\nChad shelled Mali on Tuesday, Peru said. It snowed.\n"
#: The entry's line stands for any: the lexicon grows.
OUTLINE = """\
Chad shells Mali
unnamed publisher, 2019-04-04
Not read, as no narrative: “Chad shells Mali” (0-16)

Sentence 1 (18-58)
  “Chad shelled Mali on Tuesday, Peru said.”
  names: “Chad” (STATE Chad or place Chad); “Mali” (STATE Mali or place Mali); \
“Peru” (STATE Peru or place Peru)
  ASSAULT (heavy-weapons) OCCURRED: “shelled” (23-30)
    entry: ASSAULT …
    source: Chad, “Chad” (18-22): subject of “shelled”
    target: Mali, “Mali” (31-35): object of “shelled”
    status: plain; reported: “said”
    date: 2019-04-02, “Tuesday” (39-46): stated date at “shelled”
    said by: Peru, “Peru” (48-52)
    confidence: 70 = 55 base + 20 two sides - 5 subordinate
"""


@pytest.fixture(scope="module")
def rules() -> RuleExtractor:
    """One extractor for all runs, because its model takes a second to load."""
    return RuleExtractor()


@pytest.fixture(autouse=True)
def opened(rules: RuleExtractor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every run gets that one."""
    monkeypatch.setattr(registry, "open_extractor", lambda _name, _settings: rules)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A short article with one event."""
    file = tmp_path / "story.txt"
    file.write_text(STORY, encoding="utf-8")
    return file


def lines(result: Any) -> list[dict[str, Any]]:
    """The documents of a run that went well, one a line."""
    return [json.loads(line) for line in result.stdout.splitlines()]


def spans(value: Any) -> Iterator[tuple[int, int, str]]:
    """Every piece of text with offsets in a JSON value."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value["start"], value["end"], value["text"]
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from spans(item)


def test_the_outline_of_an_article(kb: Kb, story: Path) -> None:
    """Each sentence has its names, and its event with entry, sides, status, date and points."""
    result = kb("extract", str(story), "--published", "2019-04-04", "--explain")
    assert result.exit_code == 0
    entry = re.search(r"entry: ASSAULT (\d+, act \(.*\), as in “.*”)", result.stdout)
    assert entry
    shown = result.stdout.replace(entry[1], "…")
    assert shown.startswith(OUTLINE), shown
    assert "\nRules\n" in shown
    assert "  subject: the subject of the verb\n" in shown


def test_a_sentence_without_events_says_so_on_one_line(kb: Kb, story: Path) -> None:
    """What states no event is named with what was considered, if anything was."""
    shown = kb("extract", str(story), "--explain").stdout
    assert "  “It snowed.”\n  No event. Considered: no word of the lexicon\n" in shown
    story.write_text("The dogs attacked. A Chadian may attack Mali.", encoding="utf-8")
    shown = kb("extract", str(story), "--explain").stdout
    assert re.search(r"No event\. Considered: .*event “attacked” \(9-17\) of .*: no actor\n", shown)
    assert "hypothetical (“open: may attack”)" in shown


def test_json_has_the_explanation_beside_the_mentions(kb: Kb, story: Path) -> None:
    """One document a line; events point to mentions, and every span is the article's text."""
    story.write_text(f"Told at once\n\n{FIVE}\n", encoding="utf-8")
    (document,) = lines(kb("extract", str(story), "--explain", "--format", "json"))
    (sentence,) = document["explain"]["sentences"]
    assert [event["mention"] for event in sentence["events"]] == [0, 1, 2, 3, 4]
    for event in sentence["events"]:
        mention = document["mentions"][event["mention"]]
        assert event["trigger"] == mention["trigger"]
        assert event["confidence"]["value"] == mention["confidence"]
        assert event["status"]["value"] == mention["status"]
        assert [p["text"] for p in event["sources"]] == [p["text"] for p in mention["sources"]]
    text = document["article"]["text"]
    found = list(spans(document["explain"]))
    assert len(found) > 20
    assert all(text[start:end] == words for start, end, words in found)


def test_without_the_option_nothing_is_explained(kb: Kb, story: Path) -> None:
    """The document of `kb extract` is the same but for "explain"."""
    plain = json.loads(kb("extract", str(story), "--format", "json").stdout)
    (told,) = lines(kb("extract", str(story), "--explain", "--format", "json"))
    assert "explain" not in plain
    assert told.pop("explain")
    assert told == plain


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_format_is_explained(kb: Kb, file: Path) -> None:
    """Articles of all loaders have their sentences; what isn't one is named as not read."""
    result = kb("extract", str(file), "--explain", "--format", "json")
    documents = lines(result)
    assert documents
    for document in documents:
        text, told = document["article"]["text"], document["explain"]
        assert all(text[start:end] == words for start, end, words in spans(told["unread"]))
        read = [*told["sentences"], *told["unread"]]
        covered = set().union(*(range(part["start"], part["end"]) for part in read))
        assert all(place in covered or text[place].isspace() for place in range(len(text)))


def test_bad_records_cost_only_themselves(kb: Kb, tmp_path: Path) -> None:
    """A record that can't be read is refused on standard error; the others are explained whole."""
    file = tmp_path / "wire.jsonl"
    good = json.dumps({"title": "T", "text": "Chad attacked Mali."})
    file.write_text(f"{good}\n{{\n{good}\n", encoding="utf-8")
    result = kb("extract", str(file), "--explain", "--format", "json")
    assert result.exit_code == 1
    assert result.stderr.count("refused: ") == 1
    assert [len(document["explain"]["sentences"]) for document in lines(result)] == [1, 1]


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\x00", b"  \n"])
@pytest.mark.parametrize("format_", ["table", "json"])
def test_what_cannot_be_read_prints_nothing(
    content: bytes | None, format_: str, kb: Kb, tmp_path: Path
) -> None:
    """A file that is missing, empty or no text is refused, and nothing is half explained."""
    file = tmp_path / "bad.txt"
    if content is not None:
        file.write_bytes(content)
    result = kb("extract", str(file), "--explain", "--format", format_)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("refused: ")


def test_an_explanation_that_fails_costs_one_article(
    kb: Kb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two articles one can't be explained: it is refused with its record, the other printed."""
    whole = Recorder.stories

    def stories(self: Recorder) -> list[SentenceStory]:
        found = whole(self)
        assert "stumble" not in found[0].span.text, "too odd"
        return found

    monkeypatch.setattr(Recorder, "stories", stories)
    file = tmp_path / "two.jsonl"
    file.write_text('{"text": "I stumble."}\n{"text": "Chad attacked Mali."}\n', encoding="utf-8")
    result = kb("extract", str(file), "--explain", "--format", "json")
    assert result.exit_code == 1
    assert "line 1: can't be extracted: AssertionError: too odd" in result.stderr
    assert len(lines(result)) == 1


def test_another_language_is_a_warning(kb: Kb, tmp_path: Path) -> None:
    """An article that isn't read has no sentences, and a warning says why."""
    file = tmp_path / "fr.jsonl"
    file.write_text('{"text": "Le Tchad attaque.", "language": "fr"}\n', encoding="utf-8")
    result = kb("extract", str(file), "--explain")
    assert result.exit_code == 0
    assert "warning: " in result.stderr
    assert "\nNo sentences.\n" in result.stdout


def test_a_terminal_obeys_no_article(kb: Kb, tmp_path: Path) -> None:
    """Control characters of an article don't reach the terminal."""
    file = tmp_path / "odd.txt"
    file.write_text("Chad\x1b[31m attacked Mali\x07.", encoding="utf-8")
    shown = kb("extract", str(file), "--explain").stdout
    assert "attacked" in shown
    assert not set(shown) & {"\x1b", "\x07"}


def test_only_the_rules_explain(kb: Kb, story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another extractor can't say why: that is misuse, with what to do."""

    class Other:
        name, version = "other", "1"
        extract = RuleExtractor.extract

    monkeypatch.setattr(registry, "open_extractor", lambda _name, _settings: Other())
    result = kb("extract", str(story), "--explain")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "only the extractor rules can explain, not other; add --extractor rules" in result.stderr
