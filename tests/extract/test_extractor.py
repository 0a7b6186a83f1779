"""The extractor as a whole."""

from __future__ import annotations

import sys
from subprocess import run

import pytest

from kb.errors import ExtractionError
from kb.extract import RuleExtractor, nlp
from kb.extract.checks import verify
from kb.model.articles import Article
from kb.model.events import Span
from tests.extract.helpers import only, published

TEXTS = (
    "Sudan attacked Chad on Tuesday.",
    "Kenya and Somalia held talks in Cairo. Japan said it would send aid to Peru.",
    '"We have sent emergency aid to Peru this week," the foreign minister of Japan said.',
)


def test_the_same_alone_and_after_others(extractor: RuleExtractor) -> None:
    """What an article yields doesn't depend on what was extracted before it."""
    articles = [Article(text, published=published("2019-04-04")) for text in TEXTS]
    together = [extractor.extract(article) for article in articles]
    alone = [RuleExtractor().extract(article) for article in reversed(articles)]
    assert together == alone[::-1]


def test_version_names_rules_and_model(extractor: RuleExtractor) -> None:
    """The version says which rules and which model, so that a run can be told from another."""
    assert extractor.name == "rules"
    rules, model = extractor.version.split("+")
    assert rules.isdecimal()
    assert model.startswith("en-core-web-sm")


def test_offsets_are_code_points(extractor: RuleExtractor) -> None:
    """Characters beyond the basic plane and combining ones don't shift offsets."""
    text = "😀😀 Zürich, S\u0327i: fine.\r\nSudan attacked Chad."
    found = only(extractor, text)
    assert found.quote.text == "Sudan attacked Chad."
    assert text[found.quote.start : found.quote.end] == found.quote.text


def test_odd_spaces(extractor: RuleExtractor) -> None:
    """Tabs and no-break spaces separate words as spaces do, and stay in the quote."""
    assert only(extractor, "Sudan\u00a0attacked\tChad.").quote.text == "Sudan\u00a0attacked\tChad."


@pytest.mark.parametrize("text", ["", " ", "\n\n", "…", '"', "“", "?!", "a", "\ud800", "((((("])
def test_odd_texts_yield_nothing(text: str, extractor: RuleExtractor) -> None:
    """Text without sentences yields nothing and raises nothing."""
    assert extractor.extract(Article(text)).mentions == ()


def test_other_languages_are_refused_with_a_warning(extractor: RuleExtractor) -> None:
    """An article that isn't English yields no mentions and says why."""
    extraction = extractor.extract(Article("Sudan attacked Chad.", language="fr"))
    assert extraction.mentions == ()
    assert extraction.warnings == ("language 'fr' is not English: no events extracted",)


def test_a_wrong_span_is_a_bug(extractor: RuleExtractor) -> None:
    """A span that isn't the text at its offsets never leaves the extractor."""
    article = Article("Sudan attacked Chad.")
    (mention,) = extractor.extract(article).mentions
    object.__setattr__(mention, "trigger", Span(1, 9, "attacked"))
    with pytest.raises(ValueError, match="not what the text has"):
        verify(article, [mention])


def test_import_is_light() -> None:
    """Importing the package loads no spaCy: most commands never extract."""
    code = "import sys, kb.extract; sys.exit('spacy' in sys.modules)"
    assert run([sys.executable, "-c", code], check=False).returncode == 0


def test_missing_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that isn't installed is an error that names its package."""
    monkeypatch.setattr(nlp, "MODULE", "no_such_model")
    with pytest.raises(ExtractionError, match="en-core-web-sm"):
        nlp.load_model()


def test_a_pronoun_that_leads_back_to_its_own_noun_ends(extractor: RuleExtractor) -> None:
    """Where "its" seems to stand for the noun that it belongs to, nobody is meant."""
    text = "“Calling for patience on the part of all of its members” were part of a plan."
    lower = text.replace("Calling", "calling")
    assert [extractor.extract(Article(text=t)).mentions for t in (text, lower)] == [(), ()]
