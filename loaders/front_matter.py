"""The YAML block at the head of a Markdown file."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

import yaml

from loaders.metadata import FieldError

_FENCE = re.compile(r"---[ \t]*(?:\n|$)")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
#: Front matter is a page at most; what is longer is none.
_MAX_LENGTH = 64 * 1024


def split_front_matter(text: str) -> tuple[dict[Any, Any], str]:
    """The fields of the front matter (none if there is none) and the body; raises FieldError.

    Dates come back as ISO 8601 text with the precision they have, everything else as YAML says.
    """
    if text.startswith("+++"):
        raise FieldError("its front matter is TOML; kb reads YAML between two lines of ---")
    opening = _FENCE.match(text)
    if opening is None:
        return {}, text
    closing = _CLOSE.search(text, opening.end(), opening.end() + _MAX_LENGTH)
    if closing is None:
        raise FieldError("its front matter is not closed by a line of ---")
    return _parse(text[opening.end() : closing.start()]), text[closing.end() :]


def _parse(block: str) -> dict[Any, Any]:
    try:
        stated = yaml.safe_load(block)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f" in line {mark.line + 2} of the file" if mark else ""
        raise FieldError(f"its front matter is not YAML: {error.problem}{where}") from error
    except RecursionError as error:
        raise FieldError("its front matter is nested too deeply") from error
    except (yaml.YAMLError, ValueError, TypeError) as error:
        # ValueError: 2019-13-45 has the form of a date; TypeError: a list as a key
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise FieldError(f"its front matter can't be read: {reason}") from error
    if stated is None:
        return {}
    if not isinstance(stated, dict):
        raise FieldError("its front matter is not a list of fields (name: value)")
    return {key: _plain(value) for key, value in stated.items()}


def _plain(value: Any) -> Any:
    """YAML's own types as text: dates in ISO 8601, and numbers, as in `title: 1984`."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, list):
        return [_plain(item) if not isinstance(item, list) else item for item in value]
    return value
