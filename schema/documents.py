"""Query texts parsed, checked and kept."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    parse,
    specified_rules,
    validate,
)

from schema.guard import Limits, measure

#: How many errors a rejected query is told of.
_MAX_ERRORS = 5
#: How many documents are kept, and how many characters they may have together: a parsed document
#: takes some hundred times the space of its text.
_KEPT = 512
_KEPT_CHARACTERS = 400_000


class RejectedError(Exception):
    """A query text that can't be run; `errors` says why."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__(errors[0].message)
        self.errors = errors


@dataclass(slots=True)
class Documents:
    """Valid documents by their text, the ones used last; safe to share between threads."""

    schema: GraphQLSchema
    limits: Limits
    _documents: OrderedDict[str, DocumentNode] = field(default_factory=OrderedDict)
    _characters: int = 0  #: of the texts that are kept
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, text: str) -> DocumentNode:
        """The document of a query text; raises RejectedError. Its limits are checked first."""
        with self._lock:
            found = self._documents.get(text)
            if found is not None:
                self._documents.move_to_end(text)
                return found
        document = self._read(text)
        with self._lock:
            if text not in self._documents:
                self._documents[text] = document
                self._characters += len(text)
            while len(self._documents) > _KEPT or self._characters > _KEPT_CHARACTERS:
                oldest, _ = self._documents.popitem(last=False)
                self._characters -= len(oldest)
        return document

    def _read(self, text: str) -> DocumentNode:
        if len(text) > self.limits.characters:
            raise RejectedError(
                [GraphQLError(f"the query is longer than {self.limits.characters} characters")]
            )
        try:
            document = parse(text, max_tokens=self.limits.tokens)
            measure(document, self.limits)
        except GraphQLError as error:
            raise RejectedError([error]) from error
        errors = validate(self.schema, document, specified_rules, max_errors=_MAX_ERRORS)
        if errors:
            raise RejectedError(errors)
        return document
