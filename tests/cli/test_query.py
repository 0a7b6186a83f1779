"""`kb query`: requests from arguments, files and standard input; what their errors mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.conftest import parse

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Kb, StandIn


def test_an_answer_is_printed_as_json(kb: Kb, knowledge_base: StandIn) -> None:
    """The request and its variables reach the schema; the answer is printed untouched."""
    assert parse(kb("query", "{ ok }", "--variables", '{"n": 1}')) == {"data": {"ok": True}}
    assert knowledge_base.options == {"graphql": "{ ok }", "variables": {"n": 1}}


def test_requests_come_from_files_and_standard_input(
    kb: Kb, knowledge_base: StandIn, tmp_path: Path
) -> None:
    """@FILE reads a file, "-" reads standard input, for the request and for the variables."""
    file = tmp_path / "request.graphql"
    file.write_text("{ é }", encoding="utf-8")
    kb("query", f"@{file}", "--variables", "-", stdin='{"n": 2}')
    assert knowledge_base.options == {"graphql": "{ é }", "variables": {"n": 2}}
    kb("query", "-", stdin="{ ok }")
    assert knowledge_base.options == {"graphql": "{ ok }", "variables": None}


@pytest.mark.parametrize(
    ("data", "status"), [({"data": {"a": None}}, 1), ({"data": None}, 1), ({}, 2)]
)
def test_errors_of_the_answer_are_lines_too(
    kb: Kb, knowledge_base: StandIn, data: dict[str, Any], status: int
) -> None:
    """An invalid request is misuse (2), a failed part of an answer a failure (1)."""
    error = {"message": "Cannot query\nfield", "locations": [{"line": 1, "column": 3}]}
    knowledge_base.answer = {**data, "errors": [error]}
    result = kb("query", "{ a }")
    assert result.exit_code == status
    assert result.stderr == "kb: Cannot query field (line 1, column 3)\n"
    assert '"errors"' in result.stdout
