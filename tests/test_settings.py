"""What the environment may say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kb.errors import SettingsError
from kb.settings import LlmSettings, Settings

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("scheme", ["bolt", "neo4j+s", "http"])
def test_an_address_with_a_password_is_refused_and_not_repeated(scheme: str) -> None:
    """The address is printed in errors and by `kb status`, so a password in it is refused."""
    with pytest.raises(SettingsError) as caught:
        Settings.from_environment({"KB_NEO4J_URI": f"{scheme}://neo4j:s3cr3t@db.example:7687"})
    assert caught.value.variable == "KB_NEO4J_URI"
    assert "KB_NEO4J_PASSWORD" in str(caught.value)
    assert "s3cr3t" not in str(caught.value)


def test_an_address_without_one_is_taken() -> None:
    """An address of Neo4j stays as it is given; an empty one means the local engine."""
    uri = "neo4j+s://db.example:7687?policy=near"
    assert Settings.from_environment({"KB_NEO4J_URI": uri}).neo4j_uri == uri
    assert Settings.from_environment({"KB_NEO4J_URI": ""}).neo4j_uri is None


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("127.0.0.1:11434", "is not an address"),
        ("ftp://models.example/v1", "is not an address"),
        ("http:///v1", "is not an address"),
        ("http://models.example:70000/v1", "is not an address"),
        ("http://[::1/v1", "is not an address"),
        ("https://me:s3cr3t@models.example/v1", "KB_LLM_KEY"),
        ("https://s3cr3t@models.example/v1", "KB_LLM_KEY"),
    ],
)
def test_an_endpoint_s_address_that_cannot_be_used(url: str, said: str) -> None:
    """Neither another scheme nor a password in it; the address is not repeated."""
    with pytest.raises(SettingsError) as caught:
        Settings.from_environment({"KB_LLM_URL": url})
    assert caught.value.variable == "KB_LLM_URL"
    assert said in str(caught.value)
    assert "s3cr3t" not in str(caught.value)


def test_the_settings_of_a_model(tmp_path: Path) -> None:
    """Address, model and time as they are given, and the key, also from a file, is not shown."""
    file = tmp_path / "key"
    file.write_text("s3cr3t\n")
    given = {
        "KB_LLM_URL": " http://127.0.0.1:11434/v1 ",
        "KB_LLM_MODEL": "qwen:7b ",
        "KB_LLM_KEY_FILE": str(file),
        "KB_LLM_SECONDS": "5",
    }
    found = Settings.from_environment(given)
    assert found.llm == LlmSettings("http://127.0.0.1:11434/v1", "qwen:7b", "s3cr3t", 5.0)
    assert "s3cr3t" not in repr(found)
    assert Settings.from_environment({}).llm == LlmSettings(None, None, None, 60.0)


@pytest.mark.parametrize("key", ["s3cr3t\nx-header: 1", "s3 cr3t", "ş3cr3t"])
def test_a_key_that_no_header_can_hold(key: str) -> None:
    """It is refused without being repeated."""
    with pytest.raises(SettingsError) as caught:
        Settings.from_environment({"KB_LLM_KEY": key})
    assert "KB_LLM_KEY" in str(caught.value)
    assert "cr3t" not in str(caught.value)
