"""Who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract.attribution import quotations
from kb.extract.sentences import read_sentences
from kb.model.articles import Article
from tests.extract.helpers import mentions, only, sides

if TYPE_CHECKING:
    from kb.extract import RuleExtractor

DAY = "2019-04-04"  # a Thursday


def test_the_article_itself(extractor: RuleExtractor) -> None:
    """Without a speaker the article itself says it."""
    assert only(extractor, "Sudan attacked Chad.").attribution is None


def test_speaker_after(extractor: RuleExtractor) -> None:
    """A report after its content names speaker and day."""
    found = only(extractor, "Sudan attacked Chad, Kenya said on Tuesday.", DAY).attribution
    assert found is not None
    assert found.speaker is not None
    assert (found.speaker.country, found.span.text) == ("KEN", "Kenya")
    assert found.said is not None
    assert found.said.edtf == "2019-04-02"


def test_nested(extractor: RuleExtractor) -> None:
    """What "A said that B had warned C" states is B's warning to C, by A's word."""
    found = only(extractor, "Kenya said that Sudan had warned Chad of consequences.")
    assert sides(found) == (["SDN"], ["TCD"])
    assert found.attribution is not None
    assert found.attribution.speaker is not None
    assert found.attribution.speaker.country == "KEN"


def test_twice_reported(extractor: RuleExtractor) -> None:
    """What "A said that B had said" reports is B's word via A's."""
    found = only(extractor, "Kenya said that Libya had said that Sudan attacked Chad.")
    assert found.attribution is not None
    assert found.attribution.speaker is not None
    assert found.attribution.speaker.country == "LBY"
    assert found.attribution.via is not None
    assert found.attribution.via.speaker is not None
    assert found.attribution.via.speaker.country == "KEN"


def test_according_to(extractor: RuleExtractor) -> None:
    """The words "according to" report as well as a verb does."""
    found = only(extractor, "Sudan attacked Chad, according to Kenya.").attribution
    assert found is not None
    assert found.speaker is not None
    assert found.speaker.country == "KEN"


def test_nameless_speaker(extractor: RuleExtractor) -> None:
    """A speaker without a name keeps the words."""
    found = only(extractor, "Sudan attacked Chad, two witnesses said.").attribution
    assert found is not None
    assert found.speaker is None
    assert found.span.text == "two witnesses"


def test_we_are_the_speaker_s_state(extractor: RuleExtractor) -> None:
    """In a quotation "we" is the state that the speaker acts for, "they" is not."""
    text = '"We have sent emergency aid to Peru this week," the foreign minister of Japan said.'
    assert sides(only(extractor, text)) == (["JPN"], ["PER"])


def test_quotation_goes_on(extractor: RuleExtractor) -> None:
    """A later sentence of a quotation belongs to the speaker named before it."""
    text = (
        '"The harvest was bad in the north," the foreign minister of Japan said. '
        '"We have sent emergency aid to Peru this week."'
    )
    found = only(extractor, text)
    assert sides(found) == (["JPN"], ["PER"])
    assert found.attribution is not None
    assert found.attribution.speaker is not None
    assert found.attribution.speaker.country == "JPN"


def test_quoted_words_are_no_speech(extractor: RuleExtractor) -> None:
    """A quoted word or two is no quotation; a quotation that isn't closed ends with its line."""
    text = 'The "done deal" is off.\n"We have signed it all with our friends there.\nNobody spoke.'
    sentences = read_sentences(Article(text), extractor._nlp)
    spans = [text[start:end] for start, end in quotations(sentences)]
    assert spans == ['"We have signed it all with our friends there.']


def test_statement_is_no_event(extractor: RuleExtractor) -> None:
    """Saying alone is no event."""
    assert mentions(extractor, "Kenya said on Tuesday that the harvest was bad.", DAY) == ()


def test_quoted_stretches(extractor: RuleExtractor) -> None:
    """A place is quoted from the opening mark to the closing one, in each of several quotations."""
    quotes = ['"We have signed it all with them," he said.', '"They are all our old friends."']
    text = f"He spoke. {quotes[0]} {quotes[1]} Then he left."
    reading = extractor.read(Article(text))
    inside = [place for place in range(len(text)) if reading.quoted(place)]
    first, second = text.index('"We'), text.index('"They')
    assert inside == [
        *range(first, text.index(" he said")),
        *range(second, second + len(quotes[1])),
    ]
    cut = [reading.stretches(scene.sentence) for scene in reading.scenes]
    spans = [(start, end) for stretches in cut for start, end in stretches]
    assert all(reading.quoted(start) and reading.quoted(end - 1) for start, end in spans)
    assert sum(end - start for start, end in spans) == len(inside)
