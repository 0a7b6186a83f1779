"""`kb show`: one event, actor, place, article or mention with its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kb.cli.common import console, format_option, open_knowledge_base, print_json
from kb.cli.words import date_words, names, saying_words, who_to_whom

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console


@click.command(
    epilog="\b\nExamples:\n  kb show evt_4k2j…     (ids stand in `kb timeline --format json`)\n"
    "  kb show Turkey"
)
@click.argument("identifier", metavar="ID")
@format_option("table", "json")
def show(identifier: str, format_: str) -> None:
    """Show one thing with its evidence.

    An event, actor, place, article or mention: who says so, which words, when it happened and
    when that was published. ID is an id, or the full name of an actor or a place.
    """
    with open_knowledge_base() as kb:
        found = kb.show(identifier)
    if format_ == "json":
        print_json(found)
    else:
        _PRINTERS[found["__typename"]](console(), found)


def _event(out: Console, event: dict[str, Any]) -> None:
    _facts(
        out,
        event["title"],
        ("id", event["id"]),
        ("type", _mode(event)),
        ("status", event["status"]),
        ("happened", _date(event["date"])),
        ("published", _period(event["firstPublished"], event["lastPublished"])),
        ("who → whom", who_to_whom(event)),
        ("where", _nonempty(event["places"])),
        ("origins", f"{event['originCount']} ({', '.join(event['origins'])})"),
        ("confidence", str(event["confidence"])),
    )
    mentions = event["mentions"]
    out.print(f"\nEvidence ({mentions['totalCount']} mentions)")
    for mention in mentions["nodes"]:
        out.print()
        _evidence(out, mention)
    if event["similar"]:
        out.print("\nPerhaps related")
        for link in event["similar"]:
            other = link["event"]
            out.print(
                f"  {link['kind']} {date_words(other['date'])} {other['title']} {other['id']}"
            )


def _mention(out: Console, mention: dict[str, Any]) -> None:
    _facts(
        out,
        mention["event"]["title"],
        ("id", mention["id"]),
        ("event", mention["event"]["id"]),
        ("type", _mode(mention)),
    )
    _evidence(out, mention)


def _evidence(out: Console, mention: dict[str, Any]) -> None:
    """One mention: the quote, where it stands, who says so, the words of each field."""
    # rich is needed for tables only.
    from kb.cli.tables import print_facts, print_indented

    article, quote = mention["article"], mention["quote"]
    print_indented(out, f"“{' '.join(quote['text'].split())}”")
    published = article["published"]
    credit = ", ".join(article["origins"])
    publisher = article["publisher"] or "unnamed publisher"
    where = publisher if credit in {"", publisher} else f"{publisher} (origin: {credit})"
    rows = [
        ("  article", f"{article['title'] or 'untitled'} — {where}, {article['id']}"),
        ("  address", article["url"]),
        ("  published", _published(published)),
        ("  said by", saying_words(mention["attribution"]) or "the article itself"),
        ("  happened", _date(mention["date"])),
        ("  words", _words(mention)),
        ("  may mean", _may_mean(mention)),
        (
            "  found by",
            f"{mention['extractor']}, rule {mention['rule']}, {mention['confidence']} %",
        ),
        ("  mention", f"{mention['id']}, characters {quote['start']} to {quote['end']}"),
    ]
    print_facts(out, [(name, value) for name, value in rows if value])


def _article(out: Console, article: dict[str, Any]) -> None:
    _facts(
        out,
        article["title"] or "untitled",
        ("id", article["id"]),
        ("address", article["url"]),
        ("publisher", article["publisher"]),
        ("origins", ", ".join(article["origins"])),
        ("published", _published(article["published"])),
        ("tags", ", ".join(article["tags"])),
        ("length", f"{len(article['text']):,} characters"),
    )
    if article["nearDuplicates"]:
        out.print("\nNearly the same text")
        for link in article["nearDuplicates"]:
            _alike(out, link)
    # rich is needed for tables only.
    from kb.cli.tables import print_indented

    out.print(f"\nStates ({article['mentions']['totalCount']} mentions)")
    for mention in article["mentions"]["nodes"]:
        by = saying_words(mention["attribution"])
        out.print(
            f"\n{date_words(mention['date'])}  {mention['status']} {mention['type']}  "
            f"{mention['event']['title']}  {mention['event']['id']}"
        )
        print_indented(out, f"“{' '.join(mention['quote']['text'].split())}”")
        if by:
            print_indented(out, f"said by {by}")


def _alike(out: Console, link: dict[str, Any]) -> None:
    """One near-duplicate: its score and reasons, publisher, headline and id."""
    other = link["article"]
    out.print(
        f"  {link['score']} ({', '.join(link['reasons'])})  "
        f"{other['publisher'] or 'unnamed publisher'}: {other['title'] or 'untitled'}  "
        f"{other['id']}"
    )


def _actor(out: Console, actor: dict[str, Any]) -> None:
    _facts(
        out,
        actor["name"],
        ("id", actor["id"]),
        ("kind", actor["kind"]),
        ("country", actor["country"]),
        ("aliases", ", ".join(actor["aliases"])),
        ("Wikidata", actor["wikidata"]),
        ("acts for", "; ".join(_acting(acting) for acting in actor["actsFor"])),
    )
    _events(out, actor["events"])


def _location(out: Console, location: dict[str, Any]) -> None:
    within = location["within"]
    point = location["latitude"] is not None and location["longitude"] is not None
    _facts(
        out,
        location["name"],
        ("id", location["id"]),
        ("kind", location["kind"]),
        ("country", location["country"]),
        ("lies in", within and within["name"]),
        ("point", f"{location['latitude']:.4f}, {location['longitude']:.4f}" if point else None),
        ("GeoNames", location["geonames"] and str(location["geonames"])),
    )
    _events(out, location["events"])


def _events(out: Console, events: dict[str, Any]) -> None:
    # rich is needed for tables only.
    from kb.cli.tables import print_timeline

    shown = len(events["nodes"])
    total = events["totalCount"]
    out.print(
        f"\nEvents ({total})" if shown == total else f"\nEvents (the first {shown} of {total})"
    )
    print_timeline(out, events["nodes"])


def _facts(out: Console, title: str, *rows: tuple[str, str | None]) -> None:
    # rich is needed for tables only.
    from kb.cli.tables import print_facts

    out.print(title, style="bold")
    print_facts(out, [(name, value) for name, value in rows if value])


def _mode(thing: dict[str, Any]) -> str:
    return f"{thing['type']} ({thing['mode']})" if thing["mode"] else str(thing["type"])


def _nonempty(things: list[dict[str, Any]]) -> str:
    return names(things) if things else ""


def _date(date: dict[str, Any]) -> str:
    """As "2019-04-04 (“on Thursday”; relative to publication)"."""
    phrase = [f"“{date['phrase']}”"] if date["phrase"] else []
    basis = [date["basis"].lower().replace("_", " ")] if date["basis"] else []
    notes = "; ".join(phrase + basis)
    resolved = date["earliest"] or date["latest"]
    words = date_words(date) if resolved else "undated"
    return f"{words} ({notes})" if notes else words


def _published(published: dict[str, Any] | None) -> str:
    if not published:
        return "not stated"
    return f"{published['instant'] or published['edtf']} ({published['basis'].lower()})"


def _period(first: str | None, last: str | None) -> str | None:
    return first if first == last else f"{first} to {last}"


def _words(mention: dict[str, Any]) -> str:
    """Which words state which field: "says: “offer”; source: “Washington”"."""
    parts = [("event", mention["trigger"])]
    for role in ("sources", "targets", "places"):
        parts += [(role[:-1], thing["words"]) for thing in mention[role]]
    if mention["dateWords"]:
        parts.append(("date", mention["dateWords"]))
    return "; ".join(f"{name} “{words['text']}”" for name, words in parts)


def _may_mean(mention: dict[str, Any]) -> str:
    """What ambiguous words may mean: "“Korea”: South Korea (100 usual) or North Korea (0 …)"."""
    named = [n for key in ("sources", "targets", "places") for n in mention[key]]
    saying = mention["attribution"]
    while saying:
        named.append(saying)
        saying = saying.get("via")
    found: dict[str, str] = {}
    for name in (*named, *mention["unresolved"]):
        if name["candidates"]:
            listed = " or ".join(_candidate(candidate) for candidate in name["candidates"])
            found[f"“{name['words']['text']}”"] = listed
    return "; ".join(f"{words}: {listed}" for words, listed in found.items())


def _candidate(candidate: dict[str, Any]) -> str:
    where = f", {candidate['country']}" if candidate["country"] else ""
    reasons = ", ".join(candidate["reasons"])
    return f"{candidate['name']}{where} ({candidate['score']}: {reasons})"


def _acting(acting: dict[str, Any]) -> str:
    text = str(acting["actor"]["name"])
    if acting["since"] or acting["until"]:
        text += f" ({acting['since'] or '…'} to {acting['until'] or '…'})"
    return text


_PRINTERS: dict[str, Callable[[Console, dict[str, Any]], None]] = {
    "Event": _event,
    "Mention": _mention,
    "Article": _article,
    "Actor": _actor,
    "Location": _location,
}
