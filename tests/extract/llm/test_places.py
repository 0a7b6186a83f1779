"""Where proposed words stand in the article, and which are rejected for standing nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kb.extract.llm.places import Placed, place
from kb.extract.llm.proposals import Fault, Naming, Proposal
from kb.model.articles import Article, Aside, AsideKind
from kb.model.events import EventType, Role, Status

if TYPE_CHECKING:
    from kb.extract import RuleExtractor

SOURCE = (Role.SOURCE,)


def proposal(
    quote: str, trigger: str, *actors: str, places: tuple[str, ...] = (), date: str | None = None
) -> Proposal:
    """An assault in these words."""
    return Proposal(
        quote=quote,
        trigger=trigger,
        type=EventType.ASSAULT,
        status=Status.OCCURRED,
        actors=tuple(Naming(words, SOURCE) for words in actors),
        places=places,
        date=date,
    )


def placed(extractor: RuleExtractor, article: Article | str, proposed: Proposal) -> Placed | Fault:
    """What becomes of a proposal about an article."""
    whole = article if isinstance(article, Article) else Article(article)
    sentences = [scene.sentence for scene in extractor.read(whole).scenes]
    found = place(proposed, whole.text, sentences)
    if isinstance(found, Placed):
        for span in (found.quote, found.trigger, *(span for _, span in found.actors)):
            assert whole.text[span.start : span.end] == span.text
    return found


def where(found: Placed | Fault) -> tuple[int, int]:
    """Where quote and trigger begin."""
    assert isinstance(found, Placed), found
    return found.quote.start, found.trigger.start


def test_offsets_are_code_points(extractor: RuleExtractor) -> None:
    """Signs outside the basic plane count as one, in front of the words and within them."""
    text = "\U0001f600\U0001f1f9\U0001f1f7 They met. Sudan \U0001f4a5 attacked Chad on Monday."
    quote = "Sudan \U0001f4a5 attacked Chad on Monday."
    found = placed(extractor, text, proposal(quote, "attacked", "Sudan", "Chad", date="Monday"))
    assert isinstance(found, Placed)
    assert (found.quote.start, found.quote.end) == (14, len(text))
    assert (found.trigger.start, found.trigger.text) == (22, "attacked")
    assert [span.text for _, span in found.actors] == ["Sudan", "Chad"]
    assert found.date
    assert found.date.text == "Monday"


@pytest.mark.parametrize(
    "quote",
    [
        "Sudan attacked Chad!",
        "Sudan attacked chad.",
        "Sudan attacked Chad on Monday.",
        "Sudan  attacked Chad..",
        "Sudan attack",
        "udan attacked Chad.",
        "Sudan … Chad.",
        "\ud83d",
        "A bomb",
    ],
)
def test_a_quote_that_is_not_there(extractor: RuleExtractor, quote: str) -> None:
    """Other letters, parts of words and words of a caption are no quote of the narrative."""
    text = "Sudan attacked Chad. A bomb fell. Togo left."
    article = Article(text, asides=(Aside(21, 33, AsideKind.CAPTION),))
    assert placed(extractor, article, proposal(quote, "attacked")) is Fault.QUOTE


def test_letters_are_what_is_written(extractor: RuleExtractor) -> None:
    """Another form of the same letter, and another quotation mark, are other words."""
    text = "“Cavuşoğlu left Mali,” he said."
    for quote in ("Cavusoglu left Mali", '"Cavuşoğlu', "Cavus\u0327og\u0306lu left Mali"):
        assert placed(extractor, text, proposal(quote, "left")) is Fault.QUOTE
    assert where(placed(extractor, text, proposal("Cavuşoğlu left Mali", "left"))) == (0, 11)


def test_spaces_are_no_words(extractor: RuleExtractor) -> None:
    """A line break or a hard space in the article is a space in a quote, and stays what it is."""
    text = (
        "Officials in the region told reporters that Sudan\u00a0attacked\n"
        "Chad   on Monday, and that all who live there had fled."
    )
    found = placed(extractor, text, proposal("Sudan attacked Chad on Monday", "attacked  Chad"))
    assert isinstance(found, Placed)
    assert found.trigger.text == "attacked\nChad"
    assert found.quote.text == text


@pytest.mark.parametrize(
    "proposed",
    [
        proposal("Sudan attacked Chad.", "invaded"),
        proposal("Sudan attacked Chad.", "attack"),
        proposal("Sudan attacked Chad.", "attacked", "Sudan", "Togo"),
        proposal("Sudan attacked Chad.", "attacked", "Sud"),
        proposal("Sudan attacked Chad.", "attacked", "Sudan", places=("Bor",)),
        proposal("Sudan attacked Chad.", "attacked", "Sudan", date="2019-04-04"),
    ],
)
def test_other_words_must_be_in_the_sentence(extractor: RuleExtractor, proposed: Proposal) -> None:
    """Trigger, actors, places and date are verbatim in the quote's sentence, as whole words."""
    assert placed(extractor, "Sudan attacked Chad. Togo left Bor.", proposed) is Fault.WORDS


def test_a_part_of_a_sentence_stands_for_it(extractor: RuleExtractor) -> None:
    """The quote is widened to its sentence, which may hold the other words."""
    text = "It rained. On Monday Sudan attacked Chad near Bor, officials said. It rained."
    found = placed(extractor, text, proposal("attacked Chad", "attacked", "Sudan", date="Monday"))
    assert isinstance(found, Placed)
    assert found.quote.text == "On Monday Sudan attacked Chad near Bor, officials said."


def test_a_repeated_quote_is_the_one_with_the_other_words(extractor: RuleExtractor) -> None:
    """Of two equal fragments, that whose sentence holds the actor and the date is meant."""
    text = "Mali troops attacked Chad. Togo troops attacked Chad on Monday."
    second = text.index("Togo")
    fragment = "troops attacked Chad"
    assert where(placed(extractor, text, proposal(fragment, "attacked", "Togo")))[0] == second
    assert (
        where(placed(extractor, text, proposal(fragment, "attacked", date="Monday")))[0] == second
    )
    assert where(placed(extractor, text, proposal(fragment, "attacked")))[0] == 0
    assert placed(extractor, text, proposal(fragment, "attacked", "Ghana")) is Fault.WORDS


def test_words_are_looked_for_in_the_quote_first(extractor: RuleExtractor) -> None:
    """Where a sentence has a word twice, the one in the proposed part of it is taken."""
    text = "Sudan attacked Chad, and Togo attacked Mali."
    found = placed(extractor, text, proposal("Togo attacked Mali", "attacked"))
    assert where(found) == (0, text.rindex("attacked"))


def test_a_quote_over_two_sentences(extractor: RuleExtractor) -> None:
    """Sentences that a quote runs over are quoted whole."""
    text = "It rained. Sudan attacked Chad. Togo protested. It rained."
    found = placed(extractor, text, proposal("attacked Chad. Togo", "attacked"))
    assert isinstance(found, Placed)
    assert found.quote.text == "Sudan attacked Chad. Togo protested."


def test_signs_of_patterns_are_letters(extractor: RuleExtractor) -> None:
    """A quote is no pattern: dots, stars and brackets stand for themselves."""
    text = "Sudan (again) attacked Chad*. Togo left."
    for quote in (".*", "Sudan (again|now) attacked", "(?i)sudan", "[A-Z]udan"):
        assert placed(extractor, text, proposal(quote, "attacked")) is Fault.QUOTE
    assert where(placed(extractor, text, proposal("Sudan (again) attacked Chad*.", "(again)"))) == (
        0,
        6,
    )
