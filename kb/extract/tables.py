"""The data files beside the code: tab-separated tables and TOML, with their headers.

A table's lines are records of tab-separated cells; the first line that is no comment names the
columns. Lines that begin with "#" state source and licence. Cells with several values separate
them by "|".
"""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any


def read_table(name: str) -> list[dict[str, str]]:
    """The records of `data/NAME`: column name to cell; a missing last cell is empty.

    Raises ValueError for a record with more cells than columns: the file is part of the program.
    """
    text = resources.files("kb.extract").joinpath("data", name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    columns = lines[0].split("\t")
    return [_record(name, columns, line) for line in lines[1:]]


def _record(name: str, columns: list[str], line: str) -> dict[str, str]:
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) > len(columns):
        raise ValueError(f"{name}: more cells than columns: {line!r}")
    return dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=True))


def several(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several."""
    return tuple(value.strip() for value in cell.split("|") if value.strip())


def read_toml(name: str) -> dict[str, Any]:
    """The content of `data/NAME`."""
    text = resources.files("kb.extract").joinpath("data", name).read_text(encoding="utf-8")
    return tomllib.loads(text)
