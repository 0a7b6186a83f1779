"""Mentions of organisations, companies, armed groups, peoples and administrations."""

from __future__ import annotations

import pytest

from kb.model.entities import ActorKind
from tests.extract.found import actors, find, one, principals


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("NATO met.", "NATO"),
        ("The North Atlantic Treaty Organisation met.", "NATO"),
        ("The U.N. Security Council met.", "UN Security Council"),
        ("OPEC met.", "OPEC"),
        ("The Arab League met.", "Arab League"),
        ("The Organization of African Unity met.", "African Union"),
        ("The IAEA met.", "International Atomic Energy Agency"),
        ("Mercosur met.", "Mercosur"),
        ("ASEAN met.", "Association of Southeast Asian Nations"),
        ("Gazprom paid.", "Gazprom"),
        ("Lockheed Martin Corp paid.", "Lockheed Martin"),
        ("Rosoboronexport paid.", "Rosoboronexport"),
        ("Petrobras paid.", "Petrobras"),
    ],
)
def test_organisations_and_companies(text: str, name: str) -> None:
    """Organisations and companies are found by their names and abbreviations."""
    (mention,) = find(text)
    assert mention.actor is not None
    assert (mention.actor.kind, mention.actor.name) == (ActorKind.ORGANISATION, name)


def test_organs_act_for_their_organisation() -> None:
    """The Security Council acts for the United Nations."""
    council, nations = (m.actor for m in find("The Security Council praised the United Nations."))
    assert council is not None
    assert nations is not None
    assert council.principal == nations.id


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Hamas fired rockets.", "PSE"),
        ("Hezbollah fighters fled.", "LBN"),
        ("The Taliban attacked.", "AFG"),
        ("The Kurdistan Workers' Party attacked.", "TUR"),
        ("The Tamil Tigers attacked.", "LKA"),
        ("FARC attacked.", "COL"),
        ("Boko Haram attacked.", "NGA"),
        ("ISIS attacked.", None),
    ],
)
def test_armed_groups_are_their_own_principals(text: str, country: str | None) -> None:
    """An armed group has the country where it is at home, and acts for itself."""
    (mention,) = find(text)
    assert mention.actor is not None
    assert mention.actor.kind is ActorKind.ARMED_GROUP
    assert (mention.actor.country, mention.actor.principal) == (country, mention.actor.id)


@pytest.mark.parametrize(
    "name", ["Acme Widgets Inc", "Zenith Holdings Ltd", "Borealis Shipping Group"]
)
def test_unknown_companies_are_found_by_their_ending(name: str) -> None:
    """Capitalised words that end in Inc, Ltd or Group are an organisation."""
    assert actors(f"A court fined {name} on Monday.") == {name: name}


def test_a_union_of_a_country_has_its_country() -> None:
    """Capitalised words behind a country's adjective that end as organisations do belong to it."""
    actor = one("The Serbian Teachers Union struck.", "Serbian Teachers Union").actor
    assert actor is not None
    assert (actor.kind, actor.country) == (ActorKind.ORGANISATION, "SRB")


@pytest.mark.parametrize(
    ("text", "words", "name", "country"),
    [
        ("Chechen rebels fled.", "Chechen rebels", "Rebels of Chechnya (Russia)", "RUS"),
        (
            "Turkey struck. Kurdish fighters fled.",
            "Kurdish fighters",
            "Rebels of Kurds (Turkey)",
            "TUR",
        ),
        ("Kurdish fighters fled.", "Kurdish fighters", "Rebels of Kurds", None),
        ("Iraqi Kurds voted.", "Iraqi Kurds", "Kurds (Iraq)", "IRQ"),
        ("Tibetans marched.", "Tibetans", "Tibet (China)", "CHN"),
    ],
)
def test_peoples_without_a_state(text: str, words: str, name: str, country: str | None) -> None:
    """A people that is no state acts for itself, in the country that the article names."""
    actor = one(text, words).actor
    assert actor is not None
    assert (actor.name, actor.country, actor.principal) == (name, country, actor.id)


def test_the_leader_of_a_people_is_no_head_of_its_state() -> None:
    """A Scottish leader doesn't act for the United Kingdom."""
    words = "Scottish President Jo Example"
    actor = one(f"{words} spoke.", words).actor
    assert actor is not None
    assert (actor.country, actor.principal) == ("GBR", actor.id)


def test_products_are_no_companies() -> None:
    """A company's name before a number is what it made."""
    assert find("A Boeing 777 and two Airbus A320 landed.") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Assad regime fell.", "Assad regime"),
        ("Assad's government fell.", "government"),
        ("The government of President Bashar al-Assad fell.", "government"),
    ],
)
def test_a_government_is_its_ruler_s_state(text: str, words: str) -> None:
    """Whose government it is, the ruler's name tells."""
    actor = one(text, words).actor
    assert actor is not None
    assert actor.id == "act_SYR"


def test_an_administration_is_no_town() -> None:
    """The Bush administration is the United States', not the Egyptian town's."""
    (mention,) = find("Talks went on in the Bush administration.", day="2003-03-20")
    assert mention.location is None
    assert mention.actor is not None
    assert mention.actor.id == "act_USA"


def test_ethnic_groups_are_not_the_state() -> None:
    """Ethnic Albanians aren't Albania."""
    assert "act_ALB" not in principals("Ethnic Albanians protested in Skopje.").values()
