"""Several events of one sentence: each is a mention, and one told in two words is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.extract.helpers import mentions, sides

if TYPE_CHECKING:
    from kb.extract import RuleExtractor

FIVE = (
    "Norway condemned Belarus, expelled two Russian diplomats, recalled its ambassador from Mali "
    "and sent medicine to Peru, and Chad attacked Togo."
)
SEVERAL = [
    (
        FIVE,
        [
            ("ACCUSE", ["NOR"], ["BLR"]),
            ("SANCTION", ["NOR"], ["RUS"]),
            ("SANCTION", ["NOR"], ["MLI"]),
            ("AID", ["NOR"], ["PER"]),
            ("ASSAULT", ["TCD"], ["TGO"]),
        ],
    ),
    (
        "Chad met Mali on Monday and held talks with Peru.",
        [("CONSULT", ["TCD", "MLI"], ["TCD", "MLI"]), ("CONSULT", ["TCD", "PER"], ["TCD", "PER"])],
    ),
    (
        "Chad attacked Mali on Monday, shelled Mali on Tuesday and sanctioned Peru.",
        [
            ("ASSAULT", ["TCD"], ["MLI"]),
            ("ASSAULT", ["TCD"], ["MLI"]),
            ("SANCTION", ["TCD"], ["PER"]),
        ],
    ),
    ("Chad bombed and shelled Mali.", [("ASSAULT", ["TCD"], ["MLI"])]),
    (
        "Chad held talks with Mali and discussed the border with Mali.",
        [("CONSULT", ["TCD", "MLI"], ["TCD", "MLI"])],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_a_sentence_keeps_each_of_its_events(
    text: str, expected: list[tuple[str, list[str], list[str]]], extractor: RuleExtractor
) -> None:
    """Events with other sides, types or days are mentions of their own; the same one is one."""
    found = mentions(extractor, text, "2019-04-04")
    assert [(m.type.value, *sides(m)) for m in found] == expected


def test_two_days_are_two_events(extractor: RuleExtractor) -> None:
    """What one side did to the other on two days happened twice."""
    text = "Chad attacked Mali on Monday and shelled Mali on Tuesday."
    found = mentions(extractor, text, "2019-04-04")
    assert [mention.date.edtf for mention in found] == ["2019-04-01", "2019-04-02"]


def test_who_does_it_is_not_merged_away(extractor: RuleExtractor) -> None:
    """Where two act in one sentence, the event of neither is taken for the other's."""
    found = mentions(extractor, "Chad attacked Mali and Togo attacked Peru.")
    assert ["TCD"] in [sides(mention)[0] for mention in found]
