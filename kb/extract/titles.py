"""Titles: roles with the names behind them, their owners and their fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract.names import NameKind
from kb.extract.personal import Chunk, read_chunk
from kb.extract.phrases import Owner, Phrase, PhraseKind, owner_of
from kb.extract.words import listed

if TYPE_CHECKING:
    from kb.extract.gazetteer import Match
    from kb.extract.names import Name
    from kb.extract.tagged import Tagged

K = NameKind
#: Words that say that somebody is no longer in office.
FORMER = frozenset({"former", "ex", "late", "onetime", "ousted", "deposed"})
#: Titles that are ordinary words too.
_LOOSE = listed("official ambassador general party_leader candidate chief_executive state_leader")
_FIELD = 8  # words from "minister" to the name behind "of mines and power"


class TitleReader:
    """Reads the titles of one sentence."""

    def __init__(self, tagged: Tagged) -> None:
        self._t = tagged

    def role(
        self, start: int, match: Match, role: Name, owner: Owner | None, *, named: bool = False
    ) -> Phrase | None:
        """A role at `match`, its further titles, its owner if that follows, and a name.

        With `named`, only one with a name: the words are a body as well.
        """
        last = match.last
        while (more := self._t.matches.get(last + 1)) and more.of(K.ROLE):
            if not self._t.beside(more.first) and not self._t.close(more.first):
                break
            last = more.last
        owner, last = self.owner_behind(owner, last)
        if owner is None and role.country:
            owner = Owner(role.country, None)
        chunk = self._name_behind(last) or self._accredited(last) or self._of_a_field(role, last)
        if chunk and role.key in _LOOSE and not self._personal(chunk):
            chunk = None
        former = self._former(start, match.first)
        if chunk:
            names = self._readings(chunk)
            return Phrase(
                start,
                chunk.last,
                PhraseKind.PERSON,
                names,
                owner,
                role=role.key,
                chunk=chunk,
                former=former,
            )
        if named or role.key in {"honorific", "prince"} or self._adjectival(match):
            return None
        return Phrase(start, last, PhraseKind.ROLE, owner=owner, role=role.key, former=former)

    def _adjectival(self, role: Match) -> bool:
        """Whether words of a role describe what follows: "major changes", "general elections"."""
        tag = self._t.token(role.last).tag_
        return not tag.startswith("NN") or self._t.modifies(role.last, role.last)

    def owner_behind(self, owner: Owner | None, last: int) -> tuple[Owner | None, int]:
        """As in "of Armenia", "of the European Commission", "to the United Nations"."""
        if self._t.key(last + 1) not in {"of", "for"}:
            return owner, last
        at = last + 2 if self._t.key(last + 2) != "the" else last + 3
        match = self._t.matches.get(at)
        name = match.of(K.COUNTRY, K.ORGANISATION, K.ARMED_GROUP) if match else None
        if match is None or name is None or self._t.possessive(match.last + 1):
            return owner, last
        return (owner or owner_of(name)), match.last

    def _name_behind(self, last: int) -> Chunk | None:
        """The personal name right behind a title."""
        at = last + 1
        if not self._t.close(at):
            return None
        match = self._t.matches.get(at)
        if match and match.of(K.PERSON):
            return exact(self._t, match)
        return read_chunk(self._t, at, titled=True)

    def _personal(self, chunk: Chunk) -> bool:
        """Whether a single word behind a loose title is a name: "General Zia", "Envoy Air"."""
        label = self._t.entity(chunk.first, chunk.last)
        return len(chunk.words) > 1 or label == "PERSON" or bool(self._readings(chunk))

    def _accredited(self, last: int) -> Chunk | None:
        """The name behind whom somebody is sent to: "ambassador to Turkey X"."""
        at = last + 2 if self._t.key(last + 2) != "the" else last + 3
        match = self._t.matches.get(at) if self._t.key(last + 1) == "to" else None
        return self._name_behind(match.last) if match else None

    def _of_a_field(self, role: Name, last: int) -> Chunk | None:
        """The name behind a minister's field: "minister of mines and power X"."""
        if role.key != "minister" or self._t.key(last + 1) not in {"of", "for"}:
            return None
        at = last + 2
        while at < len(self._t) - 1 and at - last < _FIELD and self._t.words[at].text.islower():
            at += 1
        return self._name_behind(at - 1) if at > last + 2 else None

    def _readings(self, chunk: Chunk) -> tuple[Name, ...]:
        match = self._t.matches.get(chunk.first)
        return match.names if match and match.last == chunk.last else ()

    def _former(self, start: int, role: int) -> bool:
        return any(self._t.key(at) in FORMER for at in range(start - 1, role))


def exact(tagged: Tagged, match: Match) -> Chunk:
    """The words of a match."""
    words = tuple(word.text for word in tagged.words[match.first : match.last + 1])
    return Chunk(match.first, match.last, words)
