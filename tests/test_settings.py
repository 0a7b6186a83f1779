"""What the environment may say."""

from __future__ import annotations

import pytest

from kb.errors import SettingsError
from kb.settings import Settings


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
