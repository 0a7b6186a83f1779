"""A sentence's words with what spaCy says of them, and the names that the gazetteer finds."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from kb.extract.trace import SILENT
from kb.extract.words import read_words
from kb.model.events import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from kb.extract.gazetteer import Gazetteer, Match
    from kb.extract.sentences import Sentence
    from kb.extract.trace import Trace
    from kb.extract.words import Word

_APOSTROPHES = "'’‘ʼ`"
_HYPHENS = "-‐‑–"
#: Edges from a modifier to the noun that it stands before.
MODIFIER = frozenset({"amod", "compound", "nmod", "poss", "npadvmod", "nummod"})


class Tagged:
    """The words of one sentence, from 0, and the matches of names over them."""

    def __init__(
        self, sentence: Sentence, number: int, gazetteer: Gazetteer, trace: Trace = SILENT
    ) -> None:
        self.sentence = sentence
        self.number = number
        self.trace = trace
        self.text = sentence.span.text
        self.words: Sequence[Word] = read_words(self.text, sentence.span.start)
        self._tokens = list(sentence.tokens)
        starts = [sentence.offset + token.idx for token in self._tokens]
        self._token_at = [bisect_right(starts, w.end - 1) - 1 for w in self.words]
        self._first_token = [bisect_right(starts, w.start) - 1 for w in self.words]
        self.matches: dict[int, Match] = {m.first: m for m in gazetteer.match(self.words)}
        self.ending: dict[int, Match] = {m.last: m for m in self.matches.values()}

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, last: int) -> Span:
        """Words with their place in the article."""
        start, end = self.words[first].start, self.words[last].end
        base = self.sentence.span.start
        return Span(start, end, self.text[start - base : end - base])

    def token(self, word: int) -> Token:
        """The token that a word ends in."""
        return self._tokens[max(self._token_at[word], 0)]

    def tokens(self, first: int, last: int) -> tuple[int, int, int]:
        """First, last and head token (indices in the doc) of words."""
        low = max(self._first_token[first], 0)
        high = max(self._token_at[last], low)
        begin = self._tokens[0].i
        span = self.sentence.tokens.doc[begin + low : begin + high + 1]
        return span.start, span.end - 1, span.root.i

    def gap(self, word: int) -> str:
        """The text between a word and the one before it; all before the first one."""
        base = self.sentence.span.start
        end = self.words[word].start - base if word < len(self.words) else len(self.text)
        start = self.words[word - 1].end - base if word else 0
        return self.text[start:end]

    def after(self, word: int) -> str:
        """The character after a word; a space at the end of the sentence."""
        at = self.words[word].end - self.sentence.span.start
        return self.text[at] if at < len(self.text) else " "

    def key(self, word: int) -> str:
        """The key of a word; nothing outside the sentence."""
        return self.words[word].key if 0 <= word < len(self.words) else ""

    def beside(self, word: int) -> bool:
        """Whether only space stands between a word and the one before it."""
        return 0 < word < len(self.words) and self.gap(word).isspace()

    def close(self, word: int) -> bool:
        """Whether a word may continue the name before it: space, a hyphen or an initial's dot."""
        if not 0 < word < len(self.words):
            return False
        gap, before = self.gap(word), self.words[word - 1]
        dotted = gap.startswith(".") and not gap.strip(". \n") and len(before.text) <= 3  # noqa: PLR2004 -- "J.", "Gen.", "Lt."
        return gap.isspace() or gap in _HYPHENS or gap in _APOSTROPHES or dotted

    def hyphen(self, word: int) -> bool:
        """Whether a hyphen joins a word to the one before it."""
        return 0 < word < len(self.words) and self.gap(word).strip() in {*_HYPHENS}

    def possessive(self, word: int) -> bool:
        """Whether a word is the s of "'s"."""
        return (
            0 < word < len(self.words)
            and self.words[word].key == "s"
            and self.gap(word) in {*_APOSTROPHES}
        )

    def owner_end(self, last: int) -> tuple[int, bool]:
        """The word after a possible possessive of the name that ends at `last`, and whether it is.

        "Turkey's" has a word of its own for the s, "the Netherlands'" none.
        """
        if self.possessive(last + 1):
            return last + 2, True
        return last + 1, self.after(last) in _APOSTROPHES and not self.possessive(last + 1)

    def modifies(self, word: int, last: int) -> bool:
        """Whether a word stands before a noun after `last` that it modifies ("U.S. sanctions")."""
        token = self.token(word)
        return token.dep_ in MODIFIER and token.head.i > self.token(last).i

    def entity(self, first: int, last: int) -> str:
        """What the entity recogniser calls these words: the label of the last one."""
        return self.token(last).ent_type_ or self.token(first).ent_type_

    def same_entity(self, one: int, other: int) -> str:
        """The label of the entity that holds both words; nothing if none does."""
        low, high = sorted((self.token(one), self.token(other)), key=lambda t: t.i)
        if not low.ent_type_ or low.ent_type_ != high.ent_type_:
            return ""
        doc = self.sentence.tokens.doc
        inner = doc[low.i + 1 : high.i + 1]
        return low.ent_type_ if all(t.ent_iob_ == "I" for t in inner) else ""
