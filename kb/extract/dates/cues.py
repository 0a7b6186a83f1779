"""Whether the words around a date look back or ahead: "met on Friday", "will meet on Friday"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract.dates.lists import words
from kb.extract.dates.meaning import Cue
from kb.extract.dates.tokens import BREAK, LINE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.extract.dates.tokens import Token

#: How many words before and after a date can govern it.
REACH_BACK = 16
REACH_AHEAD = 12

_FUTURE = words(
    """
    resumes resume begins starts opens expires convenes
    will shall would ll scheduled slated due planned planning expect expects expected expecting
    may might should must can advance
    upcoming intend intends intended until till deadline be forthcoming hoping ahead effective
    starting
    """
)
_SURE = words("will ll shall")
_SURE_IF_PRESENT = words("due expected scheduled slated planned set going")
_ABLE = words("can could may might must would should was were had has have")
#: Words that look ahead only before "to" or "for": "set to meet", not "a set of".
_FUTURE_TO = words("set plan plans hope hopes prepare prepares preparing aim aims going")
_PAST = words(
    """
    said says told did began met held went came took made left won lost fell rose
    saw gave got became hit struck shot flew spoke wrote sent brought bought sold sank broke led
    grew found paid ran chose kept lay put felt built fought since ago
    """
)
#: Past states: what they say of "until Friday" is over.
_LASTED = words("was were had lasted stayed remained ran waited")
#: Words in -ed that name no past act.
_NOT_PAST = words(
    """
    need needed speed indeed hundred red united bed feed seed fed proposed
    """
)
#: Before what looks like a past tense, they make it none: "to remain closed", "could put".
_PASSIVE = words("be been being remain stay will would can could may might should must to")
_LONGEST_BARE = 3


def read_cue(tokens: Sequence[Token], codes: str, first: int, last: int) -> Cue:
    """Where the nearest verb looks: those before the date first, in its own sentence."""
    back = _look(tokens, codes, range(first - 1, max(-1, first - 1 - REACH_BACK), -1))
    if back is not Cue.NONE:
        return back
    return _look(tokens, codes, range(last + 1, min(len(tokens), last + 1 + REACH_AHEAD)))


def looks_ahead(tokens: Sequence[Token], codes: str, first: int) -> bool:
    """Whether the verb before an expression is plainly one of the future: "will come in two weeks".

    One that may be of ability ("could be done in two weeks") is not.
    """
    for index in range(first - 1, max(-1, first - 1 - REACH_BACK), -1):
        if codes[index] in {BREAK, LINE}:
            return False
        word, before = tokens[index].word, tokens[index - 1].word if index else ""
        if word in _SURE or (word in _SURE_IF_PRESENT and before in {"is", "are", "be"}):
            return True
        if word in _ABLE or _is_past(tokens, index):
            return False
    return False


def _look(tokens: Sequence[Token], codes: str, indices: range) -> Cue:
    near = True
    for count, index in enumerate(indices):
        if codes[index] in {BREAK, LINE}:
            break
        word = tokens[index].word
        if word in _FUTURE or (word in _FUTURE_TO and _next_word(tokens, index) in {"to", "for"}):
            return Cue.FUTURE
        if word in {"is", "are"} and _next_word(tokens, index) == "to":  # "are to begin in July"
            return Cue.FUTURE
        if word in {"is", "are"} and near and indices.step < 0 and count < _LONGEST_BARE:
            return Cue.FUTURE
        if word in _LASTED:
            return Cue.LASTED
        if _is_past(tokens, index):
            return Cue.PAST
    return Cue.NONE


def _is_past(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word looks like a past tense that no "be" before it turns into a passive."""
    word = tokens[index].word
    regular = word.endswith("ed") and len(word) > _LONGEST_BARE and word not in _NOT_PAST
    if not regular and word not in _PAST:
        return False
    return index == 0 or tokens[index - 1].word not in _PASSIVE


def _next_word(tokens: Sequence[Token], index: int) -> str:
    return tokens[index + 1].word if index + 1 < len(tokens) else ""
