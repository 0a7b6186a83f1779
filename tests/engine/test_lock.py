"""The lock of the engine's artefacts."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

from kb.engine.lock import Artefact, Lock, sha256_of
from kb.engine.resolve import ROOTS, parse
from kb.settings import NEO4J_VERSION

if TYPE_CHECKING:
    from pathlib import Path

ROW = Artefact("g.h", "thing", "1.0", "linux-x86_64", "ab" * 32, 3)


def test_packaged_lock_is_of_the_version_we_name() -> None:
    """The lock that ships is of kb.settings.NEO4J_VERSION and holds what was asked for."""
    lock = Lock.packaged()
    assert lock.version == NEO4J_VERSION
    assert {(a.group, a.name, a.version) for a in lock.artefacts} >= set(ROOTS)


def test_packaged_lock_pins_every_file() -> None:
    """Each row has a full hash and a size, and no two rows share a file name."""
    artefacts = Lock.packaged().artefacts
    assert all(re.fullmatch(r"[0-9a-f]{64}", a.sha256) for a in artefacts)
    assert all(a.size > 0 for a in artefacts)
    assert len({a.file_name for a in artefacts}) == len(artefacts) > 200


def test_packaged_lock_names_no_address() -> None:
    """Where files come from is the Maven client's business, so the lock holds no address."""
    assert "://" not in (files("kb.engine") / "neo4j.lock.toml").read_text(encoding="utf-8")


def test_native_jars_keep_their_classifier() -> None:
    """Native code of several platforms is told apart by its classifier, in the file name too."""
    names = {a.file_name for a in Lock.packaged().artefacts if a.classifier}
    assert any(name.endswith("-linux-x86_64.jar") for name in names)
    assert any(name.endswith("-linux-aarch_64.jar") for name in names)


def test_render_and_parse_are_inverse() -> None:
    """A lock survives being written and read, with and without a classifier."""
    lock = Lock("1.2", (ROW, Artefact("g", "b", "2", "", "cd" * 32, 9)))
    assert Lock.parse(lock.render()) == lock


def test_packaged_lock_is_as_the_maker_writes_it() -> None:
    """The file that ships was written by `kb.engine.resolve`, not by hand."""
    text = (files("kb.engine") / "neo4j.lock.toml").read_text(encoding="utf-8")
    assert Lock.parse(text).render() == text


def test_digest_changes_with_any_row() -> None:
    """Another hash in one row gives another digest, hence another folder of jars."""
    other = Artefact(ROW.group, ROW.name, ROW.version, ROW.classifier, "cd" * 32, ROW.size)
    assert Lock("1", (ROW,)).digest != Lock("1", (other,)).digest


def test_matches_compares_size_and_hash(tmp_path: Path) -> None:
    """A file is the artefact only with its size and its hash; a missing file is not."""
    file = tmp_path / "x.jar"
    file.write_bytes(b"abc")
    right = Artefact("g", "x", "1", "", sha256_of(file), 3)
    assert right.matches(file)
    file.write_bytes(b"abd")
    assert not right.matches(file)
    assert not right.matches(tmp_path / "missing.jar")


def test_maker_reads_mavens_listing(tmp_path: Path) -> None:
    """The maker takes jars of the compile and runtime scopes from Maven's listing, hashed."""
    jar = tmp_path / "a.jar"
    jar.write_bytes(b"abc")
    listing = (
        "The following files have been resolved:\n"
        f"   g.h:plain:jar:1.0:compile:{jar}\n"
        f"   g.h:native:jar:linux-x86_64:1.1.Final:runtime:{jar}\x1b[36m -- module x\x1b[0;1m\n"
        f"   g.h:only-tests:jar:1.0:test:{jar}\n"
    )
    digest = sha256_of(jar)
    assert parse(listing) == [
        Artefact("g.h", "plain", "1.0", "", digest, 3),
        Artefact("g.h", "native", "1.1.Final", "linux-x86_64", digest, 3),
    ]
