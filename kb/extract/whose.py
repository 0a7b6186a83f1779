"""Whose an office or a body is when its words don't say: "the president", "parliament"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract.names import NameKind
from kb.extract.namesakes import weigh_owners
from kb.extract.options import Option, candidates, rank
from kb.extract.phrases import OF_COUNTRIES, Owner, Phrase, PhraseKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kb.extract.evidence import Evidence
    from kb.extract.names import Name
    from kb.extract.tagged import Tagged
    from kb.model.entities import Actor
    from kb.model.events import Candidate

K = NameKind
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OWNERS = 5  # countries whose parliament may be meant
_DOMINANT = 3  # times as often as any other, for the country that an article is about


class Whose:
    """Tells from the rest of an article whose something is."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._seen = evidence.seen

    def home(self, line: Tagged, phrases: Sequence[Phrase]) -> str | None:
        """The country of whoever a sentence names with an office and no country.

        The first one that acts or owns in the sentence, else the only one of the article.
        """
        for phrase in phrases:
            name = country_name(phrase)
            if name is None:
                continue
            token = line.token(phrase.last)
            if token.dep_ in _SUBJECTS or line.owner_end(phrase.last)[1]:
                return name.country
        described = {
            name.country
            for phrase in phrases
            if (name := country_name(phrase)) and name.kind is K.ADJECTIVE
        }
        if len(described) == 1 and len(self._seen) == 1:
            return described.pop()
        return self._about()

    def _about(self) -> str | None:
        """The country that the whole article is about: named often, and far more than others."""
        counts = [*self._seen.most_common(2), ("", 0)]
        (first, most), (_, next_most) = counts[0], counts[1] if len(counts) > 1 else ("", 0)
        return first if most > 1 and most >= _DOMINANT * next_most else None

    def context(self, line: Tagged, phrase: Phrase, phrases: Sequence[Phrase]) -> Owner | None:
        """Whose "the army" or "the president" is.

        The only country that the sentence names before it, else the only one of the article.
        """
        here = countries_before(phrase, phrases)
        if len(here) == 1:
            return Owner(here.pop(), None)
        if not here and line.number and len(self._seen) == 1:
            return Owner(next(iter(self._seen)), None)
        return None

    def any_of(
        self,
        line: Tagged,
        phrase: Phrase,
        phrases: Sequence[Phrase],
        make: Callable[[str, str], Actor],
    ) -> tuple[Candidate, ...]:
        """The body or office of each country that it may be of; `make` takes country and key."""
        here = countries_before(phrase, phrases)
        codes = [code for code, _ in self._seen.most_common(_OWNERS)]
        options = [
            Option(make(code, phrase.body or phrase.role), points)
            for code, points in weigh_owners(codes, here, self._evidence)
        ]
        line.trace.weighed(line.span(phrase.first, phrase.last), options)
        return candidates(rank(options))


def countries_before(phrase: Phrase, phrases: Sequence[Phrase]) -> set[str]:
    """The countries that a sentence names before a phrase."""
    before = [p for p in phrases if p.first < phrase.first]
    here = {name.country for p in before if (name := country_name(p)) and name.country}
    return here | {p.owner.country for p in before if p.owner and p.owner.country}


def country_name(phrase: Phrase) -> Name | None:
    """The reading of a phrase as a country's name, adjective or capital."""
    if phrase.kind is not PhraseKind.NAMED:
        return None
    for name in phrase.names:
        if name.country and name.kind in OF_COUNTRIES:
            return name
    return None
