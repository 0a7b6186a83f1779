"""People: titles, offices, family names, references by role, pronouns."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kb.extract.names import NameKind
from kb.model.entities import ActorKind, ActsFor, actor_id
from tests.extract.found import actors, find, gazetteer, one, principals

if TYPE_CHECKING:
    from kb.model.entities import Actor


def person(text: str, words: str, *, day: str | None = None) -> Actor:
    """The person whom these words name."""
    actor = one(text, words, day=day).actor
    assert actor is not None
    assert actor.kind is ActorKind.PERSON
    return actor


@pytest.mark.parametrize(
    ("words", "name", "country"),
    [
        ("Foreign Minister Mevlut Cavusoglu", "Mevlut Cavusoglu", "TUR"),
        ("U.S. Secretary of State Mike Pompeo", "Mike Pompeo", "USA"),
        ("Turkish President Tayyip Erdogan", "Recep Tayyip Erdogan", "TUR"),
        ("Japan's Prime Minister Shinzo Abe", "Shinzo Abe", "JPN"),
        ("President Yoweri Museveni", "Yoweri Museveni", "UGA"),
        ("Brazilian leader Luiz Inacio Lula da Silva", "Luiz Inacio Lula da Silva", "BRA"),
        ("Libyan leader Muammar Gaddafi", "Muammar Gaddafi", "LBY"),
        ("British Defence Secretary Tom King", "Tom King", "GBR"),
        ("Gen. Min Aung Hlaing", "Min Aung Hlaing", "MMR"),
    ],
)
def test_titles_and_names_are_one_mention(words: str, name: str, country: str) -> None:
    """A title with a name is one mention of the person, who acts for the country."""
    actor = person(f"On Monday {words} said no.", words)
    assert (actor.name, actor.country, actor.principal) == (name, country, f"act_{country}")


def test_unknown_people_act_for_the_country_of_their_title() -> None:
    """Somebody whom no table knows has the country that the title says."""
    actor = person(
        "Kenyan Trade Minister Jane Example agreed.", "Kenyan Trade Minister Jane Example"
    )
    assert (actor.name, actor.country, actor.principal) == ("Jane Example", "KEN", "act_KEN")
    assert not actor.known


def test_a_minister_without_a_country_is_of_the_one_that_acts() -> None:
    """Without a stated country, an unknown minister's is that of the state whose acts are told."""
    text = "Estonia's purchase of ferries is final, Transport Minister Jaan Example said."
    assert person(text, "Transport Minister Jaan Example").principal == "act_EST"


def test_no_country_is_guessed_from_a_place() -> None:
    """A minister who travels to a country isn't of it."""
    text = "Foreign Minister Jo Example flew to Chad."
    assert person(text, "Foreign Minister Jo Example").country is None


def test_a_minister_without_a_country_is_of_the_one_that_the_article_is_about() -> None:
    """An article that names one country again and again gives its minister that country."""
    text = "Peru grew. Peru exported. Peru paid. Finance Minister Jo Example smiled."
    assert person(text, "Finance Minister Jo Example").principal == "act_PER"


def test_a_minister_has_a_field() -> None:
    """The words between "minister of" and the name say what for."""
    words = "Nigerian minister of mines and power Jo Example"
    assert person(f"{words} left.", words).principal == "act_NGA"


def test_former_holders_act_for_nobody() -> None:
    """A former minister, unknown to us, doesn't act for the country any more."""
    actor = person(
        "Former Dutch Defence Minister Jo Example left.", "Dutch Defence Minister Jo Example"
    )
    assert (actor.country, actor.principal) == ("NLD", actor.id)


def test_known_holders_are_dated() -> None:
    """A known person acts for the state between the days of the table."""
    actor = person("Mike Pompeo resigned.", "Mike Pompeo")
    assert actor.acts_for == (ActsFor("act_USA", date(2018, 4, 26), date(2021, 1, 20)),)
    assert actor.known


def test_the_office_on_the_day_comes_first() -> None:
    """Somebody who served a state and later an organisation acts for either in its time."""
    text = "Mark Rutte spoke."
    assert person(text, "Mark Rutte", day="2019-05-01").principal == "act_NLD"
    nato = gazetteer().actors.organisations["NATO"].id
    assert person(text, "Mark Rutte", day="2025-05-01").principal == nato


@pytest.mark.parametrize(
    "name", ["Mevlut Cavusoglu", "Mevlüt Çavuşoğlu", "MEVLUT CAVUSOGLU", "Cavusoglu"]
)
def test_one_person_however_written(name: str) -> None:
    """Accents, capitals and the family name alone don't make another person."""
    text = f"Turkey's foreign minister Mevlut Cavusoglu spoke. {name} left."
    identity = actor_id(ActorKind.PERSON, "Mevlut Cavusoglu")
    assert {m.actor.id for m in find(text) if m.actor} == {identity}


def test_family_names_carry_over() -> None:
    """The family name alone means the person named before, also in parts."""
    text = "Chile's finance minister, Ana Roe Soto, resigned. Soto gave no reason. Roe Soto wept."
    found = actors(text)
    assert found["Soto"] == found["Roe Soto"] == "Ana Roe Soto"


def test_a_family_name_that_the_tagger_misses_is_found() -> None:
    """At the beginning of a sentence a strange family name may be tagged as anything."""
    text = "Turkish Foreign Minister Mevlut Cavusoglu came. Cavusoglu and Blinken met in Brussels."
    assert actors(text, day="2021-03-24")["Cavusoglu"] == "Mevlut Cavusoglu"


def test_an_office_behind_a_family_name_tells_who_it_is() -> None:
    """A family name that our table knows and an office behind it name the person."""
    text = "Esper, the acting U.S. defense secretary, nodded."
    assert actors(text, day="2019-07-12")["Esper"] == "Mark Esper"


def test_the_minister_is_the_one_named_before() -> None:
    """With "the minister", the text means the minister of whatever who was named last."""
    mention = find("Kenyan Trade Minister Jane Example came. The minister smiled.")[-1]
    assert mention.actor is not None
    assert mention.actor.name == "Jane Example"


def test_family_names_carry_back() -> None:
    """A full name further down explains the family name above."""
    text = "Kowalski said no. Chilean President Ana Kowalski resigned."
    assert actors(text)["Kowalski"] == "Ana Kowalski"


def test_a_family_name_is_no_place() -> None:
    """A person's family name that is a town's too stays the person's."""
    text = (
        "Canadian Trade Minister Ann Paris spoke. Lincoln, she said, agreed. Aide Bo Lincoln left."
    )
    assert "Lincoln" not in {m.span.text for m in find(text) if m.location}


def test_well_known_family_names_stand_alone() -> None:
    """Putin and Merkel need no introduction."""
    assert principals("Putin called Merkel.") == {"Putin": "act_RUS", "Merkel": "act_DEU"}


def test_common_family_names_need_an_office_or_an_introduction() -> None:
    """Alone, "May", "Brown" and "Johnson" name nobody for sure; with the office they do."""
    assert all(mention.open for mention in find("May was warm. Brown and Johnson left."))
    assert actors("Prime Minister Johnson left.", day="2020-05-01") == {
        "Prime Minister Johnson": "Boris Johnson"
    }


def test_the_day_tells_namesakes_apart() -> None:
    """President Bush is the elder or the younger by the day of publication."""
    text = "President Bush spoke."
    assert person(text, "President Bush", day="1990-08-02").name == "George H. W. Bush"
    assert person(text, "President Bush", day="2003-03-20").name == "George W. Bush"


def test_of_namesakes_the_last_one_named_is_meant() -> None:
    """A family name that two people share means the one named before it."""
    text = "Ana Kowalski spoke. Bo Novak spoke. Kowalski left. Max Kowalski spoke. Kowalski left."
    found = [m.actor.name for m in find(text) if m.actor and m.span.text == "Kowalski"]
    assert found == ["Ana Kowalski", "Max Kowalski"]


def test_relatives_are_other_people() -> None:
    """Another given name means another person."""
    text = "President Barack Obama spoke. Michelle Obama listened."
    found = actors(text)
    assert found["President Barack Obama"] == "Barack Obama"
    assert found.get("Michelle Obama") != "Barack Obama"


@pytest.mark.parametrize(
    "text",
    [
        "Jane Example, Kenya's defence minister, resigned.",
        "Kenya's defence minister, Jane Example, resigned.",
        "Jane Example, the defence minister of Kenya, resigned.",
        "Kenya's new defence minister Jane Example resigned.",
    ],
)
def test_appositions_give_office_and_country(text: str) -> None:
    """An office before or behind a name and a comma is the person's."""
    found = {m.actor.name: m.actor.principal for m in find(text) if m.actor}
    assert found == {"Jane Example": "act_KEN"}


@pytest.mark.parametrize("words", ["The Kenyan defence minister", "The defence minister"])
def test_a_role_means_the_person_who_has_it(words: str) -> None:
    """An office said again means its holder in the article, who is generic without a country."""
    mention = find(f"Kenya's defence minister, Jane Example, came. {words} left.")[-1]
    assert mention.actor is not None
    assert mention.actor.name == "Jane Example"
    assert mention.generic is ("Kenyan" not in words)


def test_a_role_that_nobody_has_is_an_office() -> None:
    """An office of a country whose holder isn't named is an actor of its own."""
    actor = one("The Kenyan defence minister left.", "Kenyan defence minister").actor
    assert actor is not None
    assert (actor.kind, actor.name) == (ActorKind.OFFICE, "Defence Minister of Kenya")
    assert actor.principal == "act_KEN"


def test_the_office_of_another_country_is_another() -> None:
    """The Polish foreign minister isn't Turkey's."""
    text = "Turkish Foreign Minister Mevlut Cavusoglu met the Polish foreign minister."
    assert actors(text)["Polish foreign minister"] == "Foreign Minister of Poland"


def test_a_counterpart_has_the_same_office_elsewhere() -> None:
    """A counterpart is named by the office of the person before."""
    text = "Turkish Foreign Minister Mevlut Cavusoglu met his Polish counterpart."
    assert actors(text)["Polish counterpart"] == "Foreign Minister of Poland"


def test_heads_of_organisations_act_for_them() -> None:
    """NATO's secretary general acts for NATO, a group's leader for the group."""
    found = principals("NATO Secretary General Jo Example warned Hamas leader Ismail Haniyeh.")
    organisations = gazetteer().actors.organisations
    assert found["NATO Secretary General Jo Example"] == organisations["NATO"].id
    assert found["Hamas leader Ismail Haniyeh"] == organisations["Hamas"].id


def test_opposition_leaders_do_not_act_for_the_state() -> None:
    """An opposition leader belongs to the country and acts for nobody else."""
    words = "Kenyan opposition leader Jo Example"
    actor = person(f"{words} marched.", words)
    assert (actor.country, actor.principal) == ("KEN", actor.id)


def test_a_company_s_spokesman_does_not_act_for_a_state() -> None:
    """A spokesman of nobody known acts for nobody, in whatever country the news is."""
    text = "Finland's lakes froze. Finland's ferries stopped, spokesman Jo Example said."
    actor = person(text, "spokesman Jo Example")
    assert actor.acts_for == ()


def test_envoys_act_for_their_sender() -> None:
    """An ambassador to a country acts for the other one."""
    words = "U.S. Ambassador to Chad Jo Example"
    assert person(f"{words} left.", words).principal == "act_USA"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Putin arrived. He left.", "Vladimir Putin"),
        ("Putin said he would leave.", "Vladimir Putin"),
        ('"We agree," Merkel said. She left.', "Angela Merkel"),
    ],
)
def test_pronouns_mean_the_only_subject(text: str, expected: str) -> None:
    """The words "he" and "she" mean the subject of this sentence or of the one before."""
    (mention,) = [m for m in find(text) if m.span.text.lower() in {"he", "she"}]
    assert mention.actor is not None
    assert mention.generic
    assert mention.actor.name == expected


def test_pronouns_mean_the_speaker_not_whom_he_speaks_of() -> None:
    """The subject of a clause inside the sentence is not meant by the next "he"."""
    text = "Putin said that Macron had erred. He smiled."
    assert [m.actor.name for m in find(text) if m.actor and m.generic] == ["Vladimir Putin"]


@pytest.mark.parametrize(
    "text",
    [
        "Putin came and Merkel left. He waved.",
        'Putin left. "He is tired," an aide said.',
        "Putin left. The talks went on. Nobody knew why. He waved.",
    ],
)
def test_pronouns_in_doubt_mean_nobody(text: str) -> None:
    """Two subjects, a quotation, or too many sentences between leave a pronoun open."""
    assert [m for m in find(text) if m.span.text in {"He", "he"}] == []


def test_people_of_our_table_are_found_by_each_of_their_names() -> None:
    """Every full name of every office holder is a name of a person in the gazetteer."""
    for name in gazetteer().holders.names():
        assert name.kind is NameKind.PERSON
        assert name.actor is not None
        assert name.actor.id in gazetteer().holders.by_id


@pytest.mark.parametrize("text", ["Michael Jordan scored.", "Chad Smith drummed."])
def test_countries_in_personal_names_are_none(text: str) -> None:
    """A country's name that is part of a person's name is no country."""
    assert not {"act_JOR", "act_TCD"} & set(principals(text).values())
