"""Make the lock anew: `python -m kb.engine.resolve` (for maintainers; needs Maven 3.8 or newer).

Maven resolves what Neo4j Community, its server and Neo4j Browser are made of; each jar is hashed as
it lies in Maven's own repository folder, and `neo4j.lock.toml` beside this module is written. Run
it after a change of `kb.settings.NEO4J_VERSION`, and look at the difference before committing it.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from kb.engine.lock import Artefact, Lock, sha256_of
from kb.settings import NEO4J_VERSION

#: What we ask for; all else follows. The browser has a version line of its own.
ROOTS = (
    ("org.neo4j", "neo4j", NEO4J_VERSION),
    ("org.neo4j.app", "neo4j-server", NEO4J_VERSION),
    ("org.neo4j.client", "neo4j-browser", "5.24.0"),
)

_LINE = re.compile(
    r"(?P<group>[\w.-]+):(?P<name>[\w.-]+):jar:(?:(?P<classifier>[\w.-]+):)?"
    r"(?P<version>[\w.-]+):(?:compile|runtime):(?P<path>\S+\.jar)"
)
_ANSI = re.compile(r"\x1b\[[0-9;]*m")


def main() -> None:
    """Resolve, hash, write."""
    target = Path(__file__).with_name("neo4j.lock.toml")
    lock = Lock(NEO4J_VERSION, tuple(sorted(parse(_run_maven()))))
    target.write_text(lock.render(), encoding="utf-8")
    sys.stdout.write(f"{target}: {len(lock.artefacts)} jars, {lock.size / 2**20:.0f} MiB\n")


def parse(listing: str) -> list[Artefact]:
    """Read Maven's `dependency:list` with absolute file names; hashes each file."""
    matches = _LINE.finditer(_ANSI.sub("", listing))
    return [
        Artefact(
            group=match["group"],
            name=match["name"],
            version=match["version"],
            classifier=match["classifier"] or "",
            sha256=sha256_of(Path(match["path"])),
            size=Path(match["path"]).stat().st_size,
        )
        for match in matches
    ]


def _run_maven() -> str:
    with tempfile.TemporaryDirectory() as folder:
        pom, listing = Path(folder, "pom.xml"), Path(folder, "list.txt")
        pom.write_text(_pom(), encoding="utf-8")
        subprocess.run(
            [
                *("mvn", "--quiet", "--batch-mode", "--file", str(pom), "dependency:list"),
                *("-DincludeScope=runtime", "-DoutputAbsoluteArtifactFilename=true"),
                f"-DoutputFile={listing}",
            ],
            check=True,
        )
        return listing.read_text(encoding="utf-8")


def _pom() -> str:
    rows = "".join(
        f"<dependency><groupId>{group}</groupId><artifactId>{name}</artifactId>"
        f"<version>{version}</version></dependency>"
        for group, name, version in ROOTS
    )
    return (
        "<project><modelVersion>4.0.0</modelVersion>"
        "<groupId>kb</groupId><artifactId>engine</artifactId><version>1</version>"
        f"<dependencies>{rows}</dependencies></project>"
    )


if __name__ == "__main__":
    main()
