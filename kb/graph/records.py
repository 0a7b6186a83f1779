"""What goes into the graph as rows: articles, revisions, runs, publishers, actors, locations.

Pure: domain values in, dictionaries of what Bolt carries out (dates as `date`, times as ISO
strings). A property that is None is absent in the graph.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import pycountry

from kb.model.entities import ActorKind
from kb.model.events import run_id
from kb.model.ids import fold, make_id

if TYPE_CHECKING:
    from kb.model.articles import Article, Published
    from kb.model.entities import Actor, Location
    from kb.model.events import Extraction

Row = dict[str, Any]

#: A caption is what Neo4j Browser writes on a node: longer ones are cut there anyway.
_CAPTION = 60


@dataclass(frozen=True, slots=True)
class Analysed:
    """An article and what one extractor found in it."""

    article: Article
    extraction: Extraction
    #: Ids of the article, of this revision, and of the run over it: hashed once, used often.
    article_id: str = field(init=False, repr=False, compare=False)
    revision_id: str = field(init=False, repr=False, compare=False)
    run_id: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Hash the ids."""
        object.__setattr__(self, "article_id", self.article.id)
        object.__setattr__(self, "revision_id", self.article.revision_id)
        object.__setattr__(self, "run_id", run_id(self.article, self.extraction))


@dataclass(frozen=True, slots=True)
class Stored:
    """What one call of `store` changed."""

    articles: int = 0  #: articles given
    revisions: int = 0  #: revisions that the graph did not have
    mentions: int = 0  #: mentions that the graph did not have
    events: int = 0  #: events that were written anew, each counted once a transaction
    unchanged: int = 0  #: articles whose revision and run the graph had already
    outranked: int = 0  #: new runs that another run over the same revision goes before

    def __add__(self, other: Stored) -> Stored:
        mine, theirs = asdict(self), asdict(other)
        return Stored(**{name: value + theirs[name] for name, value in mine.items()})


def shorten(text: str, width: int = _CAPTION) -> str:
    """`text` on one line of at most `width` characters, cut between words where it can be."""
    line = " ".join(text.split())
    if len(line) <= width:
        return line
    cut = line[: width - 1]
    head = cut.rpartition(" ")[0] if " " in cut[width // 2 :] else cut
    return head.rstrip(" ,;:-") + "…"


def published_row(published: Published | None) -> Row:
    """The published_* properties, all None when the article states none."""
    return {
        "published_edtf": published and published.edtf,
        "published_earliest": published and published.earliest,
        "published_latest": published and published.latest,
        "published_instant": published and published.instant,
        "published_basis": published and published.basis.value,
    }


def article_row(analysed: Analysed) -> Row:
    """An article's properties as its current revision states them."""
    article = analysed.article
    return {
        "id": analysed.article_id,
        "caption": shorten(article.title or article.url or article.text) or "(empty)",
        "title": article.title,
        "url": article.url,
        "publisher": article.publisher,
        "origins": list(article.origins),
        "tags": list(article.tags),
        "language": article.language,
        **published_row(article.published),
        "modified": article.modified,
        "revision_id": analysed.revision_id,
    }


def revision_row(analysed: Analysed, recorded: str) -> Row:
    """A revision's properties; `recorded` is when the graph first knew it (ISO 8601).

    `file` and `record` say where it was read from then: history, like `recorded`.
    """
    article = analysed.article
    asides = [[aside.start, aside.end, aside.kind.value] for aside in article.asides]
    return {
        **article_row(analysed),
        "id": analysed.revision_id,
        "article_id": analysed.article_id,
        "text": article.text,
        "stated_id": article.stated_id,
        "asides": json.dumps(asides),
        "file": article.provenance.file,
        "record": article.provenance.record,
        "recorded": recorded,
        "retired": None,
        "current": False,
        "revision_id": None,
    }


def run_row(analysed: Analysed, recorded: str) -> Row:
    """The properties of one extractor's run over one revision."""
    extraction = analysed.extraction
    return {
        "id": analysed.run_id,
        "caption": f"{extraction.extractor} {extraction.version}",
        "revision_id": analysed.revision_id,
        "extractor": extraction.extractor,
        "version": extraction.version,
        "recorded": recorded,
        "retired": None,
        "current": False,
    }


def publisher_id(name: str) -> str:
    """The id of a publisher or an agency: a hash of its name as written."""
    return make_id("pub", name)


def publisher_row(name: str) -> Row:
    """The properties of a publisher or an agency."""
    folded = fold(name)
    return {
        "id": publisher_id(name),
        "caption": shorten(name),
        "name": name,
        "folded": folded,
        "names": [folded],
    }


def actor_row(actor: Actor) -> Row:
    """The properties of an actor that our own data knows; they don't depend on any article."""
    return {
        "id": actor.id,
        "kind": actor.kind.value,
        **naming(actor.name, actor.aliases),
        "country": actor.country,
        "wikidata": actor.wikidata,
        "known": actor.known,
    }


def naming(name: str, aliases: tuple[str, ...]) -> Row:
    """The properties of a name and its aliases: as written, and folded for look-ups."""
    folded = {fold(alias) for alias in (name, *aliases)}
    return {
        "caption": shorten(name),
        "name": name,
        "aliases": sorted(set(aliases) - {name}),
        "folded": fold(name),
        "names": sorted(folded - {""}),
    }


def acts_for_rows(actor: Actor) -> list[Row]:
    """Whom an actor acts for: rows of ACTS_FOR."""
    return [
        {
            "id": make_id("acting", actor.id, link.principal, str(link.since), str(link.until)),
            "start": actor.id,
            "end": link.principal,
            "props": {"since": link.since, "until": link.until},
        }
        for link in actor.acts_for
    ]


def principal_row(identifier: str) -> Row:
    """The properties of an actor that we know only as somebody's principal.

    For "act_TUR" the name is that of ISO 3166-1; the next record of our own data replaces it.
    """
    alpha3 = identifier.removeprefix("act_")
    country = pycountry.countries.get(alpha_3=alpha3) if len(alpha3) == 3 else None  # noqa: PLR2004 -- ISO 3166-1 alpha-3
    name = getattr(country, "common_name", country.name) if country else identifier
    return {
        "id": identifier,
        "kind": (ActorKind.STATE if country else ActorKind.ORGANISATION).value,
        **naming(name, ()),
        "country": alpha3 if country else None,
        "wikidata": None,
        "known": False,
    }


def location_row(location: Location) -> Row:
    """The properties of a location that our own data knows."""
    return {
        "id": location.id,
        "kind": location.kind.value,
        **naming(location.name, ()),
        "country": location.country,
        "geonames": location.geonames,
        "latitude": location.latitude,
        "longitude": location.longitude,
        "known": location.known,
    }


def in_rows(location: Location) -> list[Row]:
    """What a location lies in: rows of IN."""
    if location.parent is None:
        return []
    identifier = make_id("in", location.id, location.parent)
    return [{"id": identifier, "start": location.id, "end": location.parent, "props": {}}]
