"""The words that dates are made of, and what each is worth.

Keys are as `tokens.read_tokens` normalises them: lower case, except words that are dates only with
a capital ("May", "March", "Sun").
"""

from __future__ import annotations

from kb.extract.dates.calendar import Season, Unit
from kb.extract.dates.lists import listed, words

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "January Jan",
            "February Feb",
            "March Mar",
            "April Apr",
            "May",
            "June Jun",
            "July Jul",
            "August Aug",
            "September Sept Sep",
            "October Oct",
            "November Nov",
            "December Dec",
        ),
        start=1,
    )
    for name in names.split()
}

#: Months that stand for themselves. The others (ordinary words, names of people, abbreviations)
#: need a number or a preposition beside them.
CERTAIN_MONTHS = words(
    """
    January February April June July August September October November December
    """
)

WEEKDAYS = {
    name: number
    for number, name in enumerate(
        listed("monday tuesday wednesday thursday friday saturday sunday")
    )
}
#: Only before a date ("Sun., 7 April"): alone they are other words.
SHORT_WEEKDAYS = {
    "Mon": 0,
    "Tue": 1,
    "Tues": 1,
    "Wed": 2,
    "Thu": 3,
    "Thur": 3,
    "Thurs": 3,
    "Fri": 4,
    "Sat": 5,
    "Sun": 6,
}
PLURAL_WEEKDAYS = {f"{name}s": number for name, number in WEEKDAYS.items()}

ONES = {
    word: number
    for number, word in enumerate(
        listed(
            """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen
    """
        )
    )
}
TENS = {
    word: 10 * number
    for number, word in enumerate(
        listed("twenty thirty forty fifty sixty seventy eighty ninety"), start=2
    )
}
ORDINALS = {
    word: number
    for number, word in enumerate(
        listed(
            """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
    """
        ),
        start=1,
    )
} | {"final": -1}
#: "the nineties"
DECADES = {
    word: 10 * number
    for number, word in enumerate(
        listed("twenties thirties forties fifties sixties seventies eighties nineties"), start=2
    )
}

UNITS = {
    "second": Unit.SECOND,
    "minute": Unit.MINUTE,
    "hour": Unit.HOUR,
    "day": Unit.DAY,
    "night": Unit.NIGHT,
    "week": Unit.WEEK,
    "fortnight": Unit.FORTNIGHT,
    "weekend": Unit.WEEKEND,
    "month": Unit.MONTH,
    "quarter": Unit.QUARTER,
    "season": Unit.SEASON,
    "year": Unit.YEAR,
    "decade": Unit.DECADE,
    "century": Unit.CENTURY,
}
PLURAL_UNITS = {
    ("centuries" if word == "century" else f"{word}s"): unit for word, unit in UNITS.items()
}
ALL_UNITS = UNITS | PLURAL_UNITS

SEASONS = {
    "spring": Season.SPRING,
    "summer": Season.SUMMER,
    "autumn": Season.AUTUMN,
    "fall": Season.AUTUMN,
    "winter": Season.WINTER,
}

#: part of the day -> its code in TIMEX3
DAY_PARTS = {
    "morning": "MO",
    "lunchtime": "MI",
    "afternoon": "AF",
    "evening": "EV",
    "night": "NI",
    "dawn": "MO",
    "dusk": "EV",
}

#: words that repeat -> the period of repetition
FREQUENCIES = {
    "hourly": "PT1H",
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "fortnightly": "P2W",
    "biweekly": "P2W",
    "monthly": "P1M",
    "quarterly": "P3M",
    "annual": "P1Y",
    "annually": "P1Y",
    "yearly": "P1Y",
}

ZONES = words(
    """
    utc gmt et pt est edt cst cdt mst mdt pst pdt bst cet cest eet eest msk ist jst kst hkt sgt aest
    aedt
    """
)
#: Zones whose clock is UTC's: only these make a TIMEX3 value end in Z.
UTC_ZONES = frozenset({"utc", "gmt"})
