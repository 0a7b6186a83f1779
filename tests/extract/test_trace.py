"""What the rules tell a trace, and what a found party says of how it was found."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kb.extract.rules import Rule
from kb.extract.trace import Trace
from kb.model.articles import Article

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from kb.extract import RuleExtractor
    from kb.extract.lexicon import Entry
    from kb.extract.moods import Cue
    from kb.extract.scene import Party
    from kb.extract.triggers import Trigger


ROOT = Path(__file__).parents[2]


class Heard(Trace):
    """Remembers words with the rule by which they were left out."""

    def __init__(self) -> None:
        self.words: list[tuple[str, Rule]] = []

    def refused(self, word: Token, entry: Entry, rule: Rule) -> None:
        """As the base class has it."""
        assert entry.name
        self.words.append((word.text, rule))

    def dropped(self, trigger: Trigger, rule: Rule, words: Iterable[Cue | Token] = ()) -> None:
        """As the base class has it."""
        assert list(words) is not None
        self.words.append((trigger.token.text, rule))

    def passed(self, trigger: Trigger, parties: Iterable[Party], rule: Rule) -> None:
        """As the base class has it."""
        assert trigger.token.text
        self.words += [(party.span.text, rule) for party in parties]


CASES = [
    ("Chad met the needs of Mali.", "met", Rule.NEVER),
    ("A spring attacked.", "attacked", Rule.NO_ACTOR),
    ("Chad did not attack Mali.", "attack", Rule.NEGATED),
    ("Chad may attack Mali.", "attack", Rule.HYPOTHETICAL),
    ("Chad accused Mali of attacking Peru.", "attacking", Rule.CONTENT),
    ("Has Chad attacked Mali?", "attacked", Rule.HYPOTHETICAL),
]


@pytest.mark.parametrize(("text", "word", "rule"), CASES)
def test_what_is_left_out_is_told_with_its_rule(
    text: str, word: str, rule: Rule, extractor: RuleExtractor
) -> None:
    """Words that are in the lexicon and state no event reach the trace with the reason."""
    heard = Heard()
    extractor.extract(Article(text), heard)
    assert (word, rule) in heard.words


def test_a_trace_changes_nothing(extractor: RuleExtractor) -> None:
    """The mentions are the same with a trace and without."""
    article = Article("Chad attacked Mali, and Peru said on Monday it would sanction Chad.")
    assert extractor.extract(article, Heard()) == extractor.extract(article)


def test_every_rule_is_used_and_documented() -> None:
    """The code applies every rule, and docs/meaning.md lists them all with their meaning."""
    code = "".join(path.read_text("utf-8") for path in sorted((ROOT / "kb").glob("[ce]*/*.py")))
    assert {rule.name for rule in Rule} == set(re.findall(r"Rule\.([A-Z_]+)", code))
    page = (ROOT / "docs/meaning.md").read_text("utf-8")
    rows = re.findall(r"^\| (.+?) \| (.+) \|$", page, re.MULTILINE)
    listed = [(name, meaning) for name, meaning in rows if name in set(Rule)]
    assert listed == [(rule.value, rule.meaning) for rule in Rule]


def test_every_rule_has_a_name_and_a_meaning() -> None:
    """Names are short words in lower case, each used once; a meaning says more."""
    for rule in Rule:
        assert rule.value == rule.value.lower().strip()
        assert len(rule.meaning) > len("a word"), rule
    assert len({rule.value for rule in Rule}) == len(Rule.__members__)
