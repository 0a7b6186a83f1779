"""The noun phrases of a sentence that can name actors and places.

One pass over the words, from left to right: an owner ("Turkey's", "NATO") with a role or a body
("foreign minister", "troops") and a personal name, or any of them alone. What a phrase means is
decided later, with the whole article at hand.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.extract.actors import BodyClass
from kb.extract.names import NameKind
from kb.extract.personal import PERSONS, UNPLACED, Chunk, organisational, read_chunk
from kb.extract.phrases import Owner, Phrase, PhraseKind, owner_of
from kb.extract.rules import Rule
from kb.extract.titles import FORMER, TitleReader, exact
from kb.extract.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kb.extract.actors import Body
    from kb.extract.gazetteer import Match
    from kb.extract.names import Name
    from kb.extract.tagged import Tagged

K = NameKind
_OWNERS = (
    K.COUNTRY,
    K.ADJECTIVE,
    K.CAPITAL,
    K.ORGANISATION,
    K.ARMED_GROUP,
    K.OFFICE,
    K.NATION,
)
_COUNTRIES = frozenset({K.COUNTRY, K.ADJECTIVE, K.CAPITAL, K.PEOPLE})
#: What a participle after a hyphen does to an owner: "U.S.-backed rebels" aren't of the U.S.
_DISOWNING = listed(
    """
    backed based linked aligned held controlled occupied administered born made built
    sponsored supported funded inspired friendly style speaking bound owned trained educated
    run registered affiliated armed supplied brokered mediated sanctioned wide dominated
    """
)
_BEFORE_ROLE = listed("senior top then acting new outgoing longtime veteran current deputy chief")
#: Words between an owner and what it owns: "Turkey's new foreign minister".
_MODIFIERS = frozenset({"JJ", "JJS", "JJR", "NN", "NNS", "VBN", "VBG", "RB", "CD", "NNP"})
_REACH = 2  # at most so many of them
_LONGEST = 5  # words of an organisation's name behind its country
_PRONOUNS = frozenset({"he", "she"})


class PhraseReader:
    """Reads the phrases of one sentence."""

    def __init__(self, tagged: Tagged, bodies: Mapping[str, Body]) -> None:
        self._t = tagged
        self._bodies = bodies
        self._titles = TitleReader(tagged)

    def read(self) -> Iterator[Phrase]:
        """The phrases, from left to right, none overlapping another."""
        before = None
        for phrase in self._all():
            linked = self._introduced(before, phrase) if before else phrase
            yield linked
            before = linked

    def _all(self) -> Iterator[Phrase]:
        at = 0
        while at < len(self._t):
            phrase = self._phrase(at)
            if phrase:
                yield phrase
            at = phrase.last + 1 if phrase else at + 1

    def _introduced(self, role: Phrase, name: Phrase) -> Phrase:
        """A name with the role that stands before it and a comma: "the foreign minister, X,"."""
        if role.kind is not PhraseKind.ROLE or name.chunk is None or name.role:
            return name
        if name.first != role.last + 1 or self._t.gap(name.first).strip() != ",":
            return name
        return replace(name, role=role.role, owner=role.owner, former=role.former)

    def _phrase(self, at: int) -> Phrase | None:
        match = self._t.matches.get(at)
        if match is None:
            return self._unmatched(at)
        if match.of(K.PERSON) and self._person_reading(match):
            return Phrase(
                at, match.last, PhraseKind.PERSON, match.names, chunk=exact(self._t, match)
            )
        if owned := self._organisation(match) or self._owned(match):
            return owned
        if (role := match.of(K.ROLE)) and (phrase := self._titles.role(at, match, role, None)):
            return phrase
        if (body := match.of(K.BODY)) and not match.of(K.OFFICE, K.COUNTRY, K.PEOPLE):
            return self._bare_body(match, body)
        return self._named(match)

    # --- words that are no known name -------------------------------------------------------

    def _unmatched(self, at: int) -> Phrase | None:
        if self._t.key(at) in _PRONOUNS and self._t.token(at).tag_ == "PRP":
            return Phrase(at, at, PhraseKind.PRONOUN)
        chunk = read_chunk(self._t, at)
        if chunk is None:
            return None
        if ruled := self._ruled(chunk):
            return ruled
        phrase = Phrase(at, chunk.last, PhraseKind.UNKNOWN, chunk=chunk)
        return self._apposed(phrase)

    def _ruled(self, chunk: Chunk) -> Phrase | None:
        """Whose administration it is: "the Bush administration", "the Assad regime"."""
        match = self._t.matches.get(chunk.last + 1)
        body = match.of(K.BODY) if match and self._t.beside(match.first) else None
        if match is None or body is None or body.key != "government" or not body.alone:
            return None
        return Phrase(chunk.first, match.last, PhraseKind.BODY, body=body.key, chunk=chunk)

    def _person_reading(self, match: Match) -> bool:
        """Whether a match that can be a person can be nothing else."""
        return not match.of(K.COUNTRY, K.ORGANISATION)

    # --- an owner and what it owns ----------------------------------------------------------

    def _owned(self, match: Match) -> Phrase | None:
        """As in "Turkey's foreign minister [X]", "Russian troops", "NATO officials"."""
        name = match.of(*_OWNERS) or self._town(match)
        if name is None or self._disowned(match):
            return None
        owner = owner_of(name)
        after, _ = self._t.owner_end(match.last)
        for skipped in range(_REACH + 1):
            at = after + skipped
            found = self._t.matches.get(at)
            if found and not skipped and (nation := found.of(K.NATION)) and nation.alone:
                kind = PhraseKind.NAMED
                return Phrase(match.first, found.last, kind, (nation,), owner)
            if found and found.of(K.ROLE, K.BODY):
                if skipped and not self._hangs(match.last, found):
                    return None
                return self._composed(match, found, owner)
            if found or not self._modifier(at):
                return None
        return None

    def _town(self, match: Match) -> Name | None:
        """A place whose governor, mayor, police or students may follow."""
        name = match.of(K.PLACE)
        sure = name and (not _city(name) or self._t.entity(match.first, match.last) == "GPE")
        return name if sure else None

    def _disowned(self, match: Match) -> bool:
        after = match.last + 1
        if self._t.hyphen(match.first) and self._t.key(match.first - 1) in {"pro", "non"}:
            return True
        return self._t.hyphen(after) and self._t.key(after) in _DISOWNING

    def _modifier(self, at: int) -> bool:
        if not 0 < at < len(self._t) or not (self._t.close(at) or self._t.possessive(at - 1)):
            return False
        return self._t.token(at).tag_ in _MODIFIERS

    def _hangs(self, owner: int, owned: Match) -> bool:
        """Whether the parser, too, says that the owner's words belong to what is owned."""
        node = self._t.token(owner)
        low, high = self._t.token(owned.first).i, self._t.token(owned.last).i
        for _ in range(3):
            node = node.head
            if low <= node.i <= high:
                return True
        return False

    def _composed(self, match: Match, owned: Match, owner: Owner) -> Phrase | None:
        at = match.first
        if not (self._t.close(owned.first) or self._t.possessive(owned.first - 1)):
            after, possessive = self._t.owner_end(match.last)
            if not possessive or after != owned.first:
                return None
        role, body = owned.of(K.ROLE), owned.of(K.BODY)
        state = any(name.key.startswith("state:") for name in match.names)
        if role and role.key == "governor" and state:
            owner = Owner("USA", None)
        if role:
            phrase = self._titles.role(at, owned, role, owner, named=body is not None)
            if phrase:
                return phrase
        if body is None or self._only_adjective(owned, body):
            return None
        town = match.of(*_OWNERS) is None
        if town and self._bodies[body.key].acts is BodyClass.STATE:
            return None
        behind = self._t.matches.get(owned.last + 1)
        if behind and (next_role := behind.of(K.ROLE)) and self._t.beside(behind.first):
            phrase = self._titles.role(at, behind, next_role, owner)
            if phrase:
                return phrase
        return Phrase(at, owned.last, PhraseKind.BODY, owner=owner, body=body.key)

    def _only_adjective(self, match: Match, body: Name) -> bool:
        """Whether the words only describe: "military interventions", "a refugee camp"."""
        if not self._t.modifies(match.last, match.last):
            return False
        tag = self._t.token(match.last).tag_
        people = self._bodies[body.key].acts in {BodyClass.ARMED, BodyClass.PEOPLE}
        return tag == "JJ" or (people and tag == "NN")

    # --- roles ------------------------------------------------------------------------------

    def _apposed(self, phrase: Phrase) -> Phrase:
        """The role that stands behind a name and a comma: "X, Turkey's foreign minister"."""
        at = phrase.last + 1
        if at >= len(self._t) or not self._t.gap(at).startswith(","):
            return phrase
        if self._t.key(at) in {"the", "a", "an"}:
            at += 1
        while self._t.key(at) in FORMER | _BEFORE_ROLE:
            at += 1
        match = self._t.matches.get(at)
        behind = self._role_behind(match) if match else None
        if behind is None or behind.kind is not PhraseKind.ROLE:
            return phrase
        return replace(phrase, owner=behind.owner, role=behind.role, former=behind.former)

    def _role_behind(self, match: Match) -> Phrase | None:
        if owned := self._owned(match):
            return owned
        role = match.of(K.ROLE)
        return self._titles.role(match.first, match, role, None) if role else None

    # --- bodies -----------------------------------------------------------------------------

    def _bare_body(self, match: Match, body: Name) -> Phrase | None:
        """As in "the army", "parliament", "rebels in Darfur"."""
        tag = self._t.token(match.last).tag_
        if not tag.startswith("NN") or self._t.modifies(match.last, match.last):
            return None
        owner, last = self._titles.owner_behind(None, match.last)
        owner = owner or self._ruler_behind(last)
        around = None if owner else self._around(match.last)
        if owner is None and around is None and not body.alone:
            return None
        return Phrase(match.first, last, PhraseKind.BODY, owner=owner, body=body.key, around=around)

    def _ruler_behind(self, last: int) -> Owner | None:
        """The country of whoever is named behind: "the government of President X"."""
        if self._t.key(last + 1) != "of":
            return None
        for at in range(last + 2, last + 2 + _REACH + 1):
            match = self._t.matches.get(at)
            if match and (name := match.of(K.PERSON)):
                return Owner(name.country, None) if name.country else None
        return None

    def _around(self, last: int) -> str | None:
        """The country in which words right behind place somebody: "rebels in Darfur"."""
        if self._t.key(last + 1) not in {"in", "from", "throughout", "across"}:
            return None
        if self._t.token(last + 1).head.i != self._t.token(last).i:
            return None
        at = last + 2
        while self._t.key(at) in {"the", "northern", "southern", "eastern", "western"}:
            at += 1
        match = self._t.matches.get(at)
        name = match.of(K.COUNTRY, K.CAPITAL, K.PLACE) if match else None
        return name.country if name else None

    # --- names alone ------------------------------------------------------------------------

    def _named(self, match: Match) -> Phrase | None:
        if unnamed := self._nameless(match):
            self._t.trace.unnamed(self._t.span(match.first, match.last), unnamed)
            return None
        if weak := self._weak(match):
            return weak
        if self._product(match):
            self._t.trace.unnamed(self._t.span(match.first, match.last), Rule.PRODUCT)
            return None
        phrase = Phrase(match.first, match.last, PhraseKind.NAMED, match.names)
        if match.of(K.CAPITAL, K.PLACE, K.COUNTRY):
            return self._located(phrase)
        return phrase if match.of(*_OWNERS, K.PEOPLE) else None

    def _nameless(self, match: Match) -> Rule | None:
        """Why a known name names nobody here; None if it does."""
        if match.of(K.NOTHING):
            return Rule.PART_OF_NAME
        if self._disowned(match) or not self._prefix_ok(match):
            return Rule.DISOWNED
        return Rule.OF_ANOTHER if self._of_another(match) else None

    def _product(self, match: Match) -> bool:
        """Whether a company's name begins that of what it makes: "Boeing 777"."""
        after = match.last + 1
        if match.of(K.ORGANISATION) is None or not self._t.beside(after):
            return False
        return any(character.isdigit() for character in self._t.words[after].text[:2])

    def _of_another(self, match: Match) -> bool:
        """Whether an office's name is said of another country: "Nigeria's Department of State"."""
        office = match.of(K.OFFICE)
        at = match.first - 2 if self._t.possessive(match.first - 1) else match.first - 1
        before = self._t.ending.get(at)
        owner = before.of(K.COUNTRY, K.ADJECTIVE) if office and before else None
        return bool(office and owner and owner.country != office.country)

    def _prefix_ok(self, match: Match) -> bool:
        """As in "Franco" is one only in "Franco-German"."""
        name = match.of(K.ADJECTIVE)
        return name is None or name.key != "prefix" or self._t.hyphen(match.last + 1)

    def _weak(self, match: Match) -> Phrase | None:
        """A place's name that begins a personal name or that of something unknown."""
        strong = match.of(K.COUNTRY, K.ADJECTIVE, K.PEOPLE, K.ORGANISATION, K.ARMED_GROUP, K.OFFICE)
        if not strong and not match.of(K.CAPITAL) and (ruled := self._ruled(exact(self._t, match))):
            return ruled
        labels = PERSONS if strong else UNPLACED
        chunk = read_chunk(self._t, match.first, over=match, labels=labels)
        if chunk is None or chunk.last == match.last:
            return None
        return self._apposed(Phrase(match.first, chunk.last, PhraseKind.UNKNOWN, chunk=chunk))

    def _organisation(self, match: Match) -> Phrase | None:
        """As in "Serbian Workers' Union": a country's name and words that end as one of those."""
        name = match.of(*_COUNTRIES)
        if name is None or not self._t.beside(match.last + 1):
            return None
        last = match.last
        while last - match.last < _LONGEST and self._t.close(last + 1):
            last += 1
            if not self._t.words[last].capitalised:
                return None
            if organisational(self._t.key(last)) and last > match.last + 1:
                words = tuple(w.text for w in self._t.words[match.first : last + 1])
                chunk = Chunk(match.first, last, words)
                kind = PhraseKind.UNKNOWN
                return Phrase(match.first, last, kind, owner=owner_of(name), chunk=chunk)
        return None

    def _located(self, phrase: Phrase) -> Phrase:
        """A place with the country or state that the next words put it in: "Paris, Texas"."""
        at = phrase.last + 1
        match = self._t.matches.get(at)
        if match is None or self._t.gap(at).strip() != ",":
            return phrase
        for name in match.names:
            if name.kind is K.PLACE and name.key.startswith("state:"):
                within = name.key.removeprefix("state:")
            elif name.kind is K.COUNTRY and name.country:
                within = name.country
            else:
                continue
            if any(within in {place.key, place.country} and _city(place) for place in phrase.names):
                return replace(phrase, last=match.last, within=within)
        return phrase


def _city(name: Name) -> bool:
    return name.kind in {K.PLACE, K.CAPITAL} and not name.key.startswith("state:")
