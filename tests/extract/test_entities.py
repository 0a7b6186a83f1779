"""Mentions of actors: countries, offices, organisations, and the words around them."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.extract.entities import EntityFinder
from kb.extract.words import listed
from kb.model.entities import ActorKind
from tests.extract.found import actors, article, find, gazetteer, one, principals, read

VARIED = (
    "Turkish Foreign Minister Mevlut Cavusoglu met U.S. officials in Washington, the Kremlin said.",
    "South Korea's Defence Ministry said North Korean troops had crossed the border at Panmunjom.",
    "“We won’t go,” said Côte d’Ivoire’s president, Alassane Ouattara, in Paris, Texas.",
    "He told us that U.S.-backed rebels near Deir ez-Zor killed two Turks and a Frenchman.",
)


@pytest.mark.parametrize("text", VARIED)
def test_every_span_is_what_the_text_says(text: str) -> None:
    """Offsets, token indices and head of every mention fit the article and its sentence."""
    subject = article(f"  An earlier paragraph.\n\n{text}\n")
    sentences, found = read(subject)
    assert found
    for mention in found:
        span = mention.span
        assert subject.text[span.start : span.end] == span.text
        sentence = sentences[mention.sentence]
        assert mention.first <= mention.head <= mention.last
        tokens = sentence.tokens.doc[mention.first : mention.last + 1]
        assert span.text in tokens.text or tokens.text in span.text


#: What is hard to tell apart: names, their parts, and punctuation of several sorts.
PIECES = sorted(
    listed(
        """
        Turkey 's ' ’ - — Turkish foreign minister Mevlut Cavusoglu , U.S. U.S.-backed the of
        for in to Gen. President Bush administration Paris Texas al-Qaeda al “ he Kurdish Kurds
        rebels army Boeing 777 Group Union . ; : ( ) former pro- Russian St. d'Ivoire Côte
        İstanbul ß 中国 🙂 Jr. counterpart ambassador Kim Jong Un bin ethnic Albanians NATO
        Brussels EU
        """
    )
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30), st.sampled_from(["", " ", "\n", "\u00a0"]))
def test_any_text_gives_spans_that_fit(pieces: list[str], gap: str) -> None:
    """Whatever the text, mentions are words of it, in order and inside their sentences."""
    subject = article(f" {gap}".join(pieces))
    sentences, found = read(subject)
    end = 0
    for mention in found:
        span, sentence = mention.span, sentences[mention.sentence]
        assert end <= span.start < span.end <= sentence.span.end
        assert subject.text[span.start : span.end] == span.text
        assert mention.first <= mention.head <= mention.last
        end = span.end


def test_mentions_come_in_order_and_never_overlap() -> None:
    """A word belongs to one mention at most."""
    found = find(" ".join(VARIED))
    for before, after in pairwise(found):
        assert before.span.end <= after.span.start


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("The UAE and Qatar met.", "UAE", "ARE"),
        ("The U.K. and Peru met.", "U.K.", "GBR"),
        ("The US said it would act.", "US", "USA"),
        ("Britain and Peru met.", "Britain", "GBR"),
        ("The Netherlands and Peru met.", "Netherlands", "NLD"),
        ("Burkina Faso and Peru met.", "Burkina Faso", "BFA"),
        ("Eswatini, once Swaziland, signed.", "Swaziland", "SWZ"),
        ("Papua New Guinea and Guinea-Bissau met.", "Guinea-Bissau", "GNB"),
        ("Two Turks were freed.", "Turks", "TUR"),
        ("A Dane was freed.", "Dane", "DNK"),
        ("Filipinos voted.", "Filipinos", "PHL"),
        ("The Soviet Union collapsed.", "Soviet Union", "SUN"),
    ],
)
def test_countries_and_peoples_are_states(text: str, words: str, country: str) -> None:
    """A country's names and the nouns for its people mean the state."""
    assert one(text, words).actor == gazetteer().countries.states[country]


def test_the_pronoun_us_is_no_country() -> None:
    """Only capitals make "us" the United States."""
    assert [m.span.text for m in find("The US told us to wait for us.")] == ["US"]


def test_a_country_is_actor_and_location() -> None:
    """The caller decides by grammar, so a country's name carries both."""
    mention = one("Envoys met in Norway.", "Norway")
    assert mention.actor is not None
    assert mention.location is not None
    assert (mention.actor.id, mention.location.geonames) == ("act_NOR", 3144096)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Russian missiles arrived.", "Russian", True),
        ("U.S. sanctions hurt.", "U.S.", True),
        ("The Chinese refused.", "Chinese", False),
        ("Russia's missiles arrived.", "Russia", False),
        ("Russia sent missiles.", "Russia", False),
    ],
)
def test_adjectives_are_told_from_nouns(text: str, words: str, *, expected: bool) -> None:
    """A name that stands before the noun that it modifies is an adjective, an owner is none."""
    assert one(text, words).adjective is expected


def test_prefixes_are_adjectives_only_before_a_hyphen() -> None:
    """A "Franco-German" thing is French and German; General Franco is neither."""
    found = find("The Franco-German plan failed. Franco died.")
    assert [(m.span.text, m.actor and m.actor.country) for m in found] == [
        ("Franco", "FRA"),
        ("German", "DEU"),
    ]


def test_relations_name_both_sides() -> None:
    """Names joined by a hyphen are two."""
    found = principals("US-Turkey ties and Sino-Japanese trade grew.")
    assert set(found.values()) == {"act_USA", "act_TUR", "act_CHN", "act_JPN"}


@pytest.mark.parametrize("text", ["U.S.-backed rebels fled.", "Pro-Russian fighters fled."])
def test_backed_and_friendly_forces_are_not_the_state(text: str) -> None:
    """What a state backs, or who is for it, doesn't act for it."""
    assert not {"act_USA", "act_RUS"} & set(principals(text).values())


@pytest.mark.parametrize(
    ("city", "country"),
    [("Ankara", "TUR"), ("Moscow", "RUS"), ("Tehran", "IRN"), ("Nairobi", "KEN"), ("Kiev", "UKR")],
)
def test_capitals_act_and_are_places(city: str, country: str) -> None:
    """A capital names the state and the city; grammar decides."""
    mention = one(f"{city} said it would respond.", city)
    assert mention.actor is not None
    assert mention.location is not None
    assert mention.actor.id == f"act_{country}"
    assert mention.location.country == country
    assert mention.location.geonames


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("Kremlin", "RUS"),
        ("Pentagon", "USA"),
        ("White House", "USA"),
        ("Downing Street", "GBR"),
        ("Elysee Palace", "FRA"),
        ("Blue House", "KOR"),
        ("Casa Rosada", "ARG"),
        ("Bundestag", "DEU"),
        ("Knesset", "ISR"),
    ],
)
def test_seats_and_parliaments_act_for_their_state(words: str, country: str) -> None:
    """A building or a parliament with a name of its own is an office of its state."""
    mention = one(f"The {words} rejected the plan.", words)
    assert mention.actor is not None
    assert mention.actor.kind is ActorKind.OFFICE
    assert mention.actor.principal == f"act_{country}"


def test_brussels_stands_for_the_union_only_where_it_is_named() -> None:
    """Brussels alone is a city; in an article about the European Union it can be the Union."""
    assert one("Brussels said no.", "Brussels").actor is None
    mention = one("The European Union hesitated. Brussels said no.", "Brussels")
    assert mention.actor is not None
    assert mention.actor.name == "European Union"


@pytest.mark.parametrize(
    ("text", "words", "kind", "principal"),
    [
        ("The Turkish foreign ministry protested.", "Turkish foreign ministry", "OFFICE", "TUR"),
        ("Peru's parliament voted.", "Peru's parliament", "OFFICE", "PER"),
        ("Members of the U.S. Congress left.", "U.S. Congress", "OFFICE", "USA"),
        ("Russian troops left.", "Russian troops", "OFFICE", "RUS"),
        ("The Kenyan government fell.", "Kenyan government", "STATE", "KEN"),
        ("The government of Chad fell.", "government of Chad", "STATE", "TCD"),
        ("Israel's high court ruled.", "Israel's high court", "OFFICE", "ISR"),
        ("Kabul police fired.", "Kabul police", "OFFICE", "AFG"),
        ("Two senior Malian army officers fled.", "Malian army officers", "OFFICE", "MLI"),
    ],
)
def test_bodies_of_a_country_act_for_it(text: str, words: str, kind: str, principal: str) -> None:
    """A ministry, parliament, court or army said with a country acts for that state."""
    actor = one(text, words).actor
    assert actor is not None
    assert (actor.kind.value, actor.principal) == (kind, f"act_{principal}")


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Rwandan rebels advanced.", "Rwandan rebels", ActorKind.ARMED_GROUP),
        ("Rebels in Darfur advanced.", "Rebels", ActorKind.ARMED_GROUP),
        ("Georgian demonstrators marched.", "Georgian demonstrators", ActorKind.ORGANISATION),
        ("Liberian refugees returned.", "Liberian refugees", ActorKind.ORGANISATION),
    ],
)
def test_others_of_a_country_do_not_act_for_it(text: str, words: str, kind: ActorKind) -> None:
    """Rebels, protesters and refugees belong to a country and act for themselves."""
    actor = one(text, words).actor
    assert actor is not None
    assert actor.kind is kind
    assert actor.country is not None
    assert actor.principal == actor.id


def test_soldiers_in_a_country_may_be_from_another() -> None:
    """To say "troops in Mali" doesn't say whose they are."""
    assert "troops" not in actors("The minister visited troops in Mali.")


def test_adjectives_of_bodies_are_no_bodies() -> None:
    """A "military intervention" and a "refugee camp" name no army and no refugees."""
    found = actors("Russia's military interventions and a Syrian refugee camp were discussed.")
    assert found == {"Russia": "Russia", "Syrian": "Syria"}


def test_a_body_without_a_country_is_the_one_named_before() -> None:
    """With "the army" after "Kenya's army", the same army is meant; it is generic."""
    mention = find("Kenya's army advanced into Somalia. The army lost two men.")[-1]
    assert mention.actor is not None
    assert mention.generic
    assert mention.actor.country == "KEN"


def test_a_body_without_any_country_is_left_out() -> None:
    """Nothing says whose "the army" is when no country is named."""
    assert find("The army advanced at dawn.") == []


def test_coordinated_adjectives_share_a_noun() -> None:
    """Both sides of "French and Egyptian warships" are found."""
    found = principals("French and Egyptian warships sailed.")
    assert found == {"French": "act_FRA", "Egyptian warships": "act_EGY"}


def test_the_same_article_gives_the_same_mentions() -> None:
    """A finder keeps nothing between articles."""
    finder = EntityFinder(gazetteer())
    subject = article("Kenya's president, John Doe, met Anna Roe. Doe left for Oslo.")
    other = article("Chile's president, Jane Doe, resigned. Doe wept.")
    sentences, found = read(subject)
    others, _ = read(other)
    finder.find(other, others)
    assert finder.find(subject, sentences) == found


def test_speed() -> None:
    """At least 100 sentences a second, a third of the goal, so that a busy machine passes."""
    subject = article("\n\n".join(f"Note {i}: {text}" for i, text in enumerate(VARIED * 25)))
    sentences, _ = read(subject)
    finder = EntityFinder(gazetteer())
    start = time.process_time()
    finder.find(subject, sentences)
    assert len(sentences) / (time.process_time() - start) > 100
