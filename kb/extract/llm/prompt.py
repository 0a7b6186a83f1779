"""What the model is asked."""

from __future__ import annotations

import json
import re
from importlib import resources
from string import Template

from kb.extract.lexicon import load_ontology
from kb.model.events import Status

#: Version of what is asked and of how answers are read; part of the extractor's version.
PROMPT = "1"

#: status -> what the model is told of it
STATUSES = {
    Status.OCCURRED: "it has happened, or is happening",
    Status.ANNOUNCED: "the source says that it will do it",
    Status.PLANNED: "it is due or intended",
    Status.PROPOSED: "the source suggests it",
    Status.OFFERED: "the source offers it",
    Status.THREATENED: "the source threatens it",
    Status.DENIED: "somebody says that it did not happen",
    Status.CALLED_OFF: "it was planned and will not happen",
    Status.UNCLEAR: "the words leave it open",
}


def instructions() -> str:
    """What the model is told once, before each piece of text: the same for every article."""
    text = resources.files("kb.extract.llm").joinpath("prompt.txt").read_text("utf-8")
    types = "\n".join(
        f"- {kind.value}: {row['definition']}"
        + (f" [{', '.join(row['modes'])}]" * bool(row["modes"]))
        for kind, row in load_ontology().items()
    )
    statuses = "\n".join(f"- {status.value}: {meaning}" for status, meaning in STATUSES.items())
    return Template(text).substitute(types=types, statuses=statuses)


def material(title: str, text: str) -> str:
    """A piece of an article as JSON, so that none of its words can end it."""
    return json.dumps({"title": plain(title), "text": text}, ensure_ascii=False)


def plain(text: str) -> str:
    """One line, every space plain, and no lone surrogates, which no request can carry."""
    return re.sub(r"[\ud800-\udfff]", "\ufffd", " ".join(text.split()))
