"""Rows of articles, mentions and entities."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kb.graph.mentions import mention_rows
from kb.graph.records import (
    Stored,
    article_row,
    principal_row,
    publisher_row,
    revision_row,
    shorten,
)
from kb.model.articles import Aside, AsideKind
from kb.model.events import Attribution, Role, event_id
from tests import factories as make

WARNED = "Washington warned Ankara on Wednesday."


def test_an_article_row_says_what_the_revision_states() -> None:
    """Dates go out as days, lists as lists, and the id is the article's."""
    article = make.article(origins=("Reuters",), when=date(2019, 4, 4))
    row = article_row(make.analysed(article))
    assert row["id"] == article.id
    assert row["published_earliest"] == date(2019, 4, 4)
    assert row["published_basis"] == "STATED"
    assert row["origins"] == ["Reuters"]
    assert row["revision_id"] == article.revision_id


def test_an_article_without_a_date_has_no_published_properties() -> None:
    """Nothing invents a date of publication."""
    row = article_row(make.analysed(make.article(when=None)))
    assert {value for key, value in row.items() if key.startswith("published_")} == {None}


def test_a_revision_row_keeps_the_text_and_its_asides() -> None:
    """The text is kept exactly, the asides as JSON of (start, end, kind)."""
    article = replace(make.article("  A\u0301 b\n"), asides=(Aside(0, 2, AsideKind.BYLINE),))
    row = revision_row(make.analysed(article), "2026-01-01T00:00:00+00:00")
    assert row["text"] == "  A\u0301 b\n"
    assert json.loads(row["asides"]) == [[0, 2, "BYLINE"]]
    assert row["id"] == article.revision_id
    assert row["recorded"] == "2026-01-01T00:00:00+00:00"


def test_a_mention_row_has_its_words_and_its_event() -> None:
    """Quote, trigger and offsets are those of the mention; the event id is the model's."""
    mention = make.mention(WARNED)
    (row,) = mention_rows(make.analysed(make.article(WARNED), mention))
    props = row["props"]
    assert row["event"] == event_id(mention) == props["event_id"]
    assert (props["quote"], props["quote_start"], props["quote_end"]) == (WARNED, 0, len(WARNED))
    assert WARNED[props["trigger_start"] : props["trigger_end"]] == props["trigger"] == "warned"
    assert props["date_edtf"] == "../2019-04-04"
    assert props["date_latest"] == date(2019, 4, 4)
    assert [(n["props"]["role"], n["end"]) for n in row["names"]].count(("SOURCE", "act_USA")) == 1


def test_the_same_mention_twice_is_one_row() -> None:
    """An extractor that reports a mention twice stores it once."""
    analysed = make.analysed(make.article(WARNED), make.mention(WARNED), make.mention(WARNED))
    assert len(mention_rows(analysed)) == 1


def test_a_mention_id_depends_on_what_it_says() -> None:
    """Any field of a mention changes its id; the extractor's version doesn't."""
    article = make.article(WARNED)

    def identifier(version: str = "1", **changes: Any) -> str:
        mention = replace(make.mention(WARNED), **changes)
        return str(mention_rows(make.analysed(article, mention, version=version))[0]["id"])

    plain = identifier()
    assert identifier(version="2") == plain
    swapped = tuple(
        replace(p, role=Role.TARGET if p.role is Role.SOURCE else Role.SOURCE)
        for p in make.mention(WARNED).participants
    )
    changes: list[dict[str, Any]] = [
        {"confidence": 51},
        {"rule": "other"},
        {"mode": "sanctions"},
        {"participants": swapped},
        {"date": make.on(2019, 4, 3)},
        {"attribution": Attribution(None, make.span(WARNED, "Washington"))},
    ]
    assert len({plain, *(identifier(**change) for change in changes)}) == len(changes) + 1


def test_nested_attributions_keep_their_depth() -> None:
    """In "A said that B had warned" B speaks via A; each has its depth."""
    text = "Peskov said Lavrov had warned Ankara."
    outer = Attribution(make.person("Peskov"), make.span(text, "Peskov"))
    inner = Attribution(make.person("Lavrov"), make.span(text, "Lavrov"), via=outer)
    mention = replace(
        make.mention(text, sources=[], targets=[(make.TURKEY, "Ankara")]), attribution=inner
    )
    (row,) = mention_rows(make.analysed(make.article(text), mention))
    said = [(link["props"]["depth"], link["props"]["text"]) for link in row["attributed"]]
    assert said == [(0, "Lavrov"), (1, "Peskov")]
    assert json.loads(row["props"]["attribution"])["via"]["text"] == "Peskov"


def test_what_our_data_knows_is_not_repeated_on_a_mention() -> None:
    """Only of an unknown actor a mention keeps all that it says."""
    text = "Petrov warned Ankara."
    mention = make.mention(text, sources=[(make.person("Petrov", make.RUSSIA), "Petrov")])
    (row,) = mention_rows(make.analysed(make.article(text), mention))
    by_role = {link["props"]["role"]: link["props"] for link in row["names"]}
    assert by_role["SOURCE"]["kind"] == "PERSON"
    assert by_role["SOURCE"]["principal"] == "act_RUS"
    assert "kind" not in by_role["TARGET"]


def test_a_principal_that_nobody_named_has_the_name_of_its_country() -> None:
    """A state that is known only as somebody's principal is named by ISO 3166."""
    row = principal_row("act_RUS")
    assert (row["kind"], row["name"], row["country"]) == ("STATE", "Russian Federation", "RUS")
    assert principal_row("act_xyz")["country"] is None


def test_a_publisher_is_found_by_its_folded_name() -> None:
    """Case and accents don't matter for look-ups; they do for identity."""
    assert publisher_row("Le Monde")["folded"] == publisher_row("LE MONDÉ")["folded"]
    assert publisher_row("Le Monde")["id"] != publisher_row("LE MONDÉ")["id"]


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("one two", "one two"),
        (" one\n two ", "one two"),
        ("one two three four", "one two…"),
        ("onetwothreefour", "onetwothr…"),
    ],
)
def test_captions_are_one_short_line(text: str, short: str) -> None:
    """A long text is cut between words where that leaves enough."""
    assert shorten(text, 10) == short


def test_counts_of_stores_add_up() -> None:
    """Two results are added field by field."""
    assert Stored(1, 2, 3, 4, 5, 6) + Stored(10, 20, 30, 40, 50, 60) == Stored(
        11, 22, 33, 44, 55, 66
    )
