"""The lock: which artefacts the engine is made of, each with the hash it must have.

`neo4j.lock.toml` ships with the package and names Maven coordinates only; where they come from is
the business of the Maven client (`kb.engine.fetch`). `python -m kb.engine.resolve` makes it.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True, order=True)
class Artefact:
    """One jar, by its Maven coordinates."""

    group: str  #: Maven's groupId
    name: str  #: Maven's artifactId
    version: str
    classifier: str  #: of native code ("linux-x86_64"), else ""
    sha256: str  #: 64 hexadecimal digits
    size: int  #: bytes

    @property
    def file_name(self) -> str:
        """The name that Maven gives the file."""
        parts = (self.name, self.version, self.classifier)
        return "-".join(part for part in parts if part) + ".jar"

    def matches(self, path: Path) -> bool:
        """Tell whether the file at `path` is this artefact: its size and its hash are right."""
        try:
            return path.stat().st_size == self.size and sha256_of(path) == self.sha256
        except OSError:
            return False


@dataclass(frozen=True)
class Lock:
    """All artefacts, in the order of the file."""

    version: str  #: Neo4j's version
    artefacts: tuple[Artefact, ...]

    @classmethod
    def packaged(cls) -> Lock:
        """Read the lock that ships with kb."""
        return cls.parse((files("kb.engine") / "neo4j.lock.toml").read_text(encoding="utf-8"))

    @classmethod
    def parse(cls, text: str) -> Lock:
        """Read a lock from TOML: `version` and a table `artefact` a jar."""
        table = tomllib.loads(text)
        return cls(
            version=table["version"],
            artefacts=tuple(
                Artefact(
                    group=row["groupId"],
                    name=row["artifactId"],
                    version=row["version"],
                    classifier=row.get("classifier", ""),
                    sha256=row["sha256"],
                    size=row["size"],
                )
                for row in table["artefact"]
            ),
        )

    def render(self) -> str:
        """Write the lock as TOML, the reverse of `parse`."""
        return "\n".join((f'version = "{self.version}"', *map(_render, self.artefacts)))

    @cached_property
    def digest(self) -> str:
        """Sixteen hexadecimal digits that change with any row; names the folder of the jars."""
        return hashlib.sha256(self.render().encode()).hexdigest()[:16]

    @property
    def size(self) -> int:
        """Bytes of all jars."""
        return sum(artefact.size for artefact in self.artefacts)


def sha256_of(path: Path) -> str:
    """Hash a file; raises OSError."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def _render(artefact: Artefact) -> str:
    classifier = [f'classifier = "{artefact.classifier}"'] if artefact.classifier else []
    return "\n".join(
        (
            "",
            "[[artefact]]",
            f'groupId = "{artefact.group}"',
            f'artifactId = "{artefact.name}"',
            f'version = "{artefact.version}"',
            *classifier,
            f'sha256 = "{artefact.sha256}"',
            f"size = {artefact.size}",
            "",
        )
    )
