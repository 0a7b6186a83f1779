"""FILE.meta.json: what its owner states about FILE, where FILE doesn't say it itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kb.errors import InputError
from kb.model.articles import PublishedBasis
from loaders.content import display, read_file
from loaders.metadata import FieldError, Metadata, parse_metadata

if TYPE_CHECKING:
    from pathlib import Path

SUFFIX = ".meta.json"

#: A sidecar is a handful of fields; more than this is something else.
_MAX_BYTES = 2**20


def is_sidecar(path: Path) -> bool:
    """Whether a file is a sidecar, by its name."""
    return path.name.lower().endswith(SUFFIX)


def owner(path: Path) -> Path:
    """The file that a sidecar belongs to."""
    return path.with_name(path.name[: -len(SUFFIX)])


def read_sidecar(path: Path, *, single: bool) -> Metadata:
    """What the sidecar of `path` states, nothing if there is none.

    `single`: whether the file is one article; the sidecar of several can't say which one has
    the url, the id or the title. Raises InputError: a file whose sidecar is broken is not loaded
    without it, because it would get another identity and another date than its owner meant.
    """
    sidecar = path.with_name(path.name + SUFFIX)
    if not sidecar.exists():
        return Metadata()
    name = display(sidecar)
    stated = _parse(sidecar, name)
    if not single and (stated.title or stated.url or stated.stated_id):
        raise InputError(
            name,
            "states a title, url or id, but its file holds several articles",
            "state them in the records",
        )
    return stated


def _parse(sidecar: Path, name: str) -> Metadata:
    data = read_file(sidecar, name, _MAX_BYTES)
    remedy = f"correct it, then load {owner(sidecar).name}, which was not loaded without it"
    try:
        stated = json.loads(data.decode("utf-8-sig"))
        if not isinstance(stated, dict):
            raise InputError(name, "is not a JSON object", remedy)
        return parse_metadata(stated, PublishedBasis.SIDECAR)
    except FieldError as error:
        raise InputError(name, str(error), remedy) from error
    except RecursionError as error:
        raise InputError(name, "is nested too deeply", remedy) from error
    except ValueError as error:
        raise InputError(name, f"is not JSON: {error}", remedy) from error
