"""Dates in words: find them, resolve them against a reference, keep their precision.

`find_dates` reads running text; `parse_date` and `parse_published` read text that is a date. The
rules, with an example each, are in docs/dates.md.
"""

from kb.extract.dates.find import find_dates
from kb.extract.dates.parse import parse_date, parse_published
from kb.extract.dates.timex import Piece, Quoted, Reference, Timex, TimexKind

__all__ = [
    "Piece",
    "Quoted",
    "Reference",
    "Timex",
    "TimexKind",
    "find_dates",
    "parse_date",
    "parse_published",
]
