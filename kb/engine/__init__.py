"""The local engine: a real Neo4j Community with Neo4j Browser, as a child process on loopback.

`EngineInstaller` fetches what it is made of, once per machine; `LocalEngine` starts and stops the
engine of a data folder. Only the child (`embedded`, `training`) loads the JVM.
"""

from kb.engine.endpoint import Endpoint
from kb.engine.install import Check, EngineInstaller
from kb.engine.process import LocalEngine

__all__ = ["Check", "Endpoint", "EngineInstaller", "LocalEngine"]
