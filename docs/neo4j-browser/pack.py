"""Pack queries/*.cypher into kb-queries.zip, which Neo4j Browser takes by drag and drop.

usage: python docs/neo4j-browser/pack.py
"""

from __future__ import annotations

import zipfile
from pathlib import Path

HERE = Path(__file__).parent
#: The same files give the same zip on every machine and day.
WHEN = (1980, 1, 1, 0, 0, 0)


def main() -> None:
    """Write the zip beside this file; Browser makes a folder of saved queries of "kb/"."""
    with zipfile.ZipFile(HERE / "kb-queries.zip", "w") as packed:
        for file in sorted((HERE / "queries").glob("*.cypher")):
            packed.writestr(zipfile.ZipInfo(f"kb/{file.name}", WHEN), file.read_bytes())


if __name__ == "__main__":
    main()
