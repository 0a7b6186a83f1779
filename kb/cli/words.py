"""Dates, actors and sayings in words, from the schema's JSON."""

from __future__ import annotations

from typing import Any

from kb.model.dates import BOUNDS, Precision

#: EDTF's codes of seasons and quarters (ISO 8601-2, level 2) as English names
_DIVISIONS = {
    **dict.fromkeys(("21", "25", "29"), "spring"),
    **dict.fromkeys(("22", "26", "30"), "summer"),
    **dict.fromkeys(("23", "27", "31"), "autumn"),
    **dict.fromkeys(("24", "28", "32"), "winter"),
}


def date_words(date: dict[str, Any] | None) -> str:
    """A date with its precision.

    "2019-04-04", "by 2019-04-04", "2019-04", "early 2019-03", "winter 2017", "Q2 2019",
    "2019-04-01 to 2019-04-07"; "undated" when nothing bounds it, with the words if there are any.
    """
    if not date or not (date["earliest"] or date["latest"]):
        phrase = (date or {}).get("phrase")
        return f'undated ("{phrase}")' if phrase else "undated"
    if date["basis"] in BOUNDS or not date["earliest"]:
        return f"by {date['latest']}"
    if not date["latest"]:
        return f"from {date['earliest']}"
    words = _period(date)
    if date["part"]:
        words = f"{date['part'].lower()} {words}"
    if date["extent"] == "THROUGHOUT" and date["precision"] != Precision.DAY:
        words = f"all {words}" if date["precision"] != Precision.RANGE else words
    return words


def _period(date: dict[str, Any]) -> str:
    """The stated period, from its bounds."""
    first, last = date["earliest"], date["latest"]
    year, month = first[:4], int(first[5:7])
    words = {
        Precision.WEEK: f"week of {first}",
        Precision.MONTH: first[:7],
        Precision.QUARTER: f"Q{(month + 2) // 3} {year}",
        Precision.HALF: f"H{(month + 5) // 6} {year}",
        Precision.SEASON: _season(date),
        Precision.YEAR: year,
        Precision.DECADE: f"{year[:3]}0s",
        Precision.CENTURY: f"{year[:2]}00s",
    }
    return words.get(date["precision"]) or _range(first, last)


def _range(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"


def _season(date: dict[str, Any]) -> str:
    year, _, code = (date["edtf"] or "").rstrip("~?%").partition("-")
    if code in _DIVISIONS:
        return f"{_DIVISIONS[code]} {year}"
    return _range(date["earliest"], date["latest"])


def names(things: list[dict[str, Any]]) -> str:
    """The names of actors or places, in order, each once; "–" for nobody."""
    return ", ".join(dict.fromkeys(thing["name"] for thing in things)) or "–"


def who_to_whom(event: dict[str, Any]) -> str:
    """As "Russia → Turkey", or "Russia, Turkey" when both sides are the same (talks, an accord)."""
    sources, targets = event["sources"], event["targets"]
    if {s["id"] for s in sources} == {t["id"] for t in targets}:
        return names(sources)
    return f"{names(sources)} → {names(targets)}" if targets else names(sources)


def saying_words(attribution: dict[str, Any] | None) -> str:
    """Who says so, from the outermost speaker in: "Mike Pence, 2019-04-03"; "" for the article."""
    if not attribution:
        return ""
    speaker = attribution.get("speaker")
    words = attribution["words"]["text"]
    said = attribution.get("said")
    text = speaker["name"] if speaker else words
    if said and (said["earliest"] or said["latest"]):
        text += f", {date_words(said)}"
    via = saying_words(attribution.get("via"))
    return f"{text}, according to {via}" if via else text


def count_words(counts: dict[str, int]) -> str:
    """What a graph holds: "2 actors, 1 articles, …"."""
    return ", ".join(f"{number:,} {name}" for name, number in sorted(counts.items()))
