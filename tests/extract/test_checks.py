"""What every extraction is held to, whoever made it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest

from kb.extract.checks import extract_checked, verify
from kb.model.events import Extraction, Span
from tests import factories as make

TEXT = "Washington warned Ankara on Wednesday."
ARTICLE = make.article(TEXT)
MENTION = make.mention(TEXT)


@dataclass
class Fixed:
    """An extractor that always answers the same."""

    answer: Any
    name: str = "fixed"
    version: str = "1"

    def extract(self, article: object) -> Extraction:  # noqa: ARG002 -- the protocol's
        """What it was made with."""
        found: Extraction = self.answer
        return found


def test_an_extraction_that_fits_goes_through() -> None:
    """Words that are there, under the extractor's own name and version."""
    answer = Extraction("fixed", "1", (MENTION,))
    assert extract_checked(Fixed(answer), ARTICLE) is answer


def test_a_plug_in_may_fall_back_on_the_rules() -> None:
    """What the rules found is theirs, in any version."""
    answer = Extraction("rules", "7", (MENTION,))
    assert extract_checked(Fixed(answer), ARTICLE) is answer


@pytest.mark.parametrize("answer", [Extraction("other", "1"), Extraction("fixed", "2")])
def test_nobody_answers_in_another_name(answer: Extraction) -> None:
    """A run is stored under who made it: another name or version is refused."""
    with pytest.raises(ValueError, match="says it is by"):
        extract_checked(Fixed(answer), ARTICLE)


def test_an_answer_of_another_kind_is_refused() -> None:
    """A list of mentions is no extraction."""
    with pytest.raises(TypeError, match="no Extraction but list"):
        extract_checked(Fixed([MENTION]), ARTICLE)


@pytest.mark.parametrize("start", [1, -38, 400])
def test_words_that_are_not_there_are_refused(start: int) -> None:
    """Offsets that are off by one, count from the end or are past it never reach the graph."""
    wrong = replace(MENTION, quote=Span(start, start + len(TEXT), TEXT))
    with pytest.raises(ValueError, match="not what the text has"):
        extract_checked(Fixed(Extraction("fixed", "1", (wrong,))), ARTICLE)


def test_a_trigger_outside_its_quote_is_refused() -> None:
    """The event's identity counts words from the quote's start to the trigger."""
    quote = Span(11, 24, TEXT[11:24])
    with pytest.raises(ValueError, match="is not in its quote"):
        verify(ARTICLE, [replace(MENTION, quote=quote, trigger=Span(0, 10, TEXT[:10]))])
