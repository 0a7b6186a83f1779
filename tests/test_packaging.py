"""What is shipped: the wheel, the locks, and what no file of the product may say."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import kb
import loaders
import schema

ROOT = Path(__file__).parents[1]
PACKAGES = ("kb", "loaders", "schema")
LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-build.txt")


def tracked() -> list[Path]:
    """The files of the repository, from git; of a source archive without git, all of them."""
    ran = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if ran.returncode == 0:
        return [ROOT / name for name in ran.stdout.decode().split("\0") if name]
    hidden = {".venv", ".git", ".demo", "__pycache__"}
    return [p for p in ROOT.rglob("*") if p.is_file() and not hidden & set(p.parts)]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this tree without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run(
        [*command, "--no-index", "--wheel-dir", folder, ROOT], check=True, capture_output=True
    )
    (built,) = folder.glob("kb-*.whl")
    return built


def test_the_wheel_holds_all_packages_with_their_data(wheel: Path) -> None:
    """Every file below kb, loaders and schema is in the wheel: code, Cypher, GraphQL, data."""
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        path.relative_to(ROOT).as_posix()
        for path in tracked()
        if path.exists() and path.relative_to(ROOT).parts[0] in PACKAGES
    }
    assert wanted - names == set()
    for name in ("kb/py.typed", "kb/queries/timeline.graphql", "schema/schema.graphql"):
        assert name in names
    for suffix in (".cypher", ".toml"):
        assert any(name.endswith(suffix) for name in names)


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    """Tests, seeds and tools stay out of the wheel; the licence is in it."""
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert tops - set(PACKAGES) == {f"kb-{kb.__version__}.dist-info"}
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_wheel_installs_our_packages_and_the_command(wheel: Path, tmp_path: Path) -> None:
    """Installed from the wheel, `schema` is ours, the resources are readable, and `kb` is there."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*command, "--target", tmp_path / "site", wheel], check=True)
    code = (
        "import sys\n"
        "sys.path.insert(0, sys.argv[1])\n"
        "import kb, loaders, schema\n"
        "from kb.knowledge import document\n"
        "document('timeline')\n"
        "print(*(m.__file__ for m in (kb, loaders, schema)), sep='\\n')\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "site"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert [Path(line).parents[1] for line in ran.stdout.split()] == [tmp_path / "site"] * 3
    assert (tmp_path / "site" / "bin" / "kb").exists()


def test_schema_is_ours() -> None:
    """The package `schema` that Python finds is this project's, not one of the same name."""
    assert Path(schema.__file__).parent == ROOT / "schema"
    assert Path(loaders.__file__).parent == ROOT / "loaders"


def test_no_dependency_is_named_schema() -> None:
    """No lock brings in the package that would shadow ours."""
    for lock in LOCKS:
        assert not re.search(r"(?m)^schema==", (ROOT / lock).read_text())


@pytest.mark.parametrize("lock", [*LOCKS, "kb/engine/neo4j.lock.toml"])
def test_locks_hold_hashes_and_no_addresses(lock: str) -> None:
    """A lock pins by hash and leaves open where to fetch from."""
    text = (ROOT / lock).read_text()
    assert "://" not in text
    assert "sha256" in text


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_pinned_with_a_hash(lock: str) -> None:
    """An installer can check every requirement: each has one version and at least one hash."""
    requirements = re.split(r"(?m)^(?=\S)", (ROOT / lock).read_text())[1:]
    assert requirements
    for requirement in requirements:
        assert re.match(r"[\w.-]+(\[[\w,-]+\])?==", requirement), requirement
        assert "--hash=sha256:" in requirement


def test_the_locks_name_every_direct_dependency() -> None:
    """What pyproject.toml asks for is in the locks, so that `--no-deps` installs miss nothing."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    dev = [name for name in groups["dev"] if isinstance(name, str)]
    extras = [
        text for extra in project["project"]["optional-dependencies"].values() for text in extra
    ]
    for lock, wanted in (
        ("requirements.txt", project["project"]["dependencies"] + extras),
        ("requirements-dev.txt", project["project"]["dependencies"] + dev + groups["build"]),
        ("requirements-build.txt", groups["build"]),
    ):
        locked = {
            name.lower().replace("_", "-")
            for name in re.findall(r"(?m)^([\w.-]+)", (ROOT / lock).read_text())
        }
        names = {re.match(r"[\w.-]+", text).group().lower() for text in wanted}  # type: ignore[union-attr]
        assert {name.replace("_", "-") for name in names} <= locked, lock


def test_no_file_names_a_machine() -> None:
    """No file of the product names a path of one machine or the host of a registry."""
    # Written in parts, so that this file isn't found.
    parts = (
        "/wo" + "rk/",
        "/fa" + "rm/",
        "/Us" + "ers/",
        r"\.\./sha" + "red",
        "files.python" + "hosted",
        r"pypi\.o" + "rg",
        r"registry\.npm" + "js",
        r"repo1?\.ma" + "ven",
    )
    pattern = re.compile("|".join(parts))
    found = []
    for path in tracked():
        name = path.relative_to(ROOT).as_posix()
        if name == ".ci/run" or not path.is_file():  # that file alone may
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{name}: {match.group()}" for match in pattern.finditer(text)]
    assert found == []
