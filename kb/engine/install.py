"""Install the engine: fetch Neo4j's jars, once per machine, and record the AOT cache.

::

    CACHE_DIR/engine/
        HASH_OF_LOCK/install.lock   serialises installs
        HASH_OF_LOCK/jars/          the jars, each checked before it comes here
        HASH_OF_LOCK/complete       written last: all jars were there and right
        HASH_OF_LOCK/NAME.aot       the AOT cache of one Java runtime and environment
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kb.engine import java, spawn
from kb.engine.fetch import JgoFetcher
from kb.engine.layout import Layout, lock_file, read_text
from kb.engine.lock import Artefact, Lock
from kb.engine.plan import Plan, choose_ports, make_nonce
from kb.errors import EngineError, EngineInstallError

if TYPE_CHECKING:
    from collections.abc import Callable

    from kb.settings import Settings

    #: Writes an artefact to a path, unchecked; raises EngineInstallError.
    Fetch = Callable[[Artefact, Path], None]
    #: Told (bytes that are there and right, bytes in all) after each jar.
    Progress = Callable[[int, int], None]

_THREADS = 8
#: One for each of some environments: they differ by Java runtime and by JPype's place.
_AOT_CACHES_KEPT = 4
_MIB = 1 << 20
_TRAINING_SECONDS = 300.0
_TRAINING_HEAP_MIB = 512
_TRAINING_PAGE_CACHE_MIB = 64


@dataclass(frozen=True, slots=True)
class Check:
    """One line of `kb doctor`."""

    name: str
    ok: bool
    detail: str


class EngineInstaller:
    """Fetches, checks and describes what the engine is made of.

    `lock` and `fetch` are for tests: what to fetch, and how; the packaged lock and jgo otherwise.
    """

    def __init__(
        self, settings: Settings, *, lock: Lock | None = None, fetch: Fetch | None = None
    ) -> None:
        self.lock = lock or Lock.packaged()
        self.folder: Path = settings.cache_dir / "engine" / self.lock.digest
        self.jars: Path = self.folder / "jars"
        self._complete = self.folder / "complete"
        self._fetch = fetch

    def installed(self) -> bool:
        """Tell whether all jars are there (checked when fetched; here their names only)."""
        if read_text(self._complete) != self.lock.digest:
            return False
        return {path.name for path in self.jars.glob("*.jar")} >= self._names()

    def describe(self) -> str:
        """Say what an install fetches, how much, under which licence, and to where."""
        return (
            f"Neo4j Community {self.lock.version} with Neo4j Browser (GPLv3): "
            f"{len(self.lock.artefacts)} files, {self.lock.size / _MIB:.0f} MiB, fetched from "
            f"their Maven artefacts, each checked by its SHA-256, to {self.folder}; "
            "plus an AOT cache of about 190 MiB that is recorded there, which halves the "
            "time of a start"
        )

    def install(self, progress: Progress | None = None) -> None:
        """Fetch what is missing or wrong, then record the AOT cache; raises EngineInstallError.

        What is there and right is not fetched again, so that an install that broke off goes on.
        `progress` is told (bytes that are there, bytes in all) after each jar.
        """
        try:
            self.jars.mkdir(parents=True, exist_ok=True)
            with lock_file(self.folder / "install.lock"):
                self._clear_leftovers()
                self._fetch_all(progress or _silent)
                self._complete.write_text(self.lock.digest, encoding="utf-8")
                if self._fetch is None and self.lacks_aot():
                    self._record_aot()
        except OSError as error:
            raise EngineInstallError(f"can't write to {self.folder}: {error}") from error

    def aot_cache(self) -> Path:
        """Return where the AOT cache of this Java runtime is, or would be."""
        return self.folder / java.aot_name(self.lock, self.jars)

    def lacks_aot(self) -> bool:
        """Tell whether an install would still record the AOT cache, which takes half a minute."""
        return java.aot_possible(self.jars) and not self.aot_cache().exists()

    def checks(self) -> list[Check]:
        """Look at what is there: the jars by hash, the Java runtime, the AOT cache."""
        return [self._check_java(), self._check_jars(), self._check_aot()]

    def _names(self) -> set[str]:
        return {artefact.file_name for artefact in self.lock.artefacts}

    def _fetch_all(self, progress: Progress) -> None:
        total, done = self.lock.size, 0
        with tempfile.TemporaryDirectory(dir=self.folder, prefix="fetch-") as scratch:
            fetch = self._fetch or JgoFetcher(Path(scratch, "repository"))
            with ThreadPoolExecutor(_THREADS) as pool:
                futures = [
                    pool.submit(self._fetch_one, fetch, artefact, Path(scratch))
                    for artefact in self.lock.artefacts
                ]
                try:
                    for future in as_completed(futures):
                        done += future.result()
                        progress(done, total)
                except BaseException:
                    pool.shutdown(cancel_futures=True)
                    raise
        for path in self.jars.glob("*.jar"):
            if path.name not in self._names():
                path.unlink()

    def _fetch_one(self, fetch: Fetch, artefact: Artefact, scratch: Path) -> int:
        """Make sure of one jar and return its size; it appears under its name only when right."""
        target = self.jars / artefact.file_name
        if not artefact.matches(target):
            part = scratch / artefact.file_name
            fetch(artefact, part)
            if not artefact.matches(part):
                raise EngineInstallError(
                    f"{artefact.file_name} as fetched doesn't match the lock "
                    f"(SHA-256 {artefact.sha256} expected): a broken download, or a repository "
                    "that serves something else; nothing of it is kept"
                )
            part.replace(target)
        return artefact.size

    def _clear_leftovers(self) -> None:
        """Delete what installs that were killed left, and the oldest AOT caches."""
        for leftover in (*self.folder.glob("fetch-*"), *self.folder.glob("training-*")):
            shutil.rmtree(leftover, ignore_errors=True)
        caches = sorted(self.folder.glob("*.aot"), key=lambda path: -path.stat().st_mtime)
        for old in caches[_AOT_CACHES_KEPT:]:
            old.unlink()

    def _record_aot(self) -> None:
        """Run the engine once on a throw-away store, to record what it loads."""
        with tempfile.TemporaryDirectory(dir=self.folder, prefix="training-") as scratch:
            root = Path(scratch)
            part = root / "part.aot"
            bolt_port, http_port = choose_ports(Layout(root))
            plan = Plan(
                root=str(root),
                jars=str(self.jars),
                version=self.lock.version,
                nonce=make_nonce(),
                bolt_port=bolt_port,
                http_port=http_port,
                heap_mib=_TRAINING_HEAP_MIB,
                page_cache_mib=_TRAINING_PAGE_CACHE_MIB,
                idle_seconds=_TRAINING_SECONDS,
                start_seconds=_TRAINING_SECONDS,
                aot_output=str(part),
            )
            process = spawn.spawn(Layout(root), plan)
            try:
                code = process.wait(_TRAINING_SECONDS)
            except subprocess.TimeoutExpired as error:
                raise EngineInstallError("the AOT cache could not be recorded in time") from error
            finally:
                process.kill()
                process.wait()
            if code:
                raise EngineInstallError(
                    "the jars are there, but the engine doesn't run; it said:\n"
                    + spawn.log_tail(Layout(root).log)
                )
            if part.exists():  # a runtime that can't record one starts without, only slower
                part.chmod(0o644)  # as the jars: the users of a machine may share them
                part.replace(self.aot_cache())

    def _check_java(self) -> Check:
        try:
            library = java.jvm_library(java.java_home())
        except EngineError as error:
            return Check("Java runtime", ok=False, detail=str(error))
        return Check("Java runtime", ok=True, detail=str(library))

    def _check_jars(self) -> Check:
        wrong = [a.file_name for a in self.lock.artefacts if not a.matches(self.jars / a.file_name)]
        if wrong:
            detail = f"{len(wrong)} of {len(self.lock.artefacts)} files missing or wrong"
            return Check("Neo4j", ok=False, detail=f"{detail}: run `kb engine install`")
        detail = (
            f"{self.lock.version}, {len(self.lock.artefacts)} files, "
            f"{self.lock.size / _MIB:.0f} MiB in {self.jars}"
        )
        return Check("Neo4j", ok=True, detail=detail)

    def _check_aot(self) -> Check:
        """Never wrong: without the cache the engine works, and starts more slowly."""
        cache = self.aot_cache()
        if not java.aot_possible(self.jars):
            detail = "none, so starts take twice as long: set KB_CACHE_DIR to a path in plain ASCII"
            return Check("AOT cache", ok=True, detail=detail)
        if not cache.exists():
            detail = "missing, so starts take twice as long: run `kb engine install`"
            return Check("AOT cache", ok=True, detail=detail)
        detail = f"{cache.stat().st_size / _MIB:.0f} MiB in {cache}"
        return Check("AOT cache", ok=True, detail=detail)


def _silent(_done: int, _total: int) -> None:
    pass
