"""Plug-ins as a user installs them: a package with metadata on the path."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

#: A plug-in that finds nothing.
SILENT = """\
from kb.model.events import Extraction


class Silent:
    name = "silent"
    version = "1"

    def __init__(self, settings):
        self.settings = settings

    def extract(self, article):
        return Extraction(self.name, self.version)
"""


def install(
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    code: str = SILENT,
    entries: str = "silent = {module}:Silent",
    *,
    package: str = "silent-plugin",
) -> str:
    """Put a package with one module and its entry points on the path; gives the module's name.

    `entries` are lines of the group kb.extractors; "{module}" in it is the module.
    """
    module = package.replace("-", "_")
    site = folder / f"site-{package}"
    info = site / f"{module}-1.0.dist-info"
    info.mkdir(parents=True)
    (site / f"{module}.py").write_text(code, encoding="utf-8")
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
    lines = entries.replace("{module}", module)
    (info / "entry_points.txt").write_text(f"[kb.extractors]\n{lines}\n")
    monkeypatch.syspath_prepend(str(site))
    monkeypatch.delitem(sys.modules, module, raising=False)
    return module
