"""Which words are narrative, and where its sentences stand."""

from __future__ import annotations

import pytest

from kb.extract.sentences import MAX_PARAGRAPH, paragraphs
from kb.model.articles import Article, Aside, AsideKind


def narrative(text: str, *asides: Aside, title: str = "") -> list[str]:
    """The paragraphs of a text."""
    article = Article(text, title=title, asides=asides)
    return [text[start:end] for start, end in paragraphs(article)]


def test_asides_are_cut_out() -> None:
    """What a loader marked as aside is no narrative."""
    text = "Headline\nBody one.\nA caption.\nBody two."
    marked = (Aside(0, 8, AsideKind.HEADLINE), Aside(19, 29, AsideKind.CAPTION))
    assert narrative(text, *marked) == ["Body one.", "Body two."]


def test_lines_are_paragraphs() -> None:
    """Each line of unwrapped text is a paragraph of its own, blank lines or not."""
    assert narrative("One is here.\nTwo is here.\n\nThree.") == [
        "One is here.",
        "Two is here.",
        "Three.",
    ]


def test_wrapped_lines_are_joined() -> None:
    """A hard-wrapped paragraph is one paragraph, its line breaks kept."""
    text = (
        "The delegation of the northern province arrived in the capital on\n"
        "Monday and met the ministers of trade and of defence, who had been\n"
        "waiting since noon.\n\nAnother one."
    )
    assert narrative(text) == [text.split("\n\n", maxsplit=1)[0], "Another one."]


def test_a_headline_without_a_stop_is_no_narrative() -> None:
    """In bare text a first line without a full stop is a headline."""
    assert narrative("Talks fail again\nChad left the talks.") == ["Chad left the talks."]


def test_the_title_is_no_narrative() -> None:
    """A line that repeats the title is left out wherever it stands."""
    assert narrative("Chad left.\nMali stays.", title="Mali stays.") == ["Chad left."]


@pytest.mark.parametrize(
    "line",
    [
        "(Cover image: the minister, May 1, 2020. /Wire Photo)",
        "Source(s): Some Agency",
        '["politics", "asia"]',
        "The minister arrives, May 1, 2020. /Getty Images",
        "FILE PHOTO: The minister arrives.",
        "Reporting by A. Writer; editing by B. Writer",
    ],
)
def test_plain_asides_are_recognised(line: str) -> None:
    """Cover lines, source lines, tags, credits and bylines are no narrative, marked or not."""
    assert narrative(f"Chad left the talks.\n{line}\nMali stayed.") == [
        "Chad left the talks.",
        "Mali stayed.",
    ]


def test_captions_that_are_printed_twice_are_no_narrative() -> None:
    """A paragraph that the text repeats word for word is a caption."""
    text = "Chad left.\nA tank near the town.\n\nA tank near the town.\nMali stayed."
    assert narrative(text) == ["Chad left.", "Mali stayed."]


def test_long_paragraphs_are_cut_without_loss() -> None:
    """A paragraph that is too long for the parser is cut at spaces, and nothing gets lost."""
    text = "word " * MAX_PARAGRAPH + "end."
    pieces = narrative(text)
    assert len(pieces) > 1
    assert max(map(len, pieces)) <= MAX_PARAGRAPH
    assert "".join(pieces) == text


def test_nothing_has_no_paragraphs() -> None:
    """Empty text and text of blanks have no paragraphs."""
    assert narrative("") == []
    assert narrative(" \n\t\n ") == []
