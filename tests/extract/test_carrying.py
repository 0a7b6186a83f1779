"""What a claim leaves to the claims before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.extract.helpers import mentions, sides

if TYPE_CHECKING:
    from kb.extract import RuleExtractor


def test_a_payment_belongs_to_the_deal_told_with_it(extractor: RuleExtractor) -> None:
    """Who is paid is the other side of the deal, when both are told in one breath."""
    text = "Peru has signed a deal to buy trains from Spain and has paid a deposit."
    found = {m.type.value: sides(m) for m in mentions(extractor, text)}
    assert found["SUPPORT"] == (["PER", "ESP"], ["PER", "ESP"])
    assert found["COOPERATE"] == (["PER"], ["ESP"])


def test_no_side_from_another_kind_of_event(extractor: RuleExtractor) -> None:
    """A payment told after an attack goes to nobody."""
    found = mentions(extractor, "Peru attacked Chile and has paid a deposit.")
    assert [sides(m) for m in found if m.type.value == "COOPERATE"] in ([], [(["PER"], [])])


def test_arrival_has_the_sender_of_the_delivery_before(extractor: RuleExtractor) -> None:
    """Goods of which nobody says whose they are come from who delivered last to that country."""
    text = (
        "Sweden began to deliver radars to Finland.\n"
        "The first equipment was flown to Helsinki, officials said."
    )
    assert [sides(m) for m in mentions(extractor, text)] == [(["SWE"], ["FIN"])] * 2


def test_arrival_elsewhere_has_no_sender(extractor: RuleExtractor) -> None:
    """A delivery to another country says nothing of the goods that arrive in this one."""
    text = "Sweden began to deliver radars to Finland.\nThe first equipment was flown to Lima."
    assert [sides(m) for m in mentions(extractor, text)] == [(["SWE"], ["FIN"])]


def test_the_two_ministers_are_those_who_met(extractor: RuleExtractor) -> None:
    """A pair without names is the two who met before; what they discuss is no side."""
    text = (
        "The foreign minister of Kenya met the foreign minister of Oman in Lima. "
        "The two ministers also discussed Yemen."
    )
    found = mentions(extractor, text)
    assert [sides(m)[0] for m in found] == [["KEN", "OMN"], ["KEN", "OMN"]]


def test_a_pair_that_nobody_named_is_nobody(extractor: RuleExtractor) -> None:
    """Without a meeting before, two ministers are no known sides."""
    assert mentions(extractor, "The two ministers also discussed Yemen.") == ()
