"""Rules that set part of speech, form and lemma of words by tag, word and edge.

spaCy's attribute ruler tries all its 179 patterns at every word. Here a pattern is looked up by
the word, the tag or the edge that it begins with, once for all words that are alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, partial
from operator import eq
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Doc, Token

    #: What patterns can ask of a word: lower case, tag, edge, whether it is space.
    Features = tuple[str, str, str, bool]
    #: What tells whether a word is as a pattern asks, by the number of the feature.
    Tests = tuple[tuple[int, Callable[[Any], bool]], ...]

#: The features by spaCy's names.
_FEATURES = ("LOWER", "TAG", "DEP", "IS_SPACE")
#: How many different words are remembered: more than most articles have.
_REMEMBERED = 8192


@dataclass(frozen=True, slots=True)
class _Pattern:
    """What a rule asks of a word, and of those behind it."""

    rule: int
    first: Tests
    behind: tuple[Tests, ...]

    def goes_on(self, words: Sequence[Features]) -> bool:
        """Whether the words behind the first one are as asked."""
        return len(words) == len(self.behind) and all(map(_passes, words, self.behind))


class Ruler:
    """Applies the rules of spaCy's attribute ruler to documents.

    Raises ValueError for a pattern of a kind that the English model doesn't have.
    """

    def __init__(self, spacy: AttributeRuler) -> None:
        self._spacy: Any = spacy
        self._by_value: dict[tuple[int, str], list[_Pattern]] = {}
        self._others: list[_Pattern] = []  #: that list no values of what they begin with
        rows: Any = spacy.patterns
        for rule, row in enumerate(rows):
            for words in row["patterns"]:
                self._add(rule, words)
        self._begun = lru_cache(_REMEMBERED)(self._beginning)

    def _add(self, rule: int, words: list[dict[str, Any]]) -> None:
        first, *behind = [_tests(word) for word in words]
        pattern = _Pattern(rule, first, tuple(behind))
        for feature, name in enumerate(_FEATURES):
            if values := _values(words[0].get(name)):
                for value in values:
                    self._by_value.setdefault((feature, value), []).append(pattern)
                return
        self._others.append(pattern)

    def apply(self, doc: Doc) -> None:
        """Set what the rules say of the words; of two that say something of one, the later."""
        words = [_features(word) for word in doc]
        found = [
            (pattern.rule, 0, at, at + 1 + len(pattern.behind))
            for at, word in enumerate(words)
            for pattern in self._begun(word)
            if not pattern.behind or pattern.goes_on(words[at + 1 : at + 1 + len(pattern.behind)])
        ]
        self._spacy.set_annotations(doc, sorted(found))

    def _beginning(self, word: Features) -> tuple[_Pattern, ...]:
        """The patterns that a word can begin."""
        return tuple(p for p in self._candidates(word) if _passes(word, p.first))

    def _candidates(self, word: Features) -> Iterator[_Pattern]:
        for feature, value in enumerate(word[:3]):
            yield from self._by_value.get((feature, value), ())
        yield from self._others


def _features(word: Token) -> Features:
    return word.lower_, word.tag_, word.dep_, word.is_space


def _passes(word: Features, tests: Tests) -> bool:
    return all(test(word[feature]) for feature, test in tests)


def _values(wanted: Any) -> tuple[str, ...]:
    """The values that are asked for; none when they aren't listed."""
    if isinstance(wanted, dict):
        return tuple(wanted.get("IN", ()))
    return (wanted,) if isinstance(wanted, str) else ()


def _tests(asked: Mapping[str, Any]) -> Tests:
    if not asked.keys() <= set(_FEATURES):
        raise ValueError(f"attribute rule: unknown attribute in {asked}")
    return tuple((_FEATURES.index(name), _test(wanted)) for name, wanted in asked.items())


def _test(wanted: Any) -> Callable[[Any], bool]:
    """What tells whether a value is as a pattern asks."""
    match wanted:
        case str() | bool():
            return partial(eq, wanted)
        case {"IN": values, **others} if not others:
            return frozenset(values).__contains__
        case {"NOT_IN": values, **others} if not others:
            refused = frozenset(values)
            return lambda value: value not in refused
        case {"REGEX": expression, **others} if not others:
            found = re.compile(expression).search
            return lambda value: found(value) is not None
    raise ValueError(f"attribute rule: unknown condition {wanted}")
