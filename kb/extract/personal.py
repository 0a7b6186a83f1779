"""Capitalised words that can be a personal name, or the name of something that we don't know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.extract.holders import PARTICLES
from kb.extract.names import NameKind
from kb.extract.words import listed, name_key

if TYPE_CHECKING:
    from kb.extract.gazetteer import Match
    from kb.extract.tagged import Tagged

K = NameKind
_CALENDAR = listed(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december mon tue wed thu fri sat sun jan feb
    mar apr jun jul aug sep sept oct nov dec
    """
)
#: Words that begin with a capital for another reason than being a name.
_ORDINARY = listed(
    """
    the a an in on at of to for from by with and or but nor yet so if when while after before
    since as it its he she they we you i his her their our my this that these those there here
    what who which where why how not no all some many most more two three four five six seven
    eight nine ten north south east west northern southern eastern western central mr mrs ms
    dr gmt est local new also however both each other another such only even just now then
    still meanwhile earlier later today yesterday tomorrow last next one several under over
    during despite according speaking asked president
    """
)
#: The entity recogniser's labels of names that aren't people's, organisations' or places'.
_OTHER = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY", "LAW"})
#: Its labels of what a place's name can begin without naming the place.
PERSONS = frozenset({"PERSON"})
UNPLACED = frozenset({"PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "EVENT"})
#: Last words of names of organisations.
_COMPANIES = listed(
    """
    co corp inc ltd group company corporation plc ag llc gmbh holdings sa spa nv
    """
)
_ORGANISATIONS = _COMPANIES | listed(
    """
    party front movement union council association committee commission organization
    organisation federation foundation institute league alliance brigade brigades authority
    agency
    """
)
_LONGEST = 6
_DOUBTFUL = frozenset({"NN", "NNS", "JJ", "FW", "VB", "VBN", "VBP"})
_NOUN = frozenset({"NNP", "NNPS"})


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words `first` to `last` of a sentence, as written."""

    first: int
    last: int
    words: tuple[str, ...]
    sure: bool = True  #: False where the tagger doesn't take it for a name

    @property
    def text(self) -> str:
        """The words with a space between two."""
        return " ".join(self.words)

    @property
    def organisational(self) -> bool:
        """Whether it ends as the names of organisations do."""
        return len(self.words) > 1 and organisational(name_key(self.words[-1]))


def read_chunk(
    tagged: Tagged,
    at: int,
    *,
    titled: bool = False,
    over: Match | None = None,
    labels: frozenset[str] = frozenset(),
) -> Chunk | None:
    """The longest run of name-like words from `at`; None when the word there is none.

    Behind a title any capitalised word will do; elsewhere it must be tagged as a proper noun.
    `over` is a place's name that the run may begin with ("Paris Hilton"), if the entity recogniser
    gives the whole one of `labels`.
    """
    if over is None and not (_begins(tagged, at) and _name_like(tagged, at, titled=titled)):
        return _doubtful(tagged, at)
    last = over.last if over else at
    while last - at < _LONGEST and (end := _continues(tagged, last, titled=titled)) is not None:
        if over and tagged.same_entity(last, end) not in labels:
            break
        last = end
    return Chunk(at, last, _texts(tagged, at, last + 1 - at))


def _doubtful(tagged: Tagged, at: int) -> Chunk | None:
    """A capitalised word alone that the tagger takes for an ordinary one: "Cavusoglu met …"."""
    doubtful = _begins(tagged, at) and tagged.words[at].capitalised and _free(tagged, at)
    if not doubtful or tagged.token(at).tag_ not in _DOUBTFUL or tagged.matches.get(at):
        return None
    if tagged.words[at].key in _CALENDAR or _continues(tagged, at, titled=False) is not None:
        return None
    return Chunk(at, at, (tagged.words[at].text,), sure=False)


def organisational(key: str) -> bool:
    """Whether a word ends the names of organisations: "… Corp", "… Party"."""
    return key in _ORGANISATIONS


def _texts(tagged: Tagged, at: int, count: int) -> tuple[str, ...]:
    """The words as written; those joined by a hyphen or an apostrophe as one."""
    texts: list[str] = []
    for i in range(at, at + count):
        gap = tagged.gap(i) if i > at else " "
        if texts and gap and not gap.isspace() and "." not in gap:
            texts[-1] += gap.strip() + tagged.words[i].text
            continue
        if texts and gap.startswith("."):
            texts[-1] += "."
        texts.append(tagged.words[i].text)
    return tuple(texts)


def _continues(tagged: Tagged, last: int, *, titled: bool) -> int | None:
    """The last word of the next part of a name; particles belong to the word after them."""
    at = last + 1
    while tagged.close(at) and tagged.key(at) in PARTICLES and at - last <= 3:  # noqa: PLR2004 -- "von der X"
        at += 1
    if not tagged.close(at) or tagged.possessive(at):
        return None
    if at == last + 1 and not _name_like(tagged, at, titled=titled):
        return None
    if not tagged.words[at].capitalised and not tagged.hyphen(at):
        return None
    return at if _free(tagged, at) else None


def _begins(tagged: Tagged, at: int) -> bool:
    word = tagged.words[at]
    particle = word.key in PARTICLES and tagged.close(at + 1) and tagged.words[at + 1].capitalised
    return (word.capitalised or particle) and word.key not in _ORDINARY


def _name_like(tagged: Tagged, at: int, *, titled: bool) -> bool:
    word = tagged.words[at]
    if word.key in _CALENDAR and not (titled and word.key in {"may", "april", "june"}):
        return False
    if word.key in _ORDINARY or word.text[0].isdigit() or not _free(tagged, at):
        return False
    if titled or tagged.hyphen(at):
        return word.capitalised or word.key in PARTICLES or tagged.hyphen(at)
    token = tagged.token(at)
    return token.ent_type_ not in _OTHER and (
        token.tag_ in _NOUN or (word.key in PARTICLES and tagged.close(at + 1))
    )


def _free(tagged: Tagged, at: int) -> bool:
    """Whether no known name but a city's begins here: those may be part of a personal name."""
    match = tagged.matches.get(at)
    if match is None:
        return True
    if match.of(K.PERSON):
        return False
    strong = (K.COUNTRY, K.ADJECTIVE, K.PEOPLE, K.ORGANISATION, K.ARMED_GROUP, K.OFFICE)
    if match.of(K.ROLE) and at and match.first == match.last:
        return _ends_name(tagged, at)
    if match.of(*strong, K.ROLE, K.BODY, K.NOTHING):
        return bool(match.of(*strong)) and _person(tagged, at)
    return match.of(K.CAPITAL) is None or _person(tagged, at)


def _ends_name(tagged: Tagged, at: int) -> bool:
    """Whether a title's word is a family name here: "Tom King", "John Major"."""
    follows = tagged.close(at + 1) and tagged.words[at + 1].capitalised
    return tagged.words[at].capitalised and tagged.beside(at) and not follows


def _person(tagged: Tagged, at: int) -> bool:
    """Whether the entity recogniser takes the word as the later part of a person's name."""
    return tagged.same_entity(at - 1, at) == "PERSON" if at else False
