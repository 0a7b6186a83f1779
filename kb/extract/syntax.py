"""Questions to the dependency parse that more than one rule asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
OBJECTS = frozenset({"dobj", "dative", "attr", "oprd"})
#: Edges from a verb, or a noun, to nouns whose prepositions may be meant for it.
OBJECT_EDGES = frozenset({"dobj", "nsubjpass", "attr", "conj"})
#: Edges from a verb to a clause that is its content.
COMPLEMENTS = frozenset({"ccomp", "xcomp", "pcomp"})
#: Edges that begin a clause of its own.
CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "xcomp", "parataxis", "csubj", "pcomp"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
#: Prepositions that may hold the one that was meant for the verb: "an offer for jets from Chad".
THROUGH = frozenset(
    {"of", "for", "on", "over", "about", "against", "into", "with", "along", "near", "as"}
)
#: What an act is done over, in spite of it.
OBJECTIONS = frozenset({"objection", "protest", "opposition", "criticism", "warning", "complaint"})
PRONOUNS = frozenset({"it", "they", "he", "she"})
POSSESSIVES = frozenset({"its", "their", "his", "her"})
#: Nouns for what somebody writes: who issued "a statement demanding" demands.
DOCUMENTS = frozenset({"declaration", "statement", "letter", "resolution", "communique", "message"})
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
VERBS = frozenset({"VERB", "AUX"})
#: What the model's lemmatiser gets wrong among the words of the lexicon.
LEMMAS = {
    "staged": "stage",
    "staging": "stage",
    "forgave": "forgive",
    "raped": "rape",
    "raping": "rape",
    "retaken": "retake",
    "sworn": "swear",
    "slain": "slay",
    "hoped": "hope",
    "hoping": "hope",
    "hopes": "hope",
    "dined": "dine",
    "dining": "dine",
    "pared": "pare",
    "paring": "pare",
    "piped": "pipe",
    "piping": "pipe",
    "readmitted": "readmit",
    "readmitting": "readmit",
    "reconnected": "reconnect",
    "recrossed": "recross",
    "unbanned": "unban",
    "backpedalled": "backpedal",
}


def listed(text: str) -> frozenset[str]:
    """Words as a set, written as people write them."""
    return frozenset(text.split())


def lemma(token: Token) -> str:
    """The lemma in lower case, where the model's rules get one wrong set right."""
    return LEMMAS.get(token.lower_) or token.lemma_.lower()


def children(token: Token, deps: Iterable[str]) -> list[Token]:
    """The children over these edges, in the order of the text."""
    return [child for child in token.children if child.dep_ in deps]


def conjuncts(token: Token) -> list[Token]:
    """A noun and those that are joined to it: "A, B and C" from A."""
    found = [token]
    for child in token.children:
        joined = child.dep_ == "conj" and child.pos_ in NOUNS | {"ADJ"}
        listed = child.dep_ == "appos" and any(c.dep_ == "conj" for c in child.children)
        if joined or listed:  # "Chad, Mali and Togo" is parsed as an apposition
            found += conjuncts(child)
    return found


def is_passive(verb: Token) -> bool:
    """Whether the verb is in the passive: "was warned", "troops deployed by"."""
    if any(child.dep_ in PASSIVE_SUBJECTS or child.dep_ == "auxpass" for child in verb.children):
        return True
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not children(verb, SUBJECTS | {"aux"}):
        return is_passive(verb.head)
    return False


def is_state(verb: Token) -> bool:
    """Whether a passive in the present says how things are: "is allowed", not "is being"."""
    words = {child.lower_ for child in children(verb, {"aux", "auxpass"})}
    return is_passive(verb) and bool(words & {"is", "are"}) and "being" not in words


def grammatical_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """The subject as grammar has it: the verb's own, else that of the clause it belongs to."""
    own = children(verb, SUBJECTS | PASSIVE_SUBJECTS | {"expl"})
    if own:
        return [resolve_relative(token) for token in own if token.dep_ != "expl"]
    head = verb.head
    if depth > 8 or head == verb:  # noqa: PLR2004 -- no sane sentence nests deeper
        return []
    if verb.dep_ in {"acl", "relcl"} and head.pos_ in NOUNS:
        return _subject_of_modifier(verb)
    if verb.dep_ == "acomp":
        return grammatical_subjects(head, depth + 1)
    if verb.dep_ == "xcomp":
        controlled = children(head, {"dobj"}) if head.lemma_ not in {"promise", "vow"} else []
        return controlled or grammatical_subjects(head, depth + 1)
    if verb.dep_ in {"conj", "advcl", "ccomp", "prep"} and head.pos_ in VERBS:
        return grammatical_subjects(head, depth + 1)
    if verb.dep_ == "pcomp":
        return grammatical_subjects(_verb_above(verb), depth + 1)
    return []


def _subject_of_modifier(verb: Token) -> list[Token]:
    """The noun in "refugees fleeing" and "the man who fled", its owner in "Chad's plan to flee"."""
    noun = verb.head
    if has_infinitive(verb):
        return children(noun, {"poss"})
    if noun.lemma_ in DOCUMENTS and noun.dep_ == "dobj":
        return grammatical_subjects(noun.head)
    return [noun]


def _verb_above(token: Token) -> Token:
    for ancestor in token.ancestors:
        if ancestor.pos_ in VERBS:
            return ancestor
    return token


def resolve_relative(token: Token) -> Token:
    """The noun that "who" or "which" stands for, else the token itself."""
    if token.lower_ not in RELATIVES:
        return token
    for ancestor in token.ancestors:
        if ancestor.dep_ == "relcl":
            return ancestor.head
    return token


def antecedents(pronoun: Token) -> list[Token]:
    """The subject of the clause above, for the subject of a clause below: "Chad said it would"."""
    if pronoun.dep_ not in SUBJECTS | PASSIVE_SUBJECTS or pronoun.head.pos_ not in VERBS:
        return []
    verb = pronoun.head
    while verb.head != verb:
        verb = verb.head
        if verb.pos_ not in VERBS:
            continue
        subjects = children(verb, SUBJECTS | PASSIVE_SUBJECTS)
        named = [s for s in subjects if s.pos_ != "PRON" and s.i < pronoun.i]
        if named or any(subject.lower_ not in PRONOUNS for subject in subjects):
            return named
    return []


def possessors(pronoun: Token) -> list[Token]:
    """What "its" or "their" may refer to, the likeliest first: "fined Chad for its purchase".

    In the deed that something is done for, the object; else the subject of its clause or of the
    one above.
    """
    return _blamed(pronoun) + _possessing_subject(pronoun)


def _blamed(pronoun: Token) -> list[Token]:
    """Those to whom a verb does something because of what the pronoun's noun says."""
    for prep in pronoun.ancestors:
        if prep.head.pos_ in VERBS and prep.dep_ == "prep":
            if prep.lower_ not in {"over", "because", "for"}:
                return []
            found = [*prepositions(prep.head, ("on", "against"), 1), *logical_objects(prep.head)]
            return [noun for noun in found if noun.i < pronoun.i and noun.pos_ in NOUNS]
        if prep.pos_ in VERBS:
            return []
    return []


def _possessing_subject(pronoun: Token) -> list[Token]:
    verb = clause_verb(pronoun)
    while verb is not None:
        for subject in grammatical_subjects(verb):
            if subject.pos_ != "PRON" and pronoun not in subject.subtree and subject.i < pronoun.i:
                return [subject]
        above = clause_verb(verb.head) if verb.head.i != verb.i else None
        verb = above if above is None or above.i != verb.i else None
    return []


def logical_subjects(verb: Token) -> list[Token]:
    """Who does it: the subject of an active verb, the agent of a passive one."""
    if not is_passive(verb):
        return grammatical_subjects(verb)
    agents = children(verb, {"agent"}) or [
        child for child in children(verb, {"prep"}) if child.lower_ == "by"
    ]
    return [noun for agent in agents for noun in children(agent, {"pobj"})]


def logical_objects(verb: Token) -> list[Token]:
    """Whom or what it is done to: the object of an active verb, the subject of a passive one."""
    if is_passive(verb):
        return grammatical_subjects(verb) + children(verb, {"dobj", "oprd"})
    found = children(verb, OBJECTS - {"dative"}) + [
        token for token in children(verb, {"dative"}) if token.pos_ in NOUNS
    ]
    if not found and verb.dep_ == "relcl":
        found = [verb.head] if _gap(verb) else []
    return [resolve_relative(token) for token in found]


def _gap(verb: Token) -> bool:
    """Whether a relative clause has its subject, so that its noun is the object."""
    subjects = children(verb, SUBJECTS)
    return bool(subjects) and all(token.lower_ not in RELATIVES for token in subjects)


def prepositions(token: Token, names: Iterable[str], depth: int = 2) -> list[Token]:
    """The objects of such prepositions below a word, near ones first; clauses are not entered."""
    wanted = frozenset(names)
    return [noun for name, nouns in governed(token, depth) if name in wanted for noun in nouns]


def governed(token: Token, depth: int = 2) -> list[tuple[str, list[Token]]]:
    """The prepositions below a word with their objects, as `prepositions` has them."""
    found: list[tuple[str, list[Token]]] = []
    layer = [token]
    for _ in range(depth + 1):
        below: list[Token] = []
        for word in layer:
            further: list[Token] = []
            for child in word.children:
                if child.dep_ in OBJECT_EDGES and child.pos_ in NOUNS:
                    further.append(child)
                if child.dep_ not in {"prep", "dative", "agent"} or child.pos_ in NOUNS:
                    continue
                nouns = prepositional_objects(child)
                if _despite(child, nouns):
                    continue
                found.append((child.lower_, nouns))
                if child.lower_ in THROUGH:
                    below += nouns
            below += further
        layer = below
    return found


def _despite(prep: Token, nouns: Iterable[Token]) -> bool:
    """Whether "over" means in spite of: "agreed to it over objections from Chad"."""
    return prep.lower_ == "over" and any(noun.lemma_.lower() in OBJECTIONS for noun in nouns)


def prepositional_objects(prep: Token) -> list[Token]:
    """What hangs on a preposition, also over a second one ("out of", "because of")."""
    below = list(prep.children)
    found = [child for child in below if child.dep_ == "pobj"]
    for child in below:
        if child.dep_ == "prep":
            found += prepositional_objects(child)
    return found


def phrase_lemmas(noun: Token) -> frozenset[str]:
    """The lemmas of a noun phrase: head, modifiers, what stands after "of", and joined nouns."""
    found: set[str] = set()
    stack = [noun]
    while stack:
        word = stack.pop()
        found.add(lemma(word))
        for child in word.children:
            if child.dep_ in {"compound", "amod", "nmod", "conj", "appos"}:
                stack.append(child)
            elif child.dep_ == "prep" and child.lower_ in {"of", "on", "to"}:
                stack += prepositional_objects(child)
    return frozenset(found)


def has_infinitive(verb: Token) -> bool:
    """Whether the verb is a to-infinitive."""
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def clause_verb(token: Token) -> Token | None:
    """The verb of the clause that a word stands in (itself, if it is one)."""
    if token.pos_ in VERBS:
        return token
    for ancestor in token.ancestors:
        if ancestor.pos_ in VERBS:
            return ancestor
    return None
