"""Places: which one is meant, and what only looks like one."""

from __future__ import annotations

import pytest

from kb.model.entities import LocationKind
from tests.extract.found import find, one, places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met in Istanbul.", {"Istanbul": "İstanbul/TUR"}),
        ("They met in Mombasa.", {"Mombasa": "Mombasa/KEN"}),
        ("Shells hit the town of Cizre.", {"Cizre": "Cizre/TUR"}),
        ("He flew from Osaka to Busan.", {"Osaka": "Osaka/JPN", "Busan": "Busan/KOR"}),
        ("Fighting went on near Donetsk.", {"Donetsk": "Donetsk/UKR"}),
        ("He died in Saigon.", {"Saigon": "Ho Chi Minh City/VNM"}),
    ],
)
def test_cities_behind_prepositions(text: str, expected: dict[str, str]) -> None:
    """A city's name behind a preposition of place is that city."""
    found = places(text)
    found = {words: name.replace("Istanbul/", "İstanbul/") for words, name in found.items()}
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "Nice people came. Reading is fun. Mobile phones rang.",
        "Police fired. Most left. Of course, Same here.",
        "The May vote and the March rally were calm.",
        "Bath time came. Split seconds count. Orange is a colour.",
    ],
)
def test_ordinary_words_are_no_towns(text: str) -> None:
    """A town's name at the beginning of a sentence, or as an ordinary word, is no place."""
    assert places(text) == {}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Paris, Texas", "Paris/USA"),
        ("Paris, France", "Paris/FRA"),
        ("Birmingham, Alabama", "Birmingham/USA"),
        ("Cordoba, Argentina", "Córdoba/ARG"),
        ("Tripoli, Lebanon", "Tripoli/LBN"),
    ],
)
def test_the_next_words_say_where_a_city_lies(words: str, expected: str) -> None:
    """A state or country behind a comma decides, and belongs to the mention."""
    assert places(f"They met in {words}, on Monday.") == {words: expected}


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Clashes broke out in the Lebanese city of Tripoli.", "Tripoli", "LBN"),
        ("Clashes broke out in Tripoli.", "Tripoli", "LBY"),
        ("Clashes broke out in Tripoli in northern Lebanon.", "Tripoli", "LBN"),
        ("Argentina mourned. A bus crashed in Cordoba.", "Cordoba", "ARG"),
        ("Spain mourned. A bus crashed in Cordoba.", "Cordoba", "ESP"),
        ("The United States sent envoys to Geneva.", "Geneva", "CHE"),
        ("The United States sent envoys to Athens.", "Athens", "GRC"),
    ],
)
def test_context_tells_namesakes_apart(text: str, words: str, country: str) -> None:
    """The country said beside a city decides, then the countries of the article, then size."""
    location = one(text, words).location
    assert location is not None
    assert location.country == country


@pytest.mark.parametrize(
    ("text", "words", "kind", "country"),
    [
        ("Floods hit villages in Haryana.", "Haryana", LocationKind.REGION, "IND"),
        ("Shells fell in Kandahar province.", "Kandahar", LocationKind.REGION, "AFG"),
        ("Shells fell in Kandahar.", "Kandahar", LocationKind.CITY, "AFG"),
        ("He farms in Saskatchewan.", "Saskatchewan", LocationKind.REGION, "CAN"),
    ],
)
def test_provinces(text: str, words: str, kind: LocationKind, country: str) -> None:
    """Provinces are regions; of a city and a province of one name, the city is meant."""
    location = one(text, words).location
    assert location is not None
    assert (location.kind, location.country) == (kind, country)


@pytest.mark.parametrize(
    "text",
    [
        "The Washington Post reported it.",
        "He read the Boston Globe and the Times of India.",
        "The Paris Agreement and the Geneva Conventions stand.",
        "Manchester United won.",
    ],
)
def test_places_inside_longer_names_are_none(text: str) -> None:
    """A newspaper, club or treaty that has a city's name is not in that city."""
    assert places(text) == {}


@pytest.mark.parametrize(
    ("words", "kind", "country"),
    [
        ("Crimea", LocationKind.REGION, "UKR"),
        ("the Gaza Strip", LocationKind.REGION, "PSE"),
        ("Darfur", LocationKind.REGION, "SDN"),
        ("the South China Sea", LocationKind.REGION, None),
        ("Incirlik Air Base", LocationKind.SITE, "TUR"),
        ("Murted Air Base", LocationKind.SITE, "TUR"),
        ("Bagram", LocationKind.SITE, "AFG"),
        ("Texas", LocationKind.REGION, "USA"),
        ("Kursk", LocationKind.CITY, "RUS"),
    ],
)
def test_regions_waters_and_sites(words: str, kind: LocationKind, country: str | None) -> None:
    """Regions, seas, bases and US states are locations with a kind."""
    location = one(f"Planes landed in {words}.", words.removeprefix("the ")).location
    assert location is not None
    assert (location.kind, location.country) == (kind, country)


def test_a_place_lies_in_its_country() -> None:
    """A city's parent is its country's location, by GeoNames' ids."""
    location = one("They met in Izmir.", "Izmir").location
    assert location is not None
    assert (location.geonames, location.parent) == (311046, "loc_298795")
    assert location.latitude == pytest.approx(38.4, abs=0.1)
    assert location.longitude == pytest.approx(27.1, abs=0.1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Georgia and Russia signed a truce.", "Georgia/GEO"),
        ("Floods hit Georgia, Florida and Alabama.", "Georgia/USA"),
        ("Tbilisi said that Georgia would vote.", "Georgia/GEO"),
    ],
)
def test_georgia(text: str, expected: str) -> None:
    """Georgia is the country unless the article is about other US states."""
    assert places(text)["Georgia"] == expected


def test_buildings_have_a_point() -> None:
    """The White House is an office and a place."""
    mention = one("They met at the White House.", "White House")
    assert mention.actor is not None
    assert mention.location is not None
    assert mention.location.kind is LocationKind.SITE
    assert mention.location.latitude == pytest.approx(38.9, abs=0.1)


def test_adjectives_are_no_places() -> None:
    """A demonym names the state and no location."""
    assert all(m.location is None for m in find("Norwegian ships and Turks met the French."))


def test_a_state_that_is_no_more_has_no_location() -> None:
    """The Soviet Union is an actor without a territory of today."""
    mention = one("The Soviet Union agreed.", "Soviet Union")
    assert mention.actor is not None
    assert mention.location is None
