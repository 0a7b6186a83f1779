"""Files in the data folder."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from kb.engine.endpoint import read_endpoint, render_endpoint
from kb.engine.layout import Layout, is_held, lock_file, read_json, read_text, write_private
from tests.engine.test_configuration import make_plan

if TYPE_CHECKING:
    from pathlib import Path

_HOLD = """
import sys, time
from pathlib import Path
from kb.engine.layout import lock_file
lock = lock_file(Path(sys.argv[1]))
lock.acquire()
print("held", flush=True)
time.sleep(60)
"""


def test_private_file_is_replaced_whole(tmp_path: Path) -> None:
    """A private file is the owner's only, and nothing else stays beside it."""
    file = tmp_path / "secret"
    write_private(file, "one")
    write_private(file, "two")
    assert file.read_text() == "two"
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [file]


def test_missing_or_broken_files_read_as_empty(tmp_path: Path) -> None:
    """A file that isn't there, isn't text or isn't a JSON object reads as nothing."""
    assert read_text(tmp_path / "missing") == ""
    (tmp_path / "binary").write_bytes(b"\xff\xfe")
    assert read_text(tmp_path / "binary") == ""
    (tmp_path / "list").write_text("[1]")
    assert read_json(tmp_path / "list") == {}


def test_killed_holder_frees_the_lock(tmp_path: Path) -> None:
    """A lock is held by a living process and free once that process was killed."""
    path = tmp_path / "lock"
    command = [sys.executable, "-c", _HOLD, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert is_held(path)
        process.kill()
        process.wait()
        assert not is_held(path)


def test_probing_leaves_the_lock_free(tmp_path: Path) -> None:
    """Asking whether a lock is held doesn't take it."""
    assert not is_held(tmp_path / "lock")
    with lock_file(tmp_path / "lock").acquire(timeout=0):
        assert is_held(tmp_path / "lock")


def test_endpoint_file_holds_no_password(tmp_path: Path) -> None:
    """engine.json says where the engine answers; the password comes from its own file."""
    layout = Layout(tmp_path)
    layout.password.write_text("s3cret\n")
    text = render_endpoint(make_plan(bolt_port=4711, http_port=4712))
    layout.endpoint.write_text(text)
    endpoint = read_endpoint(layout)
    assert endpoint is not None
    assert endpoint.uri == "bolt://localhost:4711"
    assert endpoint.bolt_port == 4711
    assert endpoint.browser_url == "http://localhost:4712/browser/"
    assert endpoint.password == "s3cret"
    assert "s3cret" not in text
    assert "s3cret" not in repr(endpoint)


def test_foreign_endpoint_file_is_ignored(tmp_path: Path) -> None:
    """An engine.json with other fields, of another version of kb, reads as none."""
    layout = Layout(tmp_path)
    layout.endpoint.write_text('{"address": "x"}')
    assert read_endpoint(layout) is None
