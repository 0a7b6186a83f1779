"""Every field of the API, on a real Neo4j."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    build_schema,
    get_named_type,
    is_leaf_type,
)

import schema
from kb.graph.link import link_pending
from kb.graph.write import store
from tests.factories import clock
from tests.integration.conftest import empty
from tests.schema_api.asking import ask
from tests.schema_api.story import MINISTER, TALKS, TURKIYE, story

if TYPE_CHECKING:
    from kb.graph import Graph

pytestmark = pytest.mark.neo4j

#: Edges hold the same objects as nodes.
EDGES = "edges { __typename cursor node { __typename id } }"
SCHEMA = build_schema(schema.printed())
_PLAIN = {"String": str, "ID": str, "Date": str, "Int": int, "Float": float, "Boolean": bool}


@pytest.fixture(scope="module")
def told(connection: Graph) -> Graph:
    """A graph that holds the story."""
    empty(connection)
    store(connection, story(), clock())
    link_pending(connection)
    return connection


def everything(kind: str, depth: int) -> str:
    """A selection of all fields of a type; objects below it to a depth."""
    found = SCHEMA.get_type(kind)
    assert isinstance(found, GraphQLObjectType)
    fields = ["__typename"]
    for name, field in found.fields.items():
        inner = get_named_type(field.type)
        if is_leaf_type(inner):
            fields.append(name)
        elif name == "edges":
            fields.append(EDGES)
        elif depth:
            page = "(first: 3)" if "first" in field.args else ""
            fields.append(f"{name}{page} {everything(inner.name, depth - 1)}")
    return "{ " + " ".join(fields) + " }"


def conforms(kind: GraphQLOutputType, value: Any, where: str, seen: set[str]) -> None:
    """Assert that a value is of a type, and note the fields that have one."""
    if isinstance(kind, GraphQLNonNull):
        assert value is not None, f"{where} is null"
        kind = kind.of_type
    if value is None:
        return
    if isinstance(kind, GraphQLList):
        assert isinstance(value, list), where
        for item in value:
            conforms(kind.of_type, item, where, seen)
    elif isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
        _object_conforms(value, where, seen)
    elif isinstance(kind, GraphQLEnumType):
        assert value in kind.values, where
    else:
        assert type(value) is _PLAIN[str(kind)], f"{where}: {value!r}"


def _object_conforms(value: dict[str, Any], where: str, seen: set[str]) -> None:
    found = SCHEMA.get_type(value["__typename"])
    assert isinstance(found, GraphQLObjectType), where
    for name, inner in value.items():
        if name == "__typename":
            continue
        if inner is not None and inner != []:
            seen.add(f"{found.name}.{name}")
        conforms(found.fields[name].type, inner, f"{where}.{name}", seen)


def test_every_field_has_a_value_of_its_type(told: Graph) -> None:
    """All fields of all types give values of the types that the schema states."""
    seen: set[str] = set()
    for root in ("events", "actors", "locations", "articles"):
        kind = {"events": "Event", "actors": "Actor", "locations": "Location"}.get(root, "Article")
        query = f"{{ {root} {everything(f'{kind}Connection', 3)} }}"
        data = ask(told, query)
        conforms(SCHEMA.query_type.fields[root].type, data[root], root, seen)  # type: ignore[union-attr]
    query = (
        f"{{ events {{ nodes {{ mentions {{ {EDGES} nodes {everything('Mention', 2)} }} }} }} }}"
    )
    for node in ask(told, query)["events"]["nodes"]:
        for found in (*node["mentions"]["nodes"], *node["mentions"]["edges"]):
            _object_conforms(found, "mention", seen)
    missing = {
        f"{kind.name}.{name}"
        for kind in SCHEMA.type_map.values()
        if isinstance(kind, GraphQLObjectType)
        and not kind.name.startswith("__")
        and kind.name != "Query"
        for name in kind.fields
    } - seen
    # nothing of this story has these
    assert missing == {
        "Actor.wikidata",
        "Acting.since",
        "Acting.until",
        "Published.instant",
        *(f"SimilarEvent.{name}" for name in ("event", "kind", "score", "reasons")),
        "Event.similar",
        *(f"NearDuplicate.{name}" for name in ("article", "score", "reasons")),
        "Article.nearDuplicates",
    }


def test_an_event_is_told_whole(told: Graph) -> None:
    """An event that two articles report has one title, two mentions, one origin."""
    query = """{ events(filter: {types: [AGREE]}) { totalCount nodes {
        title mode status date { edtf phrase precision } sources { name } targets { name }
        confidence mentionCount articleCount originCount origins firstPublished lastPublished
        mentions { totalCount nodes { quote { text start end } article { publisher origins } } }
        articles { nodes { title } }
    } } }"""
    quote = {"text": TALKS_SIGNED, "start": 0, "end": len(TALKS_SIGNED)}
    (node,) = ask(told, query)["events"]["nodes"]
    assert node.pop("title").startswith("Turkey")
    assert node == {
        "mode": "bilateral",
        "status": "OCCURRED",
        "date": {"edtf": "2019-04-03", "phrase": "on 3 April 2019", "precision": "DAY"},
        "sources": [{"name": "Russia"}, {"name": "Turkey"}],
        "targets": [{"name": "Russia"}, {"name": "Turkey"}],
        "confidence": 80,
        "mentionCount": 2,
        "articleCount": 2,
        "originCount": 1,
        "origins": ["Example News", "Reuters"],
        "firstPublished": "2019-04-04",
        "lastPublished": "2019-04-05",
        "mentions": {
            "totalCount": 2,
            "nodes": [
                {"quote": quote, "article": {"publisher": "Example News", "origins": []}},
                {"quote": quote, "article": {"publisher": "Other Paper", "origins": ["Reuters"]}},
            ],
        },
        "articles": {"nodes": [{"title": "An accord"}, {"title": "The accord again"}]},
    }


TALKS_SIGNED = "Turkey signed the accord with Russia on 3 April 2019."


def test_quotes_are_where_they_say(told: Graph) -> None:
    """`article.text[start:end]` is the text of all words, in code points."""
    words = "{ text start end }"
    query = f"""{{ events {{ nodes {{ mentions {{ nodes {{
        quote {words} trigger {words} dateWords {words}
        sources {{ words {words} }} targets {{ words {words} }} places {{ words {words} }}
        attribution {{ words {words} via {{ words {words} }} }} article {{ text }}
    }} }} }} }} }}"""
    checked = 0
    for event in ask(told, query)["events"]["nodes"]:
        for mention in event["mentions"]["nodes"]:
            text = mention.pop("article")["text"]
            for found in _all_words(mention):
                assert text[found["start"] : found["end"]] == found["text"]
                checked += 1
    assert checked > 20


def _all_words(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [found for item in value for found in _all_words(item)]
    if not isinstance(value, dict):
        return []
    if set(value) == {"text", "start", "end"}:
        return [value]
    return [found for item in value.values() for found in _all_words(item)]


def test_attributions_name_their_speakers(told: Graph) -> None:
    """A speaker has a name or none, and says it on some day, perhaps by someone else."""
    query = """query($text: String!) { articles(filter: {text: $text}) { nodes {
        mentions { nodes { attribution {
            speaker { name actsFor { actor { name } } events { totalCount edges { cursor } } }
            words { text } said { edtf sort } via { speaker { name } words { text } }
        } } }
    } } }"""
    (talks,) = ask(told, query, {"text": "aide"})["articles"]["nodes"]
    attribution = talks["mentions"]["nodes"][0]["attribution"]
    (edge,) = attribution["speaker"]["events"].pop("edges")
    assert edge["cursor"]
    assert attribution == {
        "speaker": {
            "name": "Mevlut Cavusoglu",
            "actsFor": [{"actor": {"name": "Turkey"}}],
            "events": {"totalCount": 1},
        },
        "words": {"text": "Cavusoglu"},
        "said": {"edtf": "../2019-04-12", "sort": "2019-04-12"},
        "via": {"speaker": None, "words": {"text": "an aide"}},
    }
    (warning,) = ask(told, query, {"text": "warned officials"})["articles"]["nodes"]
    assert warning["mentions"]["nodes"][0]["attribution"]["speaker"] is None


def test_node_finds_each_kind(told: Graph) -> None:
    """`node` gives the object of any id of ours, by its kind."""
    mentions = "mentions { nodes { id article { id } event { id } } }"
    event = ask(told, f"{{ events {{ nodes {{ id sources {{ id }} {mentions} }} }} }}")["events"]
    first = event["nodes"][0]
    mention = first["mentions"]["nodes"][0]
    ids = {
        "Event": first["id"],
        "Mention": mention["id"],
        "Article": mention["article"]["id"],
        "Actor": first["sources"][0]["id"],
        "Location": TURKIYE.id,
    }
    for kind, identifier in ids.items():
        found = ask(told, "query($id: ID!) { node(id: $id) { __typename id } }", {"id": identifier})
        assert found == {"node": {"__typename": kind, "id": identifier}}


@pytest.mark.parametrize(
    "query",
    [
        '{ event(id: "evt_nothing") { id } }',
        '{ node(id: "men_nothing") { id } }',
        '{ article(id: "art_nothing") { id } }',
        '{ actor(id: "act_nothing") { id } }',
        '{ actor(name: "Nobody") { id } }',
        '{ location(name: "Nowhere") { id } }',
    ],
)
def test_what_is_unknown_is_null(told: Graph, query: str) -> None:
    """An id or a name that nothing has is null, not an error."""
    assert list(ask(told, query).values()) == [None]


@pytest.mark.parametrize("name", ["Turkey", "TÜRKIYE", "turkiye", "Ankara"])
def test_names_are_found_by_alias_case_and_accents(told: Graph, name: str) -> None:
    """An actor is found by its name or an alias, however it is written."""
    query = "query($name: String!) { actor(name: $name) { id } }"
    assert ask(told, query, {"name": name}) == {"actor": {"id": "act_TUR"}}


def test_null_stays_where_it_is(told: Graph) -> None:
    """One root field that is null takes nothing else with it."""
    data = ask(told, '{ a: event(id: "evt_x") { id } b: events { totalCount } }')
    assert data == {"a": None, "b": {"totalCount": 4}}


def test_a_minister_acts_for_the_state(told: Graph) -> None:
    """An actor says for whom it acts."""
    query = "query($id: ID!) { actor(id: $id) { kind actsFor { actor { id } since until } } }"
    assert ask(told, query, {"id": MINISTER.id})["actor"] == {
        "kind": "PERSON",
        "actsFor": [{"actor": {"id": "act_TUR"}, "since": None, "until": None}],
    }


def test_similar_events_are_candidates(told: Graph) -> None:
    """Events that are linked know each other, both ways, with kind, score and reasons."""
    ids = [n["id"] for n in ask(told, "{ events { nodes { id } } }")["events"]["nodes"]]
    link = (
        "MATCH (a:Event {id: $a}), (b:Event {id: $b}) CREATE (a)-[:SIMILAR_TO "
        "{id: 'sim_x', kind: 'SAME', score: 70, reasons: ['the same day']}]->(b)"
    )
    with told._driver.session() as session:
        session.run(link, a=ids[0], b=ids[1]).consume()
    query = "query($id: ID!) { event(id: $id) { similar { kind score reasons event { id } } } }"
    try:
        for one, other in ((0, 1), (1, 0)):
            assert ask(told, query, {"id": ids[one]})["event"]["similar"] == [
                {
                    "kind": "SAME",
                    "score": 70,
                    "reasons": ["the same day"],
                    "event": {"id": ids[other]},
                }
            ]
    finally:
        with told._driver.session() as session:
            session.run("MATCH ()-[r:SIMILAR_TO {id: 'sim_x'}]->() DELETE r").consume()


CANDIDATE = "candidates { id name kind country score reasons }"
STATE = {
    "id": "act_RUS",
    "name": "Russia",
    "kind": "STATE",
    "country": "RUS",
    "score": 150,
    "reasons": ["usual"],
}


def test_ambiguous_names_have_their_candidates(told: Graph) -> None:
    """A participant, a place and an open name tell what they may mean, the likeliest first."""
    query = f"""query($text: String!) {{ events(filter: {{text: $text}}) {{ nodes {{
      mentions {{ nodes {{
        sources {{ actor {{ id }} coarse {CANDIDATE} }}
        places {{ coarse candidates {{ name }} }}
        unresolved {{ __typename role words {{ text start end }} {CANDIDATE} }}
      }} }} }} }} }}"""
    (event,) = ask(told, query, {"text": TALKS})["events"]["nodes"]
    (mention,) = event["mentions"]["nodes"]
    (russia,) = [source for source in mention["sources"] if source["actor"]["id"] == "act_RUS"]
    assert [c["name"] for c in russia["candidates"]] == ["Ankara", "Russia"]
    assert (russia["candidates"][1], russia["coarse"]) == (STATE, False)
    assert [len(s["candidates"]) for s in mention["sources"] if s is not russia] == [0]
    assert mention["places"] == [{"coarse": True, "candidates": [{"name": "Ankara"}]}]
    start = TALKS.index("an aide")
    assert mention["unresolved"] == [
        {
            "__typename": "Unresolved",
            "role": "TARGET",
            "words": {"text": "an aide", "start": start, "end": start + 7},
            "candidates": [STATE],
        }
    ]


def test_speakers_have_their_candidates(told: Graph) -> None:
    """Who says so may be open as well; where it isn't, the list is empty."""
    query = f"""{{ events {{ nodes {{ mentions {{ nodes {{
      attribution {{ {CANDIDATE} via {{ {CANDIDATE} }} }} }} }} }} }} }}"""
    found = [
        mention["attribution"]["candidates"]
        for event in ask(told, query)["events"]["nodes"]
        for mention in event["mentions"]["nodes"]
        if mention["attribution"]
    ]
    assert sorted(len(candidates) for candidates in found) == [0, 2]
    assert max(found, key=len)[0] == STATE


def test_the_talks_are_in_the_story(told: Graph) -> None:
    """A search of all words of a sentence finds the event that it states."""
    query = "query($text: String!) { events(filter: {text: $text}) { totalCount } }"
    assert ask(told, query, {"text": TALKS}) == {"events": {"totalCount": 1}}
