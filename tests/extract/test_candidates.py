"""Ambiguous names: what a mention keeps of whom and what else they may mean."""

from __future__ import annotations

from datetime import date

import pytest

from kb.extract import RuleExtractor
from kb.extract.options import DECISIVE, MARGIN, MOST, Option, choose, rank
from kb.extract.rules import Rule
from kb.model.articles import Article, Aside, AsideKind, Published, PublishedBasis
from kb.model.entities import Actor, ActorKind, Location, LocationKind
from kb.model.events import Mention, Role, event_id


@pytest.fixture(scope="module")
def extractor() -> RuleExtractor:
    """The extractor, loaded once."""
    return RuleExtractor()


def told(
    extractor: RuleExtractor, text: str, *, day: str | None = "2019-04-04", dateline: str = ""
) -> Mention:
    """The last mention of an article, perhaps with a dateline."""
    when = date.fromisoformat(day) if day else None
    published = Published(when, when, when.isoformat(), PublishedBasis.USER) if when else None
    asides = (Aside(0, len(dateline), AsideKind.DATELINE),) if dateline else ()
    extraction = extractor.extract(Article(dateline + text, published=published, asides=asides))
    return extraction.mentions[-1]


def source(mention: Mention) -> tuple[str, list[tuple[str | None, int, tuple[str, ...]]]]:
    """The only source's id, and (country, score, reasons) of its candidates."""
    (found,) = [p for p in mention.participants if p.role is Role.SOURCE]
    return found.actor.id, [(c.country, c.score, c.reasons) for c in found.candidates]


# --- weighing -------------------------------------------------------------------------------


def town(name: str, points: int, country: str = "USA", at: float = 40.0) -> Option:
    """A town with points for its size."""
    return Option(
        Location(f"loc_{name}", LocationKind.CITY, name, country, latitude=at, longitude=at),
        {Rule.SIZE: points},
    )


def test_a_lead_decides_and_near_competitors_are_kept() -> None:
    """The first is meant if it leads by enough; who is far behind isn't kept."""
    options = [
        town("c", 500 - MARGIN - 1, at=10),
        town("b", 500 - DECISIVE, at=20),
        town("a", 500),
        town("d", 500 - MARGIN, at=30),
    ]
    choice = choose(options)
    assert choice.decided
    assert [c.name for c in choice.candidates] == ["a", "b", "d"]
    assert choose([town("a", 500), town("b", 501 - DECISIVE, at=20)]).decided is False


def test_a_name_without_competitor_has_no_candidates() -> None:
    """What is sure needs no candidates."""
    assert choose([town("a", 500), town("b", 100, at=20)]).candidates == ()
    assert rank([]) == []


def test_undecided_places_may_share_their_country() -> None:
    """The country is what the likeliest have in common, whatever the others are."""
    close = [town("a", 500), town("b", 490, at=20)]
    assert choose(close).country == "USA"
    assert choose([*close, town("c", 400, "CAN", at=30)]).country == "USA"
    assert choose([*close, town("c", 495, "CAN", at=30)]).country is None


def test_the_order_of_options_does_not_matter() -> None:
    """Equal points are told apart by id."""
    options = [town(name, 500, at=10.0 * n) for n, name in enumerate("badc")]
    assert [o.thing.name for o in rank(options)] == ["a", "b", "c", "d"]
    assert rank(options[::-1]) == rank(options)


def test_two_records_of_one_place_are_no_rivals() -> None:
    """A province around its capital, and a second record next door, are not other places."""
    region = Option(Location("loc_r", LocationKind.REGION, "a", "USA"), {Rule.SIZE: 480})
    assert choose([town("a", 500), region, town("b", 490, at=40.1)]).candidates == ()


def test_candidates_are_bounded() -> None:
    """A name that dozens of towns have keeps the likeliest ones."""
    choice = choose([town(f"t{n:02}", 500 - n, at=float(n)) for n in range(30)])
    assert [c.name for c in choice.candidates] == [f"t{n:02}" for n in range(MOST)]


# --- places ---------------------------------------------------------------------------------


def test_a_place_with_a_likely_namesake_keeps_it(extractor: RuleExtractor) -> None:
    """The capital is meant; a town of a country that the article names is kept beside it."""
    text = "Lebanon mourned. Chad attacked Mali in Tripoli on Tuesday."
    (place,) = told(extractor, text).places
    assert (place.location.country, place.coarse) == ("LBY", False)
    assert [(c.country, c.reasons) for c in place.candidates] == [
        ("LBY", ("population", "capital")),
        ("LBN", ("population", "in the article")),
    ]


def test_a_place_that_is_sure_has_no_candidates(extractor: RuleExtractor) -> None:
    """Whether by its size or by the words beside it."""
    for text in (
        "Chad attacked Mali in Tripoli on Tuesday.",
        "Chad attacked Mali in the Lebanese city of Tripoli on Tuesday.",
        "Chad attacked Mali in Paris, Texas, on Tuesday.",
    ):
        (place,) = told(extractor, text).places
        assert place.candidates == ()


def test_towns_of_one_country_leave_the_country(extractor: RuleExtractor) -> None:
    """Which Springfield stays open, and that it is in the United States doesn't."""
    mention = told(extractor, "Chad's president met Mali's president in Springfield on Tuesday.")
    (place,) = mention.places
    assert (place.location.name, place.location.kind) == ("United States", LocationKind.COUNTRY)
    assert place.coarse
    assert len(place.candidates) > 3
    assert {c.country for c in place.candidates} == {"USA"}
    assert place.candidates == tuple(sorted(place.candidates, key=lambda c: (-c.score, c.id)))


@pytest.mark.parametrize(
    ("dateline", "text"),
    [
        ("SPRINGFIELD, Illinois (AP) - ", ""),
        ("", "Illinois is cold. "),
    ],
    ids=["dateline", "article"],
)
def test_the_us_state_tells_its_town(extractor: RuleExtractor, dateline: str, text: str) -> None:
    """A state of the dateline or of the article decides."""
    text += "Chad's president met Mali's president in Springfield on Tuesday."
    (place,) = told(extractor, text, dateline=dateline).places
    assert (place.location.name, place.coarse) == ("Springfield", False)
    assert place.location.latitude == pytest.approx(39.8, abs=0.1)


def test_towns_of_several_countries_stay_open(extractor: RuleExtractor) -> None:
    """Nothing sure can be said of Valencia alone; the mention keeps where it may be."""
    mention = told(extractor, "Chad's president met Mali's president in Valencia on Tuesday.")
    assert mention.places == ()
    (name,) = mention.unresolved
    assert (name.role, name.span.text) == (None, "Valencia")
    assert {"ESP", "VEN"} <= {c.country for c in name.candidates}
    sure = told(
        extractor, "Spain mourned. Chad's president met Mali's president in Valencia on Tuesday."
    )
    assert [(p.location.country, p.coarse) for p in sure.places] == [("ESP", False)]
    assert sure.unresolved == ()


def test_a_coarse_place_identifies_no_event(extractor: RuleExtractor) -> None:
    """Two towns of one name on one day are two events, unlike two reports of one town."""

    def identity(where: str, text: str) -> str:
        return event_id(told(extractor, f"Chad {text} in {where} on 2 April 2019."))

    one, other = "deployed troops", "has deployed its troops"
    assert identity("Springfield", one) != identity("Springfield", other)
    assert identity("Nairobi", one) == identity("Nairobi", other)


# --- countries ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "meant", "candidates"),
    [
        ("Congo expelled the envoy of Rwanda.", "COD", ["COD", "COG"]),
        ("Brazzaville was calm. Congo expelled the envoy of Rwanda.", "COG", ["COG", "COD"]),
        ("Kinshasa was calm. Congo expelled the envoy of Rwanda.", "COD", []),
        ("Korea expelled the envoy of Japan.", "KOR", ["KOR", "PRK"]),
        ("Georgia expelled the envoy of Japan.", "GEO", ["GEO", "USA"]),
        ("Tbilisi was calm. Georgia expelled the envoy of Japan.", "GEO", []),
        ("Chad expelled the envoy of Japan.", "TCD", []),
    ],
)
def test_a_country_s_name_keeps_its_other_meaning(
    extractor: RuleExtractor, text: str, meant: str, candidates: list[str]
) -> None:
    """The usual meaning, unless the article names the other country; sure if it names that one."""
    actor, found = source(told(extractor, text))
    assert actor == f"act_{meant}"
    assert [country for country, _, _ in found] == candidates


def test_an_ambiguous_word_is_no_evidence_for_itself(extractor: RuleExtractor) -> None:
    """However often Congo is named, that doesn't say which one."""
    text = "Congo mourned. Congo wept. The Congolese army marched. Congo expelled Rwanda's envoy."
    _, found = source(told(extractor, text))
    assert found == [("COD", 100, ("usual",)), ("COG", 0, ("other meaning",))]


def test_a_dateline_speaks_for_its_country(extractor: RuleExtractor) -> None:
    """A report from Brazzaville of "Congo" can be of either one; both keep their reasons."""
    text = "Congo expelled the envoy of Rwanda."
    _, found = source(told(extractor, text, dateline="BRAZZAVILLE, April 3 (Reuters) - "))
    assert ("COG", 100, ("other meaning", "dateline")) in found


def test_what_is_a_country_s_is_as_ambiguous(extractor: RuleExtractor) -> None:
    """The Congolese army may be that of either Congo; a named president is one person."""
    mention = told(extractor, "The Congolese army attacked Rwanda.")
    (army,) = [p for p in mention.participants if p.role is Role.SOURCE]
    assert [c.name for c in army.candidates] == [
        "Military of Democratic Republic of the Congo",
        "Military of Republic of the Congo",
    ]
    assert army.actor.id == army.candidates[0].id
    person = told(extractor, "Congolese President Felix Tshisekedi accused Rwanda of spying.")
    assert source(person)[1] == []


# --- people ---------------------------------------------------------------------------------


def test_a_common_family_name_keeps_whom_it_may_mean(extractor: RuleExtractor) -> None:
    """Too common to tell by itself: nobody takes part, and the office holders are candidates."""
    mention = told(extractor, "Singh condemned Pakistan.", day="2016-06-01")
    assert [p.role for p in mention.participants] == [Role.TARGET]
    (name,) = mention.unresolved
    assert (name.role, name.span.text) == (Role.SOURCE, "Singh")
    assert [(c.name, c.reasons) for c in name.candidates] == [
        ("Manmohan Singh", ("in office", "leader")),
        ("Rajnath Singh", ("in office",)),
    ]


def test_office_holders_of_one_state_leave_the_state(extractor: RuleExtractor) -> None:
    """Which of two presidents of one name stays open, and for whom they acted doesn't."""
    mention = told(extractor, "President Bush condemned Iran.", day="1997-01-01")
    (president,) = [p for p in mention.participants if p.role is Role.SOURCE]
    assert (president.actor.id, president.coarse) == ("act_USA", True)
    assert {c.name for c in president.candidates} == {"George H. W. Bush", "George W. Bush"}
    sure = told(extractor, "President Bush condemned Iran.", day="2003-01-01")
    assert source(sure)[1] == []


def test_two_of_one_family_name_in_an_article(extractor: RuleExtractor) -> None:
    """The one named last is meant, and the other is kept; the full name is sure."""
    text = "Ivan Petrov and Maria Petrov came to Berlin. Petrov condemned France."
    mention = told(extractor, text)
    (petrov,) = [p for p in mention.participants if p.role is Role.SOURCE]
    assert petrov.actor.name == "Maria Petrov"
    assert [(c.name, c.reasons) for c in petrov.candidates] == [
        ("Maria Petrov", ("named", "named last")),
        ("Ivan Petrov", ("named",)),
    ]
    assert source(told(extractor, text.replace(". Petrov", ". Ivan Petrov")))[1] == []


def test_a_speaker_keeps_candidates(extractor: RuleExtractor) -> None:
    """Who says so may be as ambiguous as who did it."""
    said = told(extractor, "Congo said on Tuesday that Rwanda had attacked Uganda.").attribution
    assert said is not None
    assert [c.country for c in said.candidates] == ["COD", "COG"]


# --- offices and bodies ---------------------------------------------------------------------


def test_a_body_of_an_unknown_country_keeps_the_countries(extractor: RuleExtractor) -> None:
    """Of two countries that the article names, either's parliament may be meant."""
    text = "Kenya and Uganda signed a trade deal. Parliament rejected the accord on Tuesday."
    mention = told(extractor, text)
    assert mention.participants == ()
    (name,) = mention.unresolved
    assert (name.role, name.span.text) == (Role.SOURCE, "Parliament")
    assert {c.name for c in name.candidates} == {"Parliament of Kenya", "Parliament of Uganda"}
    assert {c.reasons for c in name.candidates} == {("in the article",)}


def test_what_the_sentence_and_the_dateline_name_is_likelier(extractor: RuleExtractor) -> None:
    """The countries before it in the sentence, and that of the dateline, come first."""
    text = "Chad mourned. After Kenya and Uganda had voted, the president accused Rwanda of spying."
    (name,) = told(extractor, text, dateline="KAMPALA, April 3 (Reuters) - ").unresolved
    assert [(c.country, c.reasons) for c in name.candidates[:2]] == [
        ("UGA", ("in the article", "in the sentence", "dateline")),
        ("KEN", ("in the article", "in the sentence")),
    ]


def test_nothing_to_go_by_gives_no_candidates(extractor: RuleExtractor) -> None:
    """A parliament in an article without a country, and a name that nobody has, stay silent."""
    when = date(2019, 4, 4)
    published = Published(when, when, when.isoformat(), PublishedBasis.USER)
    for text in ("Parliament rejected the accord on Tuesday.", "Zxqwort condemned the accord."):
        assert extractor.extract(Article(text, published=published)).mentions == ()


def test_unnamed_groups_are_no_ambiguous_names(extractor: RuleExtractor) -> None:
    """Officials and rebels whose country isn't told are not all the rebels of the article."""
    for who in ("Rebels", "Officials", "The spokesman"):
        mention = told(extractor, f"Chad and Niger mourned. {who} condemned Mali.")
        assert mention.unresolved == ()


def test_the_reader_s_candidates_are_words_of_the_text(extractor: RuleExtractor) -> None:
    """What stays open has its offsets, and isn't a participant of the event as well."""
    text = "Kenya and Uganda signed a deal. The president accused Rwanda of spying."
    mention = told(extractor, text)
    (name,) = mention.unresolved
    assert text[name.span.start : name.span.end] == name.span.text
    assert name.span not in {p.span for p in mention.participants}
    assert all(isinstance(p.actor, Actor) for p in mention.participants)
    assert {c.kind for c in name.candidates} == {ActorKind.OFFICE.value}
