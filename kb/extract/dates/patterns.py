"""Patterns over token codes, written with words.

In a pattern a bare word stands for itself (`ago`), `<month>` for any word of a class, `<m:month>`
captures it as m (several may, in
alternatives); brackets group, and `? | *` mean what they mean in regular expressions.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kb.extract.dates import vocabulary as v
from kb.extract.dates.lists import listed
from kb.extract.dates.tokens import BREAK, LINE, OTHER, SHAPES, codes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kb.extract.dates.meaning import Meaning
    from kb.extract.dates.tokens import Token

#: Classes of words, one token each.
CLASSES: dict[str, Iterable[str]] = {
    "month": v.MONTHS,
    "certainmonth": v.CERTAIN_MONTHS,
    "weekday": v.WEEKDAYS,
    "anyweekday": (*v.WEEKDAYS, *v.SHORT_WEEKDAYS),
    "weekdays": v.PLURAL_WEEKDAYS,
    "ones": v.ONES,
    "tens": v.TENS,
    "ordinalword": v.ORDINALS,
    "nineties": v.DECADES,
    "unit": v.UNITS,
    "units": v.PLURAL_UNITS,
    "anyunit": v.ALL_UNITS,
    "seasonname": v.SEASONS,
    "daypart": v.DAY_PARTS,
    "frequency": v.FREQUENCIES,
    "zone": v.ZONES,
    "dayno": ("<hour>", "<latehour>", "<monthday>", "<ordinal>"),
    "hourno": ("<hour>", "<latehour>"),
    "plain": ("<hour>", "<latehour>", "<monthday>", "<number>", "<year>"),
    "digits": (
        "<hour>",
        "<latehour>",
        "<monthday>",
        "<number>",
        "<grouped>",
        "<decimal>",
        "<year>",
    ),
    "nth": ("<ordinal>", *v.ORDINALS),
    "partword": ("early", "mid", "late", "earlier", "later"),
    "place": ("beginning", "start", "middle", "end", "turn", "close"),
    "bigunit": ("week", "month", "quarter", "season", "year", "decade", "century"),
    "vague": ("several", "many", "some", "few"),
    "round": ("hundred", "thousand"),
    "relation": listed(
        """
    last past previous this current next coming upcoming that same following preceding
    """
    ),
    "nthlast": ("<ordinal>", "last", *v.ORDINALS),
    "numbered": ("quarter", "half"),
    "longunit": ("month", "year", "decade", "century"),
    "clockday": (*v.WEEKDAYS, "today", "yesterday", "tomorrow"),
    "weekdayrelation": listed("last this next past coming"),
    "namedtime": ("noon", "midday", "midnight"),
    "anypart": (*v.DAY_PARTS, "noon", "midday", "midnight"),
    "partrelation": listed("this last that same following next previous"),
    "fourdigits": ("<military>", "<year>"),
    "dayword": ("today", "yesterday", "tomorrow"),
    "dayrelation": listed("last this next past coming following previous preceding"),
    "weekrelation": ("last", "this", "next"),
    "bigunitday": ("day", "week", "month", "quarter", "year", "decade", "century"),
    "enders": listed("end ended ending ends finish finished close closed for"),
    "beforeafter": listed("before after earlier later previous prior following"),
    "agoword": ("ago", "earlier", "before"),
    "away": listed("ago earlier later before after afterwards previously prior hence on"),
    "consecutive": listed(
        """
    consecutive straight successive more full further another whole additional
    """
    ),
    "spanrelation": listed("last past next coming previous first final following"),
    "spanpreposition": listed("for in within over after of just mere"),
    "repeated": (*v.UNITS, *v.WEEKDAYS, *v.DAY_PARTS, *v.CERTAIN_MONTHS),
    "trading": ("trading", "business", "working", "calendar"),
    "ampm": ("am", "pm", "<meridiem>"),
}
#: Parts of patterns that several rules share.
PHRASES = {
    "count": (
        "(<digits> and a half | <digits> | <tens> <dash>? <ones> | <tens> | a? couple of | a couple"
        "| half a dozen | a dozen | <ones> and a half | <ones> | a few | several | many | some"
        "| few | a <round> | hundred | thousand | a | an | half an | half a)"
    ),
    "roughly": "(about|around|almost|nearly|more than|less than|over|under|at least|up to|just"
    "|roughly|approximately|some|only)",
    "partof": "(<partword> <dash>? (in|on)? the? | the? very? <place> of (the)? | the? (middle|rest"
    "|remainder) of the? | mid <dash>? )",
    "partofthe": "(<partword> in the | the? very? <place> of the"
    "| in? the (middle|rest|remainder) of the)",
    "feast": "(christmas eve | christmas day | boxing day | new year <possessive>? (eve|day))",
    "fiscal": "(fiscal|financial)",
}


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


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The regular expression over codes that a pattern stands for."""
    return re.compile(_translate(pattern))


_PIECE = re.compile(
    r"<(?:(?P<capture>\w+):)?(?P<name>\w+)>|(?P<word>[a-z]+)|(?P<look>\(\?<?[!=])"
    r"|(?P<open>\()|(?P<space>\s+)|(?P<sign>[)|?*+^$])"
)


def _translate(pattern: str) -> str:
    out: list[str] = []
    position, captures = 0, Counter[str]()
    while position < len(pattern):
        match = _PIECE.match(pattern, position)
        if match is None:
            raise ValueError(f"pattern {pattern!r}: unexpected {pattern[position:]!r}")
        captures[match["capture"]] += 1
        out.append(_piece(match, captures[match["capture"]]))
        position = match.end()
    return "".join(out)


def _piece(match: re.Match[str], number: int) -> str:
    if match["name"]:
        inner = _class(match["name"])
        return f"(?P<{match['capture']}_{number}>{inner})" if match["capture"] else inner
    if match["word"]:
        return codes()[match["word"]]
    if match["open"]:
        return "(?:"
    return match["look"] or match["sign"] or ""


@cache
def _class(name: str) -> str:
    if name in PHRASES:
        return f"(?:{_translate(PHRASES[name])})"
    if name in SHAPES:
        return codes()[f"<{name}>"]
    if name in {"other", "stop"}:
        return OTHER if name == "other" else f"[{BREAK}{LINE}]"
    if name in CLASSES:
        return f"[{''.join(sorted(codes()[word] for word in CLASSES[name]))}]"
    return codes()[name]  # a literal word, to capture it
