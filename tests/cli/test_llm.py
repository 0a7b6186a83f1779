"""`kb extract` and `kb load` with `--extractor openai`, against an endpoint of our own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from kb.knowledge import KnowledgeBase
from loaders import LoadOptions, read_articles
from tests.chat import Reply, completion, serving
from tests.cli.conftest import StandIn, parse
from tests.test_ingest import FakeGraph
from tests.test_ingest import load as load_into

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kb.ingest import LoadReport
    from tests.chat import Chat
    from tests.cli.conftest import Kb

TEXT = "A deal\n\nGermany and France signed an agreement in Paris on Thursday.\n"
EVENT: dict[str, Any] = {
    "quote": "Germany and France signed an agreement in Paris on Thursday.",
    "trigger": "signed an agreement",
    "type": "AGREE",
    "status": "OCCURRED",
    "actors": [{"words": "Germany", "role": "BOTH"}, {"words": "France", "role": "BOTH"}],
    "date": "on Thursday",
}
KEY = "sk-do-not-show"


class Loading(StandIn):
    """A knowledge base that extracts in earnest and stores in memory."""

    def __init__(self) -> None:
        super().__init__()
        self.graph = FakeGraph()

    def load(self, paths: tuple[str, ...], **options: Any) -> LoadReport:
        """What `KnowledgeBase.load` does, but for the database."""
        articles = read_articles(paths, LoadOptions())
        return load_into(articles, self.graph, options["extractor"])


@pytest.fixture
def chat(monkeypatch: pytest.MonkeyPatch) -> Iterator[Chat]:
    """An endpoint that the environment names, and that finds the deal."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serving() as found:
        monkeypatch.setenv("KB_LLM_URL", found.url)
        monkeypatch.setenv("KB_LLM_MODEL", "m-1")
        monkeypatch.setenv("KB_LLM_KEY", KEY)
        found.says(EVENT)
        yield found


@pytest.fixture
def loading(monkeypatch: pytest.MonkeyPatch) -> Loading:
    """What `kb load` opens."""
    stand_in = Loading()
    monkeypatch.setattr(KnowledgeBase, "open", lambda _settings=None: stand_in)
    return stand_in


@pytest.fixture
def story(tmp_path: Path) -> str:
    """A short article."""
    file = tmp_path / "story.txt"
    file.write_text(TEXT, encoding="utf-8")
    return str(file)


def test_kb_extract_asks_the_model(kb: Kb, chat: Chat, story: str) -> None:
    """The document names extractor and model, and its quote is the file's."""
    document = parse(kb("extract", story, "--extractor", "openai", "--format", "json"))
    assert document["extractor"]["name"] == "openai"
    assert document["extractor"]["version"].startswith("1+m-1+rules-")
    (mention,) = document["mentions"]
    assert document["article"]["text"][mention["start"] : mention["end"]] == EVENT["quote"]
    assert mention["date"]["phrase"] == "Thursday"
    assert chat.requests[0].headers["authorization"] == f"Bearer {KEY}"


def test_kb_load_takes_the_model_s_mentions(
    kb: Kb, chat: Chat, loading: Loading, story: str
) -> None:
    """With KB_EXTRACTOR or the option, articles are read by the model, and only once."""
    result = kb("load", story, "--extractor", "openai")
    assert result.exit_code == 0, result.output
    assert "1 article: 2 new mentions" in result.stdout  # as the stand-in counts
    assert "1 article (1 known already)" in kb("load", story, "--extractor", "openai").stdout
    assert len(chat.requests) == len(loading.graph.runs) == 1


def test_kb_load_says_what_it_rejected(kb: Kb, chat: Chat, loading: Loading, story: str) -> None:
    """A warning names the file and counts the faults."""
    chat.says(EVENT, EVENT | {"quote": "Germany and France fell out."})
    result = kb("load", story, "--extractor", "openai")
    assert result.exit_code == 0
    assert f"warning: {story}" in result.stderr
    said = "1 of 2 proposals rejected: 1 quoting what the article doesn't say"
    assert said in result.stderr
    assert len(loading.graph.runs) == 1


def test_kb_load_goes_on_without_the_model(
    kb: Kb, chat: Chat, loading: Loading, story: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dead endpoint costs a warning, not the article; once it answers, it is asked again."""
    monkeypatch.setenv("KB_EXTRACTOR", "openai")
    monkeypatch.setenv("KB_LOG_LEVEL", "DEBUG")
    chat.replies(Reply(status=500, body=KEY.encode()))
    result = kb("load", story)
    assert result.exit_code == 0
    assert "answered with HTTP status 500: read by the rules instead" in result.stderr
    assert KEY not in result.output
    chat.replies(completion({"events": [EVENT]}))
    assert "known already" not in kb("load", story).stdout
    assert "1 article (1 known already)" in kb("load", story).stdout
    assert len(loading.graph.runs) == 2
    assert len(chat.requests) == 2


def test_what_is_not_set_is_misuse_before_any_work(
    kb: Kb, loading: Loading, story: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without an address the variable is named, and no database is opened."""
    monkeypatch.delenv("KB_LLM_URL", raising=False)
    loading.error = AssertionError("opened")
    result = kb("load", story, "--extractor", "openai")
    assert result.exit_code == 2
    assert result.stderr.startswith("kb: KB_LLM_URL: is not set")
