"""Fetch one artefact through jgo, the Maven client, which knows the default repository.

A mirror is configured as for jgo itself: a `[repositories]` section in its configuration file
(`central = ADDRESS` there replaces the default one); the usual proxy variables are honoured too.
"""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING

from kb.errors import EngineInstallError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from kb.engine.lock import Artefact

_ATTEMPTS = 3
_PAUSE_SECONDS = 1.0


class JgoFetcher:
    """Fetches artefacts into a scratch repository folder; one object serves several threads."""

    def __init__(self, scratch: Path) -> None:
        # Lazy: jgo brings an HTTP client along, which only an install needs.
        from jgo.config import GlobalSettings
        from jgo.maven import MavenContext

        default = MavenContext().remote_repos
        self._context: Any = MavenContext(
            repo_cache=scratch,
            remote_repos={**default, **GlobalSettings.load().repositories},
            timeout=30,
        )

    def __call__(self, artefact: Artefact, target: Path) -> None:
        """Write the artefact to `target`, unchecked; raises EngineInstallError."""
        maven = (
            self._context.project(artefact.group, artefact.name)
            .at_version(artefact.version)
            .artifact(classifier=artefact.classifier)
        )
        shutil.move(_with_retries(lambda: _download(maven), artefact), target)


def _download(maven: Any) -> Path:
    # A download that broke off lies in the scratch folder and jgo would take it for whole.
    maven.cached_path.unlink(missing_ok=True)
    path: Path = maven.resolve()
    return path


def _with_retries(download: Callable[[], Path], artefact: Artefact) -> Path:
    from requests import RequestException

    for attempt in range(1, _ATTEMPTS + 1):
        try:
            return download()
        except (RequestException, OSError) as error:
            if attempt == _ATTEMPTS:
                raise EngineInstallError(
                    f"the Maven repository can't be reached ({_brief(error)}); "
                    "check the network or the proxy, or configure a mirror in jgo's configuration "
                    "file; what is fetched already is kept, so run `kb engine install` again"
                ) from error
        except RuntimeError as error:
            raise EngineInstallError(
                f"the Maven repository doesn't have {artefact.group}:{artefact.file_name}"
            ) from error
        time.sleep(_PAUSE_SECONDS * attempt)
    raise AssertionError("unreachable: the last attempt returns or raises")


def _brief(error: Exception) -> str:
    """Return the kind of a network error and the address it met; its text is a page long."""
    address = getattr(getattr(error, "request", None), "url", None) or str(error)[:200]
    return f"{type(error).__name__} at {address}"
