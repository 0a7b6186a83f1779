"""The loader of Cypher statements refuses what doesn't fit its header."""

from __future__ import annotations

import re

import pytest

from kb.errors import GraphError
from kb.graph.statements import Statements


def parse(text: str) -> Statements:
    """One file's statements."""
    return Statements.parse({"x.cypher": text})


def test_all_statements_of_the_package_load() -> None:
    """Every resource parses, and the schema's first migration is among them."""
    names = Statements.load().names()
    assert len(names) > 80
    assert "m001_01_meta" in names


def test_a_statement_keeps_its_text_and_parameters() -> None:
    """Header lines are cut off, other comments stay, and a semicolon at the end goes."""
    found = parse("// intro\n\n// name: one\n// params: a, b\n// why\nRETURN $a + $b;\n")["one"]
    assert found.params == {"a", "b"}
    assert found.text == "// why\nRETURN $a + $b"


def test_several_statements_in_a_file() -> None:
    """A header ends the statement before it."""
    found = parse("// name: one\n// params:\nRETURN 1\n// name: two\n// params:\nRETURN 2")
    assert found.names() == ["one", "two"]
    assert found["one"].text == "RETURN 1"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("RETURN 1", "before the first"),
        ("// name: one\nRETURN 1", "needs a name and a `// params:`"),
        ("// name: Not Good\n// params:\nRETURN 1", "needs a name"),
        ("// name: one\n// params:\nRETURN $a", "undeclared parameters: a"),
        ("// name: one\n// params: a, b\nRETURN $a", "unused parameters: b"),
        ("// name: one\n// params: a\nRETURN '$a' // $a", "unused parameters: a"),
        ("// name: one\n// params:\n// only a comment", "is empty"),
        ("// name: one\n// params:\nRETURN 1\n// name: one\n// params:\nRETURN 2", "twice"),
    ],
)
def test_a_bad_statement_is_refused(text: str, reason: str) -> None:
    """Whatever is wrong with a statement is said when the resources are read."""
    with pytest.raises(GraphError, match=re.escape(reason)):
        parse(text)


def test_a_dollar_in_a_string_is_no_parameter() -> None:
    """Strings, quoted names and comments may hold a dollar sign."""
    assert parse("// name: one\n// params:\nRETURN '$a' AS `$b` // $c")["one"].params == set()


def test_parameters_are_checked_when_a_statement_is_used() -> None:
    """A missing or unknown parameter is refused before anything is sent."""
    statement = parse("// name: one\n// params: a, b\nRETURN $a + $b")["one"]
    statement.check(["b", "a"])
    with pytest.raises(GraphError, match="one: missing or unknown parameters: b, c"):
        statement.check(["a", "c"])


def test_an_unknown_statement_is_an_error() -> None:
    """A name that no file defines is named in the error."""
    with pytest.raises(GraphError, match="no statement nothing"):
        parse("")["nothing"]
