"""Folders, links, sidecars and doubles among the paths that a user gives."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from kb.errors import InputError
from loaders.paths import find_files
from tests.loaders.conftest import write

if TYPE_CHECKING:
    import pytest


def found(*paths: Path | str) -> tuple[list[str], list[str]]:
    """(names of files in order, reasons of refusals in order)."""
    items = find_files([str(path) for path in paths])
    names = [i.name if isinstance(i, Path) else i for i in items if not isinstance(i, InputError)]
    return names, [i.reason for i in items if isinstance(i, InputError)]


def test_a_folder_is_read_in_sorted_order(tmp_path: Path) -> None:
    """Subfolders come in their place among the files."""
    for name in ("b/2.txt", "c.txt", "a.txt", "b/1.txt", "b/z/0.txt"):
        write(tmp_path, name, "x")
    assert found(tmp_path) == (["a.txt", "1.txt", "2.txt", "0.txt", "c.txt"], [])


def test_hidden_files_sidecars_and_readmes_are_no_articles(tmp_path: Path) -> None:
    """In a folder they are left out without a word."""
    for name in (".hidden.txt", ".git/a.txt", "a.txt", "a.txt.meta.json", "README.md", "LICENSE"):
        write(tmp_path, name, "x")
    assert found(tmp_path) == (["a.txt"], [])


def test_a_file_given_by_name_is_taken_whatever_its_name(tmp_path: Path) -> None:
    """Who names a hidden file or a README means it."""
    paths = [write(tmp_path, name, "x") for name in (".hidden.txt", "README.md")]
    assert found(*paths) == ([".hidden.txt", "README.md"], [])


def test_a_path_given_twice_is_loaded_once(tmp_path: Path) -> None:
    """The second one is refused, also by another spelling and inside a folder given before."""
    path = write(tmp_path, "a.txt", "x")
    names, reasons = found(tmp_path, path, tmp_path / "." / "a.txt", tmp_path)
    assert names == ["a.txt"]
    assert reasons == ["was given twice"] * 3


def test_standard_input_can_be_given_once() -> None:
    """A second "-" would read nothing."""
    assert found("-", "-") == (["-"], ["was given twice"])


def test_a_file_called_dash_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path with a folder in it, even "./", is not standard input."""
    write(tmp_path, "-", "x")
    monkeypatch.chdir(tmp_path)
    assert [type(item) for item in find_files(["./-", "-"])] == [type(tmp_path), str]


def test_links_that_lead_back_end(tmp_path: Path) -> None:
    """A link to a folder above is refused; a link to itself and to nothing as well."""
    write(tmp_path, "in/a.txt", "x")
    (tmp_path / "in" / "loop").symlink_to(tmp_path)
    (tmp_path / "in" / "nothing.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "in" / "self.txt").symlink_to(tmp_path / "in" / "self.txt")
    names, reasons = found(tmp_path)
    assert names == ["a.txt"]
    assert len(reasons) == 3
    assert reasons[0].startswith("is the same as ")
    assert reasons[1] == "is a link to something that isn't there"
    assert reasons[2].startswith("can't be read: ")


def test_a_file_is_taken_under_its_own_name(tmp_path: Path) -> None:
    """A link beside a file, though earlier in the alphabet, doesn't hide it and its sidecar."""
    (tmp_path / "side.txt").write_text("Talks were held.")
    (tmp_path / "linked.txt").symlink_to(tmp_path / "side.txt")
    found = find_files([str(tmp_path)])
    assert found[0] == tmp_path / "side.txt"
    assert isinstance(found[1], InputError)


def test_a_missing_path_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    """Nothing loaded in silence."""
    (tmp_path / "empty" / "inside").mkdir(parents=True)
    reasons = ["does not exist", "is a folder without articles"]
    assert found(tmp_path / "gone.txt", tmp_path / "empty") == ([], reasons)


def test_a_path_that_the_system_has_no_words_for_is_refused() -> None:
    """A null character and a name of 5,000 letters are refusals, not crashes."""
    names, reasons = found("a\0b.txt", "x" * 5000)
    assert names == []
    assert len(reasons) == 2


def test_what_is_no_regular_file_is_not_opened(tmp_path: Path) -> None:
    """A pipe without a writer would wait for ever."""
    from loaders import LoadOptions, read_articles

    os.mkfifo(tmp_path / "pipe.txt")
    (error,) = read_articles([str(tmp_path / "pipe.txt")], LoadOptions())
    assert isinstance(error, InputError)
    assert error.reason == "is not a regular file"


def test_a_sidecar_on_its_own_is_refused(tmp_path: Path) -> None:
    """With its file it is quiet (`kb load folder/*`); without, the user is told."""
    write(tmp_path, "a.txt", "x")
    write(tmp_path, "a.txt.meta.json", "{}")
    write(tmp_path, "b.txt.meta.json", "{}")
    sidecar = tmp_path / "a.txt.meta.json"
    assert found(sidecar, tmp_path / "a.txt") == (["a.txt"], [])
    assert found(sidecar) == ([], ["is a sidecar, not an article"])
    assert found(tmp_path) == (["a.txt"], ["is the sidecar of b.txt, which is not there"])


def test_a_name_that_is_no_text_can_be_printed(tmp_path: Path) -> None:
    """Bytes of a file name that are no UTF-8 are escaped in the refusal."""
    path = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    (error,) = find_files([path])
    assert isinstance(error, InputError)
    assert error.file.endswith("caf\\xe9.txt")
    assert str(error).encode("utf-8")


def test_deep_folders_are_read(tmp_path: Path) -> None:
    """Depth costs no stack: sixty folders are walked."""
    origin = Path.cwd()
    try:
        os.chdir(tmp_path)
        for _ in range(60):
            Path("d" * 10).mkdir()
            os.chdir("d" * 10)
        Path("a.txt").write_text("x", encoding="utf-8")
    finally:
        os.chdir(origin)
    assert found(tmp_path) == (["a.txt"], [])
