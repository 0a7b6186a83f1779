"""What entries of the lexicon ask of the words around: the same verb with and without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.extract.helpers import mentions

if TYPE_CHECKING:
    from kb.extract import RuleExtractor

PAIRS = [
    ("Peru attacked the decision of Chile.", "ACCUSE"),
    ("Peru attacked a base in Chile.", "ASSAULT"),
    ("Peru attacked Chile for delaying the vote.", "ACCUSE"),
    ("Guards from Libya beat migrants from Niger.", "ASSAULT"),
    ("Teachers from Ghana struck against Togo.", "PROTEST"),
    ("Jets from Egypt struck Libya.", "ASSAULT"),
    ("Activists from Norway chained themselves to the gates of the embassy of Japan.", "PROTEST"),
    ("The African Union suspended Guinea after the coup.", "SANCTION"),
    ("Protesters from Iran stormed the embassy of Denmark.", "PROTEST"),
]


@pytest.mark.parametrize(("text", "kind"), PAIRS)
def test_words_around_decide(text: str, kind: str, extractor: RuleExtractor) -> None:
    """Objects, subjects and prepositions tell what a verb of several meanings states."""
    assert [m.type.value for m in mentions(extractor, text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Portugal beat Hungary after a goal by their captain.",
        "An avalanche killed nine porters from Nepal.",
        "Shares in Japan were pounded as the yen rose against the dollar.",
        "Locusts have invaded Senegal.",
        "The minister of Chad said the spread of measles had been arrested.",
        "The relaxation of a curfew was announced by Ghana.",
    ],
)
def test_sport_markets_and_nature_are_no_events(text: str, extractor: RuleExtractor) -> None:
    """Words that an entry bars keep its verb from stating an event."""
    assert [m.type.value for m in mentions(extractor, text) if m.type.value != "CONCEDE"] == []
