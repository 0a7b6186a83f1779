"""`kb extract --explain` as people read it: a document's explanation in indented lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kb.cli.words import date_words
from kb.extract.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Rules whose words are what the actor is the subject, object or owner of.
RELATIONS = frozenset(
    {
        Rule.SUBJECT,
        Rule.AGENT,
        Rule.OBJECT,
        Rule.PASSIVE_SUBJECT,
        Rule.INDIRECT_OBJECT,
        Rule.CONTENT_SUBJECT,
        Rule.CONTENT_OBJECT,
        Rule.CONDITION,
        Rule.POSSESSOR,
        Rule.MODIFIER,
        Rule.APPOSITION,
    }
)
#: How many words of a lexicon's entry are shown.
WORDS = 4


def outline(documents: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The lines of an explanation, article by article, and then the rules that they name."""
    used: set[str] = set()
    for document in documents:
        yield from _article(document)
        used.update(_rules(document["explain"]))
    if used:
        yield "Rules"
        yield from (f"  {rule.value}: {rule.meaning}" for rule in Rule if rule.value in used)


def _rules(value: Any) -> Iterator[str]:
    """The names of the rules in an explanation that are shown."""
    if isinstance(value, list):
        for item in value:
            yield from _rules(item)
    elif isinstance(value, dict):
        yield from [value["rule"]] if "rule" in value else []
        yield from value.get("points", ())
        for event in value.get("events", ()):
            yield from _rules(_shown(event, value["names"]))
        yield from _rules([item for key, item in value.items() if key != "events"])


def _shown(event: dict[str, Any], names: list[dict[str, Any]]) -> dict[str, Any]:
    """An event without what goes without saying: that an actor's name is not its place either."""
    actors = {(name["start"], name["end"]) for name in names if name["actor"]}
    passed = [
        note
        for note in event["passed"]
        if note["matter"] != "place" or (note["start"], note["end"]) not in actors
    ]
    return {**event, "passed": passed}


def _article(document: dict[str, Any]) -> Iterator[str]:
    article, told = document["article"], document["explain"]
    published = article["published"]["edtf"] if article["published"] else "date not stated"
    yield _plain(article["title"] or article["file"])
    yield _plain(f"{article['publisher'] or 'unnamed publisher'}, {published}")
    for words in told["unread"]:
        yield f"Not read, as no narrative: {_quoted(words['text'])} {_place(words)}"
    yield ""
    if not told["sentences"]:
        yield "No sentences."
        yield ""
    for number, sentence in enumerate(told["sentences"], 1):
        yield f"Sentence {number} {_place(sentence)}"
        yield f"  {_quoted(sentence['text'])}"
        yield from _sentence(sentence, document["mentions"])
        yield ""


def _sentence(sentence: dict[str, Any], mentions: list[dict[str, Any]]) -> Iterator[str]:
    dropped = sentence["dropped"]
    if not sentence["events"]:
        considered = "; ".join(_grouped(dropped)) or "no word of the lexicon"
        yield f"  No event. Considered: {considered}"
        return
    yield f"  names: {'; '.join(_name(name) for name in sentence['names'])}"
    for name in sentence["names"]:
        if name["readings"]:
            yield f"  {_quoted(name['text'])} may be {'; '.join(_readings(name['readings']))}"
    for event in sentence["events"]:
        yield from _event(_shown(event, sentence["names"]), mentions[event["mention"]])
    for line in _grouped(dropped):
        yield f"  dropped {line}"


def _name(name: dict[str, Any]) -> str:
    """As "“Ankara” (STATE Turkey or place Ankara)"; "open" where nothing sure can be said."""
    means = [f"{name['actor']['kind']} {name['actor']['name']}"] if name["actor"] else []
    means += [f"place {name['place']['name']}"] if name["place"] else []
    return f"{_quoted(name['text'])} ({_plain(' or '.join(means) or 'open')})"


def _readings(readings: list[dict[str, Any]]) -> Iterator[str]:
    """As "Cordoba (city, ESP, 551 = 551 population)", the likeliest first."""
    for reading in readings:
        total = sum(reading["points"].values())
        kind = f"{reading['kind'].lower()}, {reading['country'] or 'no country'}"
        yield _plain(f"{reading['name']} ({kind}, {total} = {_sum(reading['points'])})")


def _event(event: dict[str, Any], mention: dict[str, Any]) -> Iterator[str]:
    mode = f" ({event['mode']})" if event["mode"] else ""
    status = event["status"]
    yield f"  {event['type']}{mode} {status['value']}: {_words(event['trigger'])}"
    if event["entry"]:
        yield f"    entry: {_entry(event['entry'])}"
    else:
        yield f"    entry: none; the classifier takes it for {event['classifier']}% likely"
    for side in ("sources", "targets"):
        if not event[side]:
            yield f"    {side[:-1]}: nobody"
        for party in event[side]:
            yield f"    {side[:-1]}: {_party(party)}"
    cues = "".join(f"; {cue['sets']}: {_quoted(cue['words'])}" for cue in status["cues"])
    yield f"    status: {status['rule']}{cues}"
    yield f"    date: {_date(event['date'], mention)}"
    for place in event["places"]:
        yield f"    place: {_plain(place['name'])}, {_words(place)}: {place['rule']}"
    yield f"    said by: {_saying(mention['attribution'])}"
    confidence = event["confidence"]
    yield f"    confidence: {confidence['value']} = {_sum(confidence['points'])}"
    for note in event["passed"]:
        yield f"    not its {note['matter']}: {_words(note)}: {note['rule']}"


def _entry(entry: dict[str, Any]) -> str:
    """As "ASSAULT 7, act (bomb, shell …), as in “Chad bombed Mali.”"."""
    words = ", ".join(entry["words"][:WORDS]) + (" …" if len(entry["words"]) > WORDS else "")
    example = _quoted(entry["example"])
    return f"{entry['type']} {entry['number']}, {entry['frame']} ({words}), as in {example}"


def _party(party: dict[str, Any]) -> str:
    """As "Military of Chad, “army” (5-9): subject of “attacked”, possessor of “army”"."""
    steps = [f"{s['rule']}{_link(s['rule'])}{_quoted(s['words'])}" for s in party["steps"]]
    found = ", ".join(steps) or "named"
    inferred = "" if party["sure"] else " (inferred)"
    return f"{_plain(party['name'])}, {_words(party)}: {found}{inferred}"


def _link(rule: str) -> str:
    return " of " if rule in RELATIONS else " "


def _saying(attribution: dict[str, Any] | None) -> str:
    """As "Mike Pence, “Pence” (5-10), 2019-04-03, according to …"."""
    if attribution is None:
        return "the article itself"
    actor = attribution["actor"]
    said = f", {_plain(date_words(attribution['said']))}" if attribution["said"] else ""
    via = f", according to {_saying(attribution['via'])}" if attribution["via"] else ""
    return f"{_plain(actor['name']) if actor else 'nobody known'}, {_words(attribution)}{said}{via}"


def _date(date: dict[str, Any], mention: dict[str, Any]) -> str:
    words = f", {_words(date['words'])}" if date["words"] else ""
    at = f" at {_quoted(date['at'])}" if date["at"] else ""
    return f"{_plain(date_words(mention['date']))}{words}: {date['rule']}{at}"


def _grouped(notes: list[dict[str, Any]]) -> Iterator[str]:
    """What was dropped, a line each; the entries of one word with one reason together."""
    groups: dict[tuple[Any, ...], list[str]] = {}
    for note in notes:
        because = ", ".join(_quoted(words) for words in note.get("because", ()))
        key = (note["matter"], note["start"], note["end"], note["text"], note["rule"], because)
        entry = note.get("entry")
        groups.setdefault(key, []).extend([f"{entry['type']} {entry['number']}"] if entry else [])
    for (matter, start, end, text, rule, because), entries in groups.items():
        words = _words({"start": start, "end": end, "text": text})
        of = f" of {', '.join(entries)}" if entries else ""
        yield f"{matter} {words}{of}: {rule}" + (f" ({because})" if because else "")


def _sum(points: dict[str, Any]) -> str:
    """As "55 base + 20 two sides - 10 noun"."""
    signs = ((rule, given, "-" if given < 0 else "+") for rule, given in points.items())
    return " ".join(f"{sign} {abs(given)} {rule}" for rule, given, sign in signs).removeprefix("+ ")


def _words(words: dict[str, Any]) -> str:
    return f"{_quoted(words['text'])} {_place(words)}"


def _place(words: dict[str, Any]) -> str:
    return f"({words['start']}-{words['end']})"


def _quoted(text: str) -> str:
    return f"“{_plain(text)}”"


def _plain(text: str) -> str:
    """On one line, and nothing in it that a terminal obeys."""
    line = " ".join(text.split())
    return "".join(char if char.isprintable() else "\ufffd" for char in line)
