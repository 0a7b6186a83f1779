"""Evidence: which countries and US states an article names, and by which words.

An ambiguous name is no evidence for itself: "Congo" doesn't say which Congo it is.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kb.extract.names import NameKind
from kb.extract.phrases import PhraseKind
from kb.extract.words import read_words
from kb.model.articles import AsideKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kb.extract.gazetteer import Gazetteer
    from kb.extract.names import Name
    from kb.extract.phrases import Phrase
    from kb.extract.tagged import Tagged
    from kb.model.articles import Article

K = NameKind
#: Kinds of names that tell of a country.
COUNTRIES = (K.COUNTRY, K.ADJECTIVE, K.CAPITAL, K.PEOPLE)
#: How many mentions in the text a country's name in the title counts for.
_TITLE = 3


@dataclass(slots=True)
class Evidence:
    """What an article names; `seen` counts all names, as each means as a rule."""

    seen: Counter[str] = field(default_factory=Counter)  #: ISO 3166-1 alpha-3 -> how often
    #: the same -> the words that name it, as keys, less those that may mean another country
    words: dict[str, set[str]] = field(default_factory=dict)
    states: set[str] = field(default_factory=set)  #: US states, "TX"
    dateline: set[str] = field(default_factory=set)  #: countries, or US states, of the dateline

    def names(self, country: str | None, key: str) -> bool:
        """Whether the article names a country by other words than those of `key`."""
        return country is not None and bool(self.words.get(country, set()) - {key})


def read_evidence(
    article: Article,
    read: Iterable[tuple[Tagged, Sequence[Phrase]]],
    gazetteer: Gazetteer,
) -> Evidence:
    """What the title, the dateline and the sentences of an article name."""
    found = Evidence()
    for match in gazetteer.match(words := read_words(article.title)):
        if (name := match.of(*COUNTRIES)) and name.country:
            found.seen[name.country] += _TITLE
            key = " ".join(word.key for word in words[match.first : match.last + 1])
            if not name.countries:
                found.words.setdefault(name.country, set()).add(key)
    for line, phrases in read:
        for phrase in phrases:
            _note(found, line, phrase)
    found.dateline = _dateline(article, gazetteer)
    return found


def key_of(line: Tagged, phrase: Phrase) -> str:
    """The words of a name as evidence has them."""
    return " ".join(line.key(at) for at in range(phrase.first, phrase.last + 1))


def _note(found: Evidence, line: Tagged, phrase: Phrase) -> None:
    if phrase.owner and phrase.owner.country:
        found.seen[phrase.owner.country] += 1
        if not phrase.owner.countries:
            key = line.key(phrase.first)
            found.words.setdefault(phrase.owner.country, set()).add(key)
        return
    if phrase.kind is not PhraseKind.NAMED:
        return
    name = next((n for n in phrase.names if n.kind in COUNTRIES and n.country), None)
    if name is None or name.country is None:
        return
    found.seen[name.country] += 1
    if not name.countries:
        found.words.setdefault(name.country, set()).add(key_of(line, phrase))


def _dateline(article: Article, gazetteer: Gazetteer) -> set[str]:
    """Where the article was written, as far as that is sure: a US state, else countries."""
    states: set[str] = set()
    countries: set[str] = set()
    for aside in article.asides:
        if aside.kind is AsideKind.DATELINE:
            for match in gazetteer.match(read_words(article.text[aside.start : aside.end])):
                inside = {n.key.removeprefix("state:") for n in match.names if _is_state(n)}
                named = match.of(K.COUNTRY, K.CAPITAL)
                among = {named.country} if named else {n.country for n in match.names}
                if inside and not named:
                    states |= inside
                elif not inside and len(among) == 1:
                    countries |= {country for country in among if country}
    return states or countries


def _is_state(name: Name) -> bool:
    return name.key.startswith("state:")
