"""The gazetteer and its data files."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from kb.extract.actors import BodyClass
from kb.extract.holders import surname
from kb.extract.locations import city_key
from kb.extract.names import NameKind
from kb.extract.tables import read_table, several
from kb.extract.words import name_key, read_words
from kb.model.entities import ActorKind
from tests.extract.found import gazetteer

if TYPE_CHECKING:
    from datetime import date

    from kb.extract.names import Name

TABLES = (
    "bodies",
    "city_names",
    "countries",
    "not_names",
    "office_holders",
    "offices",
    "organisations",
    "peoples",
    "regions",
    "roles",
)


def matched(text: str) -> dict[str, tuple[Name, ...]]:
    """Words -> the readings that the gazetteer gives them."""
    words = read_words(text)
    return {
        text[words[m.first].start : words[m.last].end]: m.names for m in gazetteer().match(words)
    }


def kinds(text: str) -> dict[str, NameKind]:
    """Words -> the kind of their first reading."""
    return {words: names[0].kind for words, names in matched(text).items()}


def test_the_longest_name_wins() -> None:
    """A name that is part of a longer one is not found beside it."""
    found = kinds("The North Atlantic Treaty Organization met the Washington Post")
    assert found == {
        "North Atlantic Treaty Organization": NameKind.ORGANISATION,
        "Washington Post": NameKind.NOTHING,
    }


def test_short_names_keep_their_capitals() -> None:
    """In capitals, "US" is the country and "us" the pronoun; the same for "who" and "WHO"."""
    assert set(kinds("They told us that the US and the U.S. asked who pays")) == {"US", "U.S."}
    assert "WHO" in kinds("The WHO said so")


def test_longer_abbreviations_may_be_written_as_words() -> None:
    """British papers write "Nato" and "Opec"."""
    assert set(kinds("Nato and Opec met nato")) == {"Nato", "Opec"}


@pytest.mark.parametrize(
    "text", ["Mevlüt Çavuşoğlu", "Mevlut Cavusoglu", "MEVLUT CAVUSOGLU", "Mevlut  Cavusoglu"]
)
def test_accents_and_capitals_make_no_other_name(text: str) -> None:
    """A name is found however its letters are written."""
    assert kinds(text) == {text: NameKind.PERSON}


@pytest.mark.parametrize(
    "text", ["Côte d'Ivoire", "Cote d’Ivoire", "Port-au-Prince", "St. Petersburg", "al-Qaeda"]
)
def test_names_hold_punctuation(text: str) -> None:
    """Apostrophes, hyphens and dots join the words of a name."""
    assert set(kinds(f"He went to {text} again")) == {text}


def test_a_comma_ends_a_name() -> None:
    """Words on both sides of a comma are no name together."""
    assert "New York" not in kinds("It is new. New, York and Hull")


def test_ordinary_words_are_no_names() -> None:
    """Lower-case words don't match the names of cities and countries."""
    assert kinds("the turkey was nice, mobile and reading in chad") == {}


def test_georgia_has_both_readings() -> None:
    """A name of a country and a US state gives both, for context to choose from."""
    names = matched("Georgia")["Georgia"]
    assert {name.kind for name in names} >= {NameKind.COUNTRY, NameKind.PLACE}


def test_every_capital_is_a_city_that_geonames_knows() -> None:
    """Each city that stands for a government has a GeoNames id and a point."""
    known = gazetteer()
    without = {
        (city, country)
        for city, country in known.countries.seats()
        if known.cities.city(city, country) is None
    }
    assert without == {("St. George's", "GRD"), ("East Berlin", "DDR")}


def test_every_name_of_a_city_leads_to_geonames() -> None:
    """Each other name of a city means one that GeoNames has in that country."""
    cities = gazetteer().cities
    for row in read_table("city_names.tsv"):
        assert cities.city(row["geonames_name"], row["country"]), row


@pytest.mark.parametrize("name", ["Kyiv", "Łódź", "Saint-Denis", "N'Djamena", "Ürümqi", "Hamah"])
def test_quick_keys_of_cities_are_those_of_words(name: str) -> None:
    """The key that cities are stored under is the one that words are looked up by."""
    assert city_key(name) == name_key(name)


def test_a_city_lies_in_its_country() -> None:
    """A city has a GeoNames id, a point, its country and the country's location as parent."""
    city = gazetteer().cities.city("Ankara", "TUR")
    assert city is not None
    assert (city.id, city.country, city.parent) == ("loc_323786", "TUR", "loc_298795")
    assert city.latitude == pytest.approx(39.9, abs=0.1)


@pytest.mark.parametrize("table", TABLES)
def test_every_table_states_source_and_licence(table: str) -> None:
    """A data file says in its header who compiled it from what, and its licence."""
    from importlib import resources

    text = resources.files("kb.extract").joinpath("data", f"{table}.tsv").read_text("utf-8")
    header = "\n".join(line for line in text.splitlines() if line.startswith("#"))
    assert "Compiled by kb's authors" in header
    assert "CC0" in header


def test_no_name_stands_twice_in_a_table() -> None:
    """Countries, organisations and offices are listed once each."""
    for table, column in (("countries", "code"), ("organisations", "name"), ("offices", "name")):
        values = [row[column] for row in read_table(f"{table}.tsv")]
        assert len(values) == len(set(values)), table


def test_wikidata_ids_are_unique_and_well_formed() -> None:
    """No two actors share a Wikidata id."""
    ids: dict[str, str] = {}
    for table in ("countries", "organisations", "offices", "office_holders"):
        for row in read_table(f"{table}.tsv"):
            if row["wikidata"]:
                assert re.fullmatch(r"Q[1-9]\d*", row["wikidata"]), row
                assert ids.setdefault(row["wikidata"], row["name"]) == row["name"]


def test_countries_have_positions_on_earth() -> None:
    """Every country's point has degrees of latitude and longitude."""
    for row in read_table("countries.tsv"):
        assert -90 <= float(row["latitude"]) <= 90, row
        assert -180 <= float(row["longitude"]) <= 180, row


def test_office_holders_hold_known_offices_of_known_owners() -> None:
    """Every row names a role, a country or organisation, and days in order."""
    known = gazetteer()
    for row in read_table("office_holders.tsv"):
        assert row["role"] in known.actors.roles, row
        assert row["of"] in known.countries.states or row["of"] in known.actors.organisations, row
        if row["since"] and row["until"]:
            assert row["since"] < row["until"], row


def test_office_holders_follow_one_another() -> None:
    """Two presidents of one country don't overlap, but where two claimed the office."""
    disputed = {"CIV", "GMB"}  # 2010 to 2011 and January 2017
    tenures: dict[tuple[str, str], list[tuple[date, date, str]]] = {}
    for holder in gazetteer().holders.all:
        for tenure in holder.tenures:
            if tenure.role == "president" and tenure.country not in {None, *disputed}:
                key = (tenure.role, str(tenure.country))
                tenures.setdefault(key, []).append((tenure.first, tenure.last, holder.actor.name))
    for rows in tenures.values():
        rows.sort()
        for (_, last, one), (first, _, other) in pairwise(rows):
            assert last <= first, (one, last, other, first)


def test_coverage_is_world_wide() -> None:
    """Every member of the United Nations but the smallest has an adjective and a seat."""
    rows = {row["code"]: row for row in read_table("countries.tsv")}
    assert len(rows) >= 195
    assert sum(bool(row["adjectives"]) for row in rows.values()) >= 190
    assert sum(bool(several(row["seats"])) for row in rows.values()) >= 180
    continents = {"KEN", "BRA", "VNM", "FJI", "NOR", "KAZ", "JAM", "YEM"}
    assert continents <= {t.country for h in gazetteer().holders.all for t in h.tenures} | {"JAM"}


def test_a_ministry_is_one_actor_however_it_is_said() -> None:
    """The Pentagon and the U.S. Defense Department are one office."""
    pentagon = matched("Pentagon")["Pentagon"][0].actor
    assert pentagon == gazetteer().actors.body_of("USA", "defence_ministry")


def test_bodies_act_for_whom_their_class_says() -> None:
    """A government is the state, an army acts for it, rebels act for themselves."""
    actors = gazetteer().actors
    state, army, rebels = (actors.body_of("PER", k) for k in ("government", "military", "rebels"))
    assert state.id == "act_PER"
    assert (army.kind, army.principal) == (ActorKind.OFFICE, "act_PER")
    assert (rebels.kind, rebels.principal) == (ActorKind.ARMED_GROUP, rebels.id)
    assert actors.bodies["rebels"].acts is BodyClass.ARMED


@pytest.mark.parametrize(
    ("name", "country", "expected"),
    [
        ("Angela Merkel", "DEU", "Merkel"),
        ("Xi Jinping", "CHN", "Xi"),
        ("Ursula von der Leyen", None, "von der Leyen"),
        ("Ferdinand Marcos Jr.", "PHL", "Marcos"),
        ("Bashar al-Assad", "SYR", "al-Assad"),
    ],
)
def test_surnames(name: str, country: str | None, expected: str) -> None:
    """The family name comes last, with its particles, but first in China and Korea."""
    assert surname(name, country) == expected
