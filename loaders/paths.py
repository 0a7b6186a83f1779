"""The files that a user means by the paths that were given."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kb.errors import InputError
from loaders.content import display, unreadable
from loaders.sidecar import is_sidecar, owner

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STDIN = "-"

#: Files beside articles, by the part of their name before the dot; left out of folders.
NOT_ARTICLES = frozenset({"readme", "license", "licence", "notice", "copying"})


#: A file, standard input (the string "-": a path would be a file of that name), or a refusal.
Found = Path | str | InputError


def find_files(paths: Iterable[str]) -> list[Found]:
    """The files to load and the paths that can't be, in the order given; folders sorted.

    A folder is read with its subfolders; hidden files, sidecars and READMEs in it are no articles.
    No file comes twice, and no folder, so links that lead back end.
    """
    search = _Search()
    for path in paths:
        search.add(path)
    return list(search.resolve_sidecars())


@dataclass(slots=True)
class _Search:
    found: list[Found] = field(default_factory=list)
    seen: dict[str, str] = field(default_factory=dict)  #: real path -> the path as given

    def add(self, given: str) -> None:
        if given == STDIN:
            if self._is_new(STDIN, STDIN):
                self.found.append(STDIN)
            return
        before = len(self.found)
        pending = [Path(given)]
        while pending:  # no recursion: folders may be nested deeper than Python's stack
            pending += reversed(self._visit(pending.pop()))
        if len(self.found) == before:
            name = display(given)
            self.found.append(InputError(name, "is a folder without articles", "check the path"))

    def resolve_sidecars(self) -> Iterator[Found]:
        """What was found, without sidecars; those whose file isn't loaded are reported."""
        for item in self.found:
            if not isinstance(item, Path) or not is_sidecar(item):
                yield item
            elif os.path.realpath(owner(item)) not in self.seen and not _left_out(owner(item)):
                yield _lonely(item)

    def _visit(self, path: Path) -> list[Path]:
        """Take a file; of a folder return what is in it."""
        name = display(path)
        try:
            mode = path.stat().st_mode
            real = os.path.realpath(path)
            if not self._is_new(real, name):
                return []
            if not stat.S_ISDIR(mode):
                self.found.append(path)
                return []
            return _list_folder(path)
        except OSError as error:
            self.found.append(_unreachable(path, name, error))
        except ValueError as error:  # a null character in the path
            self.found.append(InputError(name, f"is no path: {error}", "check the path"))
        return []

    def _is_new(self, real: str, name: str) -> bool:
        first = self.seen.get(real)
        if first is None:
            self.seen[real] = name
            return True
        reason = "was given twice" if first == name else f"is the same as {first}, given before"
        self.found.append(InputError(name, reason, "it is loaded once; leave one out"))
        return False


def _list_folder(path: Path) -> list[Path]:
    """What is in a folder, links last: a file is taken under its own name, with its sidecar."""
    entries = sorted(os.scandir(path), key=lambda entry: (entry.is_symlink(), entry.name))
    return [path / entry.name for entry in entries if not _left_out(path / entry.name)]


def _left_out(path: Path) -> bool:
    return path.name.startswith(".") or path.name.lower().partition(".")[0] in NOT_ARTICLES


def _lonely(sidecar: Path) -> InputError:
    file = owner(sidecar)
    if file.exists():
        return InputError(display(sidecar), "is a sidecar, not an article", f"load {file.name}")
    reason = f"is the sidecar of {display(file.name)}, which is not there"
    return InputError(display(sidecar), reason, "name it FILE.meta.json after its file")


def _unreachable(path: Path, name: str, error: OSError) -> InputError:
    if isinstance(error, FileNotFoundError) and path.is_symlink():
        return InputError(name, "is a link to something that isn't there", "check the link")
    return unreadable(name, error)
