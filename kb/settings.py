"""Settings: the environment, read once, into a frozen object that is passed on."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from platformdirs import user_cache_path, user_data_path

from kb.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The version of Neo4j that kb runs, builds against and is tested on. The one place that names it.
NEO4J_VERSION = "2026.08.1"


@dataclass(frozen=True, slots=True)
class LlmSettings:
    """Of the extractor "openai"; it is used only when it is asked for."""

    url: str | None = None  #: KB_LLM_URL: "http://127.0.0.1:11434/v1"; None is an error to it
    model: str | None = None  #: KB_LLM_MODEL: a name that the endpoint knows; None as above
    #: KB_LLM_KEY, or the content of KB_LLM_KEY_FILE; shown and logged nowhere.
    key: str | None = field(default=None, repr=False)
    seconds: float = 60.0  #: KB_LLM_SECONDS: how long one answer may take


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment says. Build with `Settings.from_environment()`."""

    neo4j_uri: str | None  #: KB_NEO4J_URI; None means the local engine
    neo4j_user: str  #: KB_NEO4J_USER
    neo4j_password: str | None  #: KB_NEO4J_PASSWORD, or the content of KB_NEO4J_PASSWORD_FILE
    neo4j_database: str  #: KB_NEO4J_DATABASE
    data_dir: Path  #: KB_DATA_DIR: the local engine's store, logs and password
    cache_dir: Path  #: KB_CACHE_DIR: what is fetched once per machine (the engine's jars)
    engine_idle_minutes: float  #: KB_ENGINE_IDLE_MINUTES: an engine without clients stops after it
    engine_bolt_port: int  #: KB_ENGINE_BOLT_PORT; 0 takes a free one
    engine_http_port: int  #: KB_ENGINE_HTTP_PORT (Neo4j Browser); 0 takes a free one
    engine_heap: str | None  #: KB_ENGINE_HEAP, for example "1g"; None sizes it from the machine
    engine_page_cache: str | None  #: KB_ENGINE_PAGE_CACHE, for example "256m"; None as above
    engine_start_seconds: float  #: KB_ENGINE_START_SECONDS: how long a start may take
    transaction_seconds: float  #: KB_TRANSACTION_SECONDS: how long one read statement may take
    max_file_bytes: int  #: KB_MAX_FILE_BYTES: a larger input file is refused
    log_level: str  #: KB_LOG_LEVEL
    extractor: str  #: KB_EXTRACTOR: the name of what reads articles
    llm: LlmSettings  #: KB_LLM_*

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Read the KB_* variables (of `environ`, else of the process); raises SettingsError."""
        env = os.environ if environ is None else environ
        return cls(
            neo4j_uri=_uri(env),
            neo4j_user=env.get("KB_NEO4J_USER") or "neo4j",
            neo4j_password=_secret(env, "KB_NEO4J_PASSWORD"),
            neo4j_database=env.get("KB_NEO4J_DATABASE") or "neo4j",
            data_dir=_folder(env, "KB_DATA_DIR") or user_data_path("kb", appauthor=False),
            cache_dir=_folder(env, "KB_CACHE_DIR") or user_cache_path("kb", appauthor=False),
            engine_idle_minutes=_number(env, "KB_ENGINE_IDLE_MINUTES", 15.0),
            engine_bolt_port=_port(env, "KB_ENGINE_BOLT_PORT"),
            engine_http_port=_port(env, "KB_ENGINE_HTTP_PORT"),
            engine_heap=env.get("KB_ENGINE_HEAP") or None,
            engine_page_cache=env.get("KB_ENGINE_PAGE_CACHE") or None,
            engine_start_seconds=_number(env, "KB_ENGINE_START_SECONDS", 120.0),
            transaction_seconds=_number(env, "KB_TRANSACTION_SECONDS", 30.0),
            max_file_bytes=int(_number(env, "KB_MAX_FILE_BYTES", 100 * 2**20)),
            log_level=(env.get("KB_LOG_LEVEL") or "WARNING").upper(),
            extractor=env.get("KB_EXTRACTOR") or "rules",
            llm=_llm(env),
        )


def _uri(env: Mapping[str, str]) -> str | None:
    """The address, which is printed in errors and by `kb status`: so it must hold no password."""
    uri = env.get("KB_NEO4J_URI") or None
    if uri and "@" in uri:
        raise SettingsError(
            "KB_NEO4J_URI",
            "holds a user or a password; give them in KB_NEO4J_USER and KB_NEO4J_PASSWORD",
        )
    return uri


def _llm(env: Mapping[str, str]) -> LlmSettings:
    key = _secret(env, "KB_LLM_KEY")
    if key and not (key.isascii() and key.isprintable() and " " not in key):
        # Not said what it is: it stands in a header, where these letters can't.
        raise SettingsError("KB_LLM_KEY", "holds letters that no key has (spaces, line breaks, …)")
    return LlmSettings(
        url=_llm_url(env),
        model=(env.get("KB_LLM_MODEL") or "").strip() or None,
        key=key or None,
        seconds=_number(env, "KB_LLM_SECONDS", 60.0),
    )


def _llm_url(env: Mapping[str, str]) -> str | None:
    """The endpoint's address, of which host and port are printed in warnings."""
    url = (env.get("KB_LLM_URL") or "").strip() or None
    if url is None:
        return None
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:  # a port that is no number, an address that is none
        usable = False
    if not usable:
        raise SettingsError("KB_LLM_URL", "is not an address like http://127.0.0.1:11434/v1")
    if parts.username is not None or parts.password is not None:
        raise SettingsError("KB_LLM_URL", "holds a user or a password; give a key in KB_LLM_KEY")
    return url


def _secret(env: Mapping[str, str], name: str) -> str | None:
    """The variable, or the content of the file that the variable with _FILE names."""
    variable = f"{name}_FILE"
    file = env.get(variable)
    if not file:
        return env.get(name) or None
    try:
        return Path(file).expanduser().read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(variable, f"can't read {file}: {error}") from error


def _folder(env: Mapping[str, str], name: str) -> Path | None:
    value = env.get(name)
    return Path(value).expanduser().absolute() if value else None


def _number(env: Mapping[str, str], name: str, default: float) -> float:
    text = env.get(name)
    if not text:
        return default
    try:
        value = float(text)
    except ValueError as error:
        raise SettingsError(name, f"{text!r} is not a number") from error
    if not 0 < value < float("inf"):
        raise SettingsError(name, f"{text!r} is not a positive number")
    return value


def _port(env: Mapping[str, str], name: str) -> int:
    text = env.get(name) or "0"
    if not text.isdecimal() or int(text) > 65535:  # noqa: PLR2004 -- the largest TCP port
        raise SettingsError(name, f"{text!r} is not a port (0 to 65535)")
    return int(text)
