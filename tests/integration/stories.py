"""Articles for the tests on Neo4j, and the state that storing them gives."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from kb.graph import Analysed, Graph, read, write
from kb.model.events import EventType, Status
from tests import factories as make

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WARNED = "Washington warned Ankara on Wednesday."
VISITED = "Ivan Petrov visited Izmir on 3 April 2019."


def story() -> list[Analysed]:
    """Articles of several outlets: shared events, a reprint, revisions, unknown names, runs."""
    petrov, petrow = make.person("Ivan Petrov", make.RUSSIA), make.person("IVAN PETROV")
    text = f"{WARNED} {VISITED}"
    visit = make.mention(
        text,
        trigger="visited",
        quote=VISITED,
        type=EventType.CONSULT,
        status=Status.OCCURRED,
        sources=[(petrov, "Ivan Petrov")],
        targets=[],
        when=make.on(2019, 4, 3),
        places=[(make.city("Izmir"), "Izmir")],
        speaker=(petrov, "Ivan Petrov"),
    )
    warning = make.mention(text, quote=WARNED)
    first = make.article(text, url="https://a.example/1", publisher="A")
    return [
        make.analysed(first, warning, visit),
        make.analysed(first, visit, version="0.9"),
        make.analysed(make.article(WARNED, url="https://b.example/1"), make.mention(WARNED)),
        make.analysed(
            make.article(
                WARNED, url="https://c.example/1", origins=("Reuters", "A"), publisher="C"
            ),
            make.mention(WARNED, confidence=80),
        ),
        make.analysed(
            make.article(VISITED, url="https://b.example/2", modified="2019-04-05T10:00:00+03:00"),
            make.mention(
                VISITED,
                trigger="visited",
                type=EventType.CONSULT,
                status=Status.OCCURRED,
                sources=[(petrow, "Ivan Petrov")],
                targets=[],
                when=make.on(2019, 4, 3),
                places=[(make.city("İzmir"), "Izmir")],
            ),
        ),
        make.analysed(
            make.article(WARNED, url="https://b.example/2", modified="2019-04-05T09:00:00Z"),
            make.mention(WARNED, confidence=90),
        ),
        make.analysed(make.article("Nothing.", url="https://d.example/1", when=None)),
        make.analysed(
            make.article(WARNED, url="https://d.example/2", when=date(2019, 4, 1)),
            make.mention(
                WARNED,
                type=EventType.SANCTION,
                status=Status.OCCURRED,
                when=make.on(2019, 7, 17),
            ),
        ),
    ]


def many() -> list[Analysed]:
    """The story, and 40 articles that name the same few actors, events and outlets."""
    found = story()
    for number in range(40):
        name = f"Person {number % 4}"
        text = f"{name} of Russia met Ankara in Bodrum, report {number % 7} said."
        met = make.mention(
            text,
            trigger="met",
            type=EventType.CONSULT,
            status=Status.OCCURRED if number % 3 else Status.PLANNED,
            sources=[(make.person(name, make.RUSSIA), name)],
            targets=[(make.TURKEY, "Ankara")],
            when=make.on(2019, 5, 1 + number % 5),
            places=[(make.city("Bodrum"), "Bodrum")],
            confidence=40 + number,
        )
        article = make.article(
            text,
            url=f"https://e.example/{number}",
            when=date(2019, 5, 6) + timedelta(days=number % 9),
            publisher=f"Outlet {number % 3}",
        )
        found.append(make.analysed(article, met))
    return found


def state(graph: Graph) -> str:
    """The canonical export as text."""
    return "\n".join(read.canonical_line(record) for record in read.export(graph))


def stored(graph: Graph, batches: Iterable[Sequence[Analysed]]) -> str:
    """The canonical state after storing some batches."""
    for batch in batches:
        write.store(graph, batch, make.clock())
    return state(graph)
