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
from kb.extract.dates.tokens import SHAPES, codes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
    "inquarter": ("in", "for", "during", "of", "from"),
    "attime": ("at", "by", "until", "since", "from", "before", "after"),
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
    "ondate": listed("on by until till since from before after through"),
    "everyeach": ("every", "each"),
    "weekorweeks": ("week", "weeks"),
    "ampm": ("am", "pm", "<meridiem>"),
}
#: Parts of patterns that several rules share.
PHRASES = {
    "count": (
        "(<digits> and a half | <digits> | <tens> <dash>? <ones> | <tens> | a? couple of | a couple"
        "| half a dozen | a dozen | <ones> <dash>? and <dash>? a <dash>? half"
        "| <ones> | a few | several | many | some"
        "| few | a <round> | hundred | thousand | a | an | half an | half a)"
    ),
    "roughly": "(about|around|almost|nearly|more than|less than|over|under|at least|up to|just"
    "|roughly|approximately|some|only)",
    "partof": "(the? <partword> <dash>? (in|on)? the? | the? very? <place> of the?"
    "| the? (middle|rest|remainder) of the? | mid <dash>? | end <dash>)",
    "partofthe": "(<partword> in the | the? very? <place> of the"
    "| in? the (middle|rest|remainder) of the)",
    "feast": (
        "(christmas (eve | day) | boxing day | new (year | years) <possessive>? (eve | day)"
        "| valentine <possessive> day | bastille day | halloween | thanksgiving day? | labor day"
        "| ash wednesday | palm sunday | good friday | easter (sunday | monday))"
    ),
    "fiscal": "(fiscal|financial)",
}


@dataclass(frozen=True, slots=True)
class Program:
    """A pattern made ready to match the codes of a text."""

    expression: re.Pattern[str]
    needs: tuple[frozenset[str], ...]  #: sets of codes; every match holds one of each

    def matches(self, text: str, present: frozenset[str]) -> Iterator[re.Match[str]]:
        """The matches on a string of codes; `present` are the codes in it.

        Most texts lack most words, so most patterns are settled by what they need.
        """
        if any(need.isdisjoint(present) for need in self.needs):
            return iter(())
        return self.expression.finditer(text)


@cache
def program(pattern: str) -> Program:
    """The program that a pattern stands for; raises ValueError for one that is malformed."""
    pieces = list(_pieces(pattern))
    captures = Counter[str]()
    out = []
    for piece in pieces:
        captures[piece["capture"]] += 1
        out.append(_translate(piece, captures[piece["capture"]]))
    return Program(re.compile("".join(out)), tuple(_needs(pieces)))


_PIECE = re.compile(
    r"<(?:(?P<capture>\w+):)?(?P<name>\w+)>|(?P<word>[a-z]+)|(?P<look>\(\?<?[!=])"
    r"|(?P<open>\()|(?P<sign>[)|?*])"
)


def _pieces(pattern: str) -> Iterator[re.Match[str]]:
    position = 0
    while position < len(pattern):
        piece = _PIECE.match(pattern, position)
        if piece is not None:
            yield piece
        elif not pattern[position].isspace():
            raise ValueError(f"pattern {pattern!r}: unexpected {pattern[position:]!r}")
        position = piece.end() if piece else position + 1


def _translate(piece: re.Match[str], number: int) -> str:
    if piece["name"]:
        inner = _class(piece["name"])
        return f"(?P<{piece['capture']}_{number}>{inner})" if piece["capture"] else inner
    if piece["word"]:
        return codes()[piece["word"]]
    return "(?:" if piece["open"] else piece[0]


@cache
def _class(name: str) -> str:
    if name in PHRASES:
        return "(?:" + "".join(_translate(piece, 1) for piece in _pieces(PHRASES[name])) + ")"
    return f"[{''.join(sorted(_members(name)))}]"


@cache
def _members(name: str) -> frozenset[str]:
    """The codes of a class, a shape, or a single word (named to capture it)."""
    if name in SHAPES:
        return frozenset({codes()[f"<{name}>"]})
    return frozenset(codes()[word] for word in CLASSES.get(name, (name,)))


def _needs(pieces: list[re.Match[str]]) -> Iterator[frozenset[str]]:
    """The members of each class or word that the pattern can't do without.

    Those outside brackets that no ? or * follows; none if the pattern is a choice.
    """
    depth = 0
    found: list[frozenset[str]] = []
    for index, piece in enumerate(pieces):
        after = pieces[index + 1][0] if index + 1 < len(pieces) else ""
        depth += bool(piece["open"] or piece["look"]) - (piece[0] == ")")
        if piece[0] == "|" and not depth:
            return
        if depth or after in {"?", "*"} or piece["name"] in PHRASES:
            continue
        if piece["name"]:
            found.append(_members(piece["name"]))
        elif piece["word"]:  # "month" itself, not one of the class
            found.append(frozenset({codes()[piece["word"]]}))
    yield from found
