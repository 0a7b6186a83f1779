"""Rules: the names of what decides in extraction, and what each one means.

Names are stable: `kb extract --explain` prints them, and docs/meaning.md lists them.
"""

from __future__ import annotations

from enum import StrEnum


class Rule(StrEnum):
    """A rule by its name; `meaning` says it in a sentence."""

    meaning: str

    def __new__(cls, name: str, meaning: str) -> Rule:
        """A member whose value is its name."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.meaning = meaning
        return member

    # How the words of an actor are found: from the trigger to the noun …
    SUBJECT = "subject", "the subject of the verb"
    AGENT = "agent", "who does it in a passive: “by …”"
    OBJECT = "object", "the object of the verb"
    PASSIVE_SUBJECT = "passive subject", "the subject of a passive verb, to whom it is done"
    INDIRECT_OBJECT = "indirect object", "to whom something is given"
    AFTER = "after", "stands after this preposition"
    CONTENT_SUBJECT = "content subject", "the subject of what is asked, promised or alleged"
    CONTENT_OBJECT = "content object", "the object of what is asked, promised or alleged"
    CONTENT_AFTER = "content after", "after this preposition in what is asked or promised"
    CONDITION = "condition", "the subject of the condition that is set"
    GROUNDS = "grounds", "whose deed it is done for: “over Chad's purchase”"
    DEALING = "dealing", "who else deals with it: “the fund that Chad had proposed”"
    ATTACK = "attack", "whose attack people were killed in"
    # … and from the noun to the name
    POSSESSOR = "possessor", "stands before the noun with 's"
    MODIFIER = "modifier", "stands before the noun: “Chadian troops”, “Chad talks”"
    APPOSITION = "apposition", "stands beside the noun and says who it is"
    OF = "owner after", "stands behind the noun after “of”, “from”, “in” or “by”"
    CONJUNCT = "conjunct", "joined by “and” or a comma"
    SHARED = "shared noun", "“Chadian and Malian officials”"
    PRONOUN = "pronoun", "whom “it”, “they”, “he” or “she” stands for in the sentence"
    POSSESSIVE = "possessive", "whom “its” or “their” stands for in the sentence"
    VOICE = "voice", "“I” and “we” of a quotation, or “it” that begins a sentence"
    STATE_OF_PLACE = "state of the place", "the place stands for the state that it lies in"
    DOMESTIC = "domestic", "people of the country where it happens, or of the other side's"
    SPEAKER = "speaker", "who says it, since nobody else is named"
    # Sides that context gives
    COUNTERPART = "counterpart", "the only other state of the sentence before"
    ONLY_OTHER = "only other", "the only other country or organisation that the sentence names"
    OWN_COUNTRY = "own country", "the source's own people or state, since nobody else is named"
    CARRIED = "carried", "left to an event that was told before"
    TWIN = "twin", "named by other words for the same event"

    # Why actors where a side is looked for are not taken
    SAME_WORDS = "same words", "on the other side already"
    SAME_SIDE = "same side", "acts for the source's own state, and somebody else is named"

    # Why words of the lexicon state no event here
    PARTICLE = "particle", "the verb's particle is missing: “blow” without “up”"
    WORD_MISSING = "word missing", "the entry asks for another word beside it, which isn't there"
    NEVER = "never", "a word of the entry's `never` is in the object"
    REFLEXIVE = "reflexive", "done to oneself"
    NO_INFINITIVE = "no infinitive", "the entry asks for a to-infinitive"
    NOT_NEGATED = "not negated", "the entry states an event only when negated"
    NO_PREDICATE = "no predicate", "the adjective is not what is said of the subject"
    COMPOUND = "compound", "the noun only describes the one behind it"
    DATE_WORD = "date word", "part of a date"
    OUTRANKED = "outranked", "a more specific entry matches the same word"

    # Why a trigger states no event after all
    HYPOTHETICAL = "hypothetical", "only possible, asked, wished, feared or supposed"
    SUPPOSED = "supposed", "“would” outside a report"
    NEGATED = "negated", "it did not happen"
    NOT_OFF = "not off", "that it is called off is itself negated or only possible"
    NOT_FUTURE = "not future", "the entry states an event only as something to come"
    NOT_REFUSED = "not refused", "the entry states an event only when it is refused"
    STANDING_RULE = "standing rule", "a passive in the present: “is allowed to”"
    ASKS_NOTHING = "asks nothing", "nobody is asked and nothing is asked for"
    NO_TARGET = "no target", "the words say nothing without a target"
    ASSENT = "assent", "“agreed that” something is so"
    NO_SOURCE = "no source", "nobody is named who does it"
    NO_ACTOR = "no actor", "nobody is named on either side"
    NOT_SURE = "not sure", "all sides are inferred, and one side is missing"
    DESCRIBED = "described", "the noun says what something is"
    MENTIONED = "mentioned", "only mentioned by a noun, without two sides that are sure"
    BACKGROUND = "background", "a clause in the background with one side only"
    INSIDE = "inside", "part of the words of another event"
    CONTENT = "content", "what another event asks, promises, refuses or alleges"
    SUBJECT_OF = "subject of", "what another event says is settled"
    UNLIKELY = "unlikely", "the classifier isn't sure enough for the sides that are named"
    SAME_EVENT = "same event", "other words of this sentence state the same event"

    # What makes the status; these stand in the rule of a mention, too
    PLAIN = "plain", "told as a fact, or the status that the entry has"
    DENIED = "denied", "somebody denies it"
    CALLED_OFF = "called off", "cancelled or postponed"
    REFUSED = "refused", "what is negated for the future is refused"
    ANNOUNCED = "announced", "stands in what is announced"
    PROMISED = "promised", "the future of a friendly act"
    THREATENED = "threatened", "the future of a hostile act, in the actor's own words"
    PLANNED = "planned", "the future of any other act"

    # Why words that look like a name name nobody and no place
    PART_OF_NAME = "part of a name", "a longer name of neither: “Washington Post”"
    DISOWNED = "disowned", "“-backed”, “-born” and the like, or only a prefix"
    OF_ANOTHER = "of another", "another country's office of that name"
    PRODUCT = "product", "begins the name of what a company makes"
    NOBODY_KNOWN = "nobody known", "a name of nobody whom the article or our tables know"
    WHOSE = "whose", "an office or a body, and nothing says of which country"
    NO_ANTECEDENT = "no antecedent", "a pronoun, and not exactly one person before it"
    NO_PLACE = "no place", "a town's name that the words around it make no place"
    UNDECIDED = "undecided", "several may be meant, and none is clearly likelier than the others"
    # What speaks for one of those that a name may mean
    SIZE = "population", "how many people live there, as a power of ten in hundredths"
    CAPITAL = "capital", "it is the seat of a government"
    IN_ARTICLE = "in the article", "the article names its country, or its US state, by other words"
    COUNTRY_BESIDE = "country beside", "its country is named right beside it"
    IN_SENTENCE = "in the sentence", "its country is named before it in the sentence"
    DATELINE = "dateline", "the article's dateline is in its country, or its US state"
    USUAL = "usual", "what the word means as a rule"
    OTHER = "other meaning", "what the word means now and then"
    NEIGHBOUR = "neighbour", "the article names a country beside it"
    OTHER_STATES = "other states", "the article names other US states"
    IN_OFFICE = "in office", "holds an office near the article's day: less for each year away"
    LEADER = "leader", "leads a state or its government"
    LATEST = "latest", "came to office last, where the article's day isn't known"
    NAMED = "named", "the article names the person"
    NAMED_LAST = "named last", "whom the article names last before it"

    # What dates an event …
    STATED_DATE = "stated date", "the date that belongs to the event's words or its clause"
    DAY_OF_SAYING = "day of saying", "an act of speaking happens when it is said"
    BEFORE_DATE = "before date", "the words put it before a date, which bounds it"
    SAYING_BOUND = "saying bound", "undated: not later than the saying that reports it"
    PUBLICATION_BOUND = "publication bound", "undated: not later than publication"
    UNRESOLVED = "unresolved", "its date can't be worked out, or can't be when it happened"
    NO_DAY = "no day", "planned, and no day is named"
    NO_BOUND = "no bound", "undated, and neither saying nor publication is dated"
    # … and why a date of the sentence does not
    BESIDE = "beside", "it happened before or after it: “since 2014”, “until Monday”"
    DATES_SAYING = "dates saying", "the date of what is said, or of the saying"
    DATES_OTHER = "dates other", "belongs to other words, nearer to it"
    DURATION = "duration", "says how long or how often, not when"

    # Whether an event is at a place of its sentence
    WHERE = "where", "a preposition of place leads from the event to it"
    ADJECTIVE = "adjective", "“Chadian” says whose, not where"
    DESCRIBES = "describes", "stands before another noun: “the Paris talks”"
    TOPIC = "topic", "where what is talked about is"
    NOT_WHERE = "not where", "no preposition of place leads from it to the event"

    # What confidence is made of
    BASE = "base", "what every event has"
    TWO_SIDES = "two sides", "source and target are named"
    NOUN = "noun", "a noun states it"
    GUESSED = "guessed", "the classifier takes it for an event; the lexicon lacks the words"
    MAIN_CLAUSE = "main clause", "the verb is that of the main clause"
    SPECIFIC = "specific", "the lexicon's entry asks for more than the word"
    INFERRED = "inferred", "sides that are not named outright, two at most"
    SUBORDINATE = "subordinate", "stands in a clause below another"
