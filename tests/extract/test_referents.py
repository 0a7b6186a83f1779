"""Who and what mentions refer to without naming it."""

from __future__ import annotations

from kb.extract import RuleExtractor
from kb.model.articles import Article


def test_a_place_brings_its_country_and_a_minister_the_state() -> None:
    """The graph gets the names of what is above a mention's actors and places."""
    text = "Norwegian Foreign Minister Ine Eriksen Soreide met the president of Chad in Bergen."
    found = RuleExtractor().extract(Article(text=text))
    assert found.mentions
    assert {"act_NOR"} <= {actor.id for actor in found.principals}
    assert "Norway" in {where.name for where in found.regions}
    assert "Bergen" not in {where.name for where in found.regions}
    assert all(actor.known for actor in found.principals)
