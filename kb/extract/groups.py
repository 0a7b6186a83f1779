"""Groups: people without a country's name, who are of the country where it happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract import syntax
from kb.extract.tables import read_table, several

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Token

    from kb.extract.actors import Actors, Body
    from kb.model.entities import Actor


class Groups:
    """Nouns for people, and who they are in a country. Immutable; share one."""

    def __init__(self, actors: Actors | None = None) -> None:
        self._actors = actors
        self._bodies = read_groups(actors.bodies) if actors else {}

    def key(self, noun: Token) -> str | None:
        """Which body of a country a noun means; a noun before it says more: "student leader"."""
        for child in syntax.children(noun, ("compound", "amod")):
            before = self._bodies.get(syntax.lemma(child))
            if before in TELLING:
                return before
        return self._bodies.get(syntax.lemma(noun)) or self._bodies.get(noun.lower_)

    def acts(self, noun: Token, *, violent: bool) -> bool:
        """Whether they may be who does it: a crowd, not "the conductor" or "critics"."""
        key = self.key(noun)
        return key in FORCES or (noun.tag_ in PLURAL and (violent or key in CROWDS))

    def undergoes(self, noun: Token, *, forces: bool) -> bool:
        """Whether they may be whom it is done to: one's own soldiers only where forces may be."""
        return forces or self.key(noun) not in INSTRUMENTS

    def actor(self, noun: Token, country: str) -> Actor | None:
        """Who a noun means, if it means people of that country: ISO 3166-1 alpha-3."""
        key = self.key(noun)
        return self._actors.body_of(country, key) if key and self._actors else None

    def people(self, country: str) -> Actor | None:
        """The people of a country; None where no country's groups are known."""
        return self._actors.body_of(country, "people") if self._actors else None


#: Bodies that act as such, even one of them: "a gunman", "a judge".
FORCES = frozenset({"rebels", "police", "military", "court", "parliament", "opposition"})
#: Bodies that act when there are several.
CROWDS = frozenset({"protesters", "students", "workers", "refugees", "prisoners", "clergy"})
#: Bodies by which a state acts, more often than on them: "threatened to send troops".
INSTRUMENTS = frozenset({"military", "government", "police"})
PLURAL = frozenset({"NNS", "NNPS"})
#: Bodies that a noun in front can say: "opposition activists", "police post".
TELLING = frozenset({"opposition", "rebels", "students", "workers", "police", "military"})


def read_groups(bodies: Mapping[str, Body]) -> dict[str, str]:
    """The key of the body that each noun of data/groups.tsv means, by its lemma."""
    found: dict[str, str] = {}
    for row in read_table("groups.tsv"):
        assert row["body"] in bodies, row["body"]
        for noun in several(row["nouns"]):
            found.setdefault(noun, row["body"])
    return found


#: Knows no nouns, so that nobody is taken for anybody.
UNKNOWN = Groups()
