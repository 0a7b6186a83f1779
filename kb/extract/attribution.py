"""Attribution: who says what in an article, and on which day.

A statement is a reporting verb with its speaker and the day of saying, if one is named. Its
content is the clause below it, or the quotation that it stands beside; other sentences of a
quotation in the same paragraph belong to the same speaker.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kb.extract import syntax
from kb.extract.syntax import listed
from kb.model.entities import state_id
from kb.model.events import Attribution

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from spacy.tokens import Token

    from kb.extract.scene import Scene
    from kb.extract.sentences import Sentence
    from kb.model.dates import EventDate
    from kb.model.entities import Actor
    from kb.model.events import Span

#: Verbs that report what somebody says.
REPORTING = listed(
    "say tell announce report add claim state declare note insist explain acknowledge confirm "
    "stress reveal disclose argue assert admit write reiterate remark maintain allege quote "
    "comment testify recall emphasize emphasise repeat respond reply recount conclude predict "
    "caution inform deny suggest show indicate"
)
FIRST_SINGULAR = frozenset({"i", "me", "my", "myself"})
FIRST_PLURAL = frozenset({"we", "us", "our", "ourselves"})
#: How many characters of a quotation make it speech rather than a quoted word or two.
SPEECH = 25
#: Signs that end a quotation of any length which is speech: "We met yesterday," he said.
SPEECH_ENDS = frozenset(",.?!")


@dataclass(frozen=True, slots=True)
class Statement:
    """That somebody says something."""

    sentence: int
    verb: int  #: index of the verb (or of "according") in the document
    speaker: Actor | None
    span: Span  #: the words that name the speaker
    earlier: bool  #: said before something else ("had told"), so on no day that is inherited
    said: EventDate | None  #: the day of saying: stated, or of the same speaker just before
    stated: bool = True  #: whether this sentence states the day itself

    def attribution(self, via: Attribution | None = None) -> Attribution:
        """As it stands in a mention."""
        return Attribution(self.speaker, self.span, self.said, via)


def read_statements(
    scenes: Sequence[Scene], said: Callable[[int, Token], EventDate | None]
) -> list[Statement]:
    """The statements of an article in order; `said` gives the day that a verb is dated with."""
    found: list[Statement] = []
    for scene in scenes:
        for token in scene.sentence.tokens:
            statement = _statement(scene, token, said)
            if statement is not None:
                statement = _resolve(statement, found, scenes)
                found.append(_inherit(statement, found, scenes))
    return found


def _statement(
    scene: Scene, token: Token, said: Callable[[int, Token], EventDate | None]
) -> Statement | None:
    if token.lower_ == "according":
        nouns = syntax.prepositional_objects(token)
    elif syntax.lemma(token) in REPORTING and token.pos_ == "VERB":
        nouns = syntax.logical_subjects(token)
    else:
        return None
    if not nouns:
        return None
    parties = scene.parties(nouns[0])
    span = parties[0].span if parties else _phrase(scene.sentence, nouns[0])
    speaker = parties[0].actor if parties else None
    earlier = any(child.lower_ == "had" for child in syntax.children(token, {"aux"}))
    return Statement(scene.number, token.i, speaker, span, earlier, said(scene.number, token))


def _resolve(
    statement: Statement, before: Sequence[Statement], scenes: Sequence[Scene]
) -> Statement:
    """The speaker of "he said" where nobody says who he is: the last one, if near."""
    pronoun = statement.span.text.lower() in {"he", "she"}
    if statement.speaker is not None or not pronoun or not before:
        return statement
    last, here = before[-1], scenes[statement.sentence].sentence.paragraph
    near = here - scenes[last.sentence].sentence.paragraph <= 1
    return replace(statement, speaker=last.speaker) if near else statement


def _phrase(sentence: Sentence, noun: Token) -> Span:
    """The words of a speaker without a name: "two officials"."""
    left = [c.left_edge.i for c in noun.children if c.i < noun.i and c.dep_ != "relcl"]
    return sentence.words(max(min([*left, noun.i]), sentence.tokens.start), noun.i)


def _inherit(
    statement: Statement, before: Sequence[Statement], scenes: Sequence[Scene]
) -> Statement:
    """The day of the same speaker's last statement, if it is in this paragraph or the last one."""
    if statement.said is not None or statement.speaker is None or statement.earlier:
        return statement
    here = scenes[statement.sentence].sentence.paragraph
    for earlier in reversed(before):
        if here - scenes[earlier.sentence].sentence.paragraph > 1:
            break
        if earlier.speaker is not None and earlier.speaker.id == statement.speaker.id:
            return replace(statement, said=earlier.said, stated=False)
    return statement


def quotations(sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
    """Spans of the article that are speech between quotation marks, paragraph by paragraph."""
    found: list[tuple[int, int]] = []
    seen: set[int] = set()
    for sentence in sentences:
        if sentence.paragraph not in seen:
            seen.add(sentence.paragraph)
            found += speech(sentence.tokens.doc.text, sentence.offset)
    return found


def speech(text: str, offset: int) -> list[tuple[int, int]]:
    """Where speech is quoted in a paragraph that begins at an offset of the article."""
    return [
        (offset + start, offset + end)
        for start, end in _quoted(text)
        if end - start >= SPEECH or not SPEECH_ENDS.isdisjoint(text[end - 2 : end])
    ]


def _quoted(text: str) -> list[tuple[int, int]]:
    """Spans between quotation marks; one that isn't closed reaches to the paragraph's end."""
    found: list[tuple[int, int]] = []
    start: int | None = None
    for place, char in enumerate(text):
        pair = text[place : place + 2]
        if start is None and (char in '"“' or pair == "``"):
            start = place
        elif start is not None and (char in '"”' or pair == "''"):
            found.append((start, place + 1))
            start = None
    if start is not None:
        found.append((start, len(text)))
    return found


def speaker_of(
    sentence: Sentence, number: int, statements: Sequence[Statement], scenes: Sequence[Scene]
) -> Statement | None:
    """Whose quotation a sentence is in: the statement in it, else the paragraph's nearest one."""

    def paragraph(statement: Statement) -> int:
        return scenes[statement.sentence].sentence.paragraph

    first = bisect_left(statements, sentence.paragraph, key=paragraph)
    near = statements[first : bisect_right(statements, sentence.paragraph, key=paragraph)]
    own = [s for s in near if s.sentence == number]
    before = [s for s in near if s.sentence < number]
    after = [s for s in near if s.sentence > number]
    return own[0] if own else before[-1] if before else after[0] if after else None


def voices(
    sentence: Sentence,
    speaker: Actor | None,
    inside: Callable[[int], bool],
    states: Mapping[str, Actor],
) -> dict[int, Actor]:
    """Who "I" and "we" are in a quotation: the speaker, and whom the speaker acts for."""
    if speaker is None:
        return {}
    state = states.get(speaker.country or "")
    acts = state is not None and speaker.principal == state_id(speaker.country or "")
    found: dict[int, Actor] = {}
    for token in sentence.tokens:
        if not inside(sentence.offset + token.idx):
            continue
        if token.lower_ in FIRST_SINGULAR:
            found[token.i] = speaker
        elif token.lower_ in FIRST_PLURAL:
            found[token.i] = state if state is not None and acts else speaker
    return found


def chain(
    token: Token, statements: Mapping[int, Statement], quoted: Statement | None
) -> Attribution | None:
    """Who says what a word says: the nearest statement above it, via the ones above that."""
    above = _above(token, statements)
    if not above and quoted is not None and quoted.verb != token.i:
        above = [quoted]
    result: Attribution | None = None
    for statement in reversed(above):
        result = statement.attribution(result)
    return result


def _above(token: Token, statements: Mapping[int, Statement]) -> list[Statement]:
    """The statements that govern a word, the nearest first."""
    found: list[Statement] = []
    node = token
    for ancestor in token.ancestors:
        if ancestor.i in statements and node.dep_ in {"ccomp", "xcomp", "parataxis", "dobj"}:
            found.append(statements[ancestor.i])
        found += _beside(ancestor, node, statements)
        node = ancestor
    return found or _beside(token, token, statements)


def _beside(head: Token, node: Token, statements: Mapping[int, Statement]) -> list[Statement]:
    """The report in "Chad attacked Mali, officials said" where it was hung below the attack."""
    return [
        statements[child.i]
        for child in head.children
        if child.i in statements
        and child.i != node.i
        and (child.lower_ == "according" or child.dep_ in {"parataxis", "ccomp"})
        and child.i > node.i
        and not any(c.dep_ in {"ccomp", "dobj"} for c in child.children)
    ]
