"""What a rule is, and what its build function sees of a match."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.extract.dates.tokens import codes

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Sequence

    from kb.extract.dates.meaning import Meaning
    from kb.extract.dates.tokens import Token


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern's match: the tokens, and those that each capture took."""

    tokens: Sequence[Token]  #: of the whole text
    first: int
    last: int  #: index of the last token, inclusive
    captures: dict[str, tuple[int, int]]

    def words(self, name: str) -> list[str]:
        """The words that a capture took; empty when it took none."""
        start, end = self.captures.get(name, (0, 0))
        return [token.word for token in self.tokens[start:end]]

    def word(self, name: str) -> str:
        """The first word of a capture, or ""."""
        return next(iter(self.words(name)), "")

    def before(self, steps: int = 1) -> str:
        """The word so many tokens before the match, or ""."""
        index = self.first - steps
        return self.tokens[index].word if index >= 0 else ""

    def after(self, steps: int = 1) -> str:
        """The word so many tokens after the match, or ""."""
        index = self.last + steps
        return self.tokens[index].word if index < len(self.tokens) else ""

    @property
    def named(self) -> bool:
        """Whether it is part of a name: "USA Today", in a sentence that is not all capitals."""
        index = self.first
        if not self.tokens[index].capital or not index or self.last + 1 >= len(self.tokens):
            return False
        return self.tokens[index - 1].capital and not self.tokens[self.last + 1].capital

    @property
    def names(self) -> bool:
        """Whether a capitalised word that says nothing of time goes on from it: "April Smith"."""
        index = self.last + 1
        if index >= len(self.tokens) or not self.tokens[index].capital:
            return False
        return self.tokens[index].word not in codes()

    @classmethod
    def of(cls, tokens: Sequence[Token], match: re.Match[str]) -> Match:
        """What a compiled pattern matched on the codes of some tokens."""
        first, after = match.span()
        captures = {
            name.partition("_")[0]: match.span(name)
            for name, got in match.groupdict().items()
            if got is not None
        }
        return cls(tokens, first, after - 1, captures)


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what its words mean; `build` gives None to refuse a match."""

    name: str
    pattern: str
    build: Callable[[Match], Meaning | None]
