"""Whatever bytes a file holds, loaders give articles and refusals, never a crash."""

from __future__ import annotations

import io
import json
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from kb.errors import InputError
from kb.model.articles import Article
from loaders import LoadOptions, read_articles
from loaders.layout import read_layout

FORMATS = st.sampled_from([None, "text", "markdown", "jsonl"])

#: pieces that the formats give a meaning to, so that random files get past their first lines
PIECES = st.sampled_from(
    [
        *("---\n", "title: A\n", "date: 2019-04-04\n", "tags: [a, b]\n", "\n", "\n\n", "\r\n"),
        *('["china"]\n', "CGTN\n", "A title\n", "Source(s): Reuters, AFP", "By Jane Doe\n"),
        *("(Cover image: x. /VCG Photo)", "A caption. /VCG Photo\n", "Talks were held. "),
        *("WASHINGTON, April 3, 2019 (Reuters) - ", "Published: 2019\n", "Updated: 4 May 2019\n"),
        *('{"text": "', '", "published": "2019"}\n', '{"text": "A.", "url": "http://['),
        *("# ", "![a](b)", "<b>", "> ", "| a |\n|---|\n", "```\n"),
        *("\ufeff", "\u00a0", "\x85", "\u2028"),
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=30).map("".join)
BYTES = st.one_of(
    st.binary(max_size=400),
    TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")),
    TEXTS.map(lambda text: text.encode("utf-16", "surrogatepass")),
)


def check(article: Article) -> None:
    """What holds for every article, whatever it was read from."""
    assert article.text.strip()
    assert article.id.startswith("art_")
    assert article.revision_id.startswith("rev_")
    assert article.text.encode("utf-8")
    assert "\r" not in article.text
    for aside in article.asides:
        assert 0 <= aside.start < aside.end <= len(article.text)
        assert article.text[aside.start : aside.end].strip()
    assert all(a.end <= b.start for a, b in pairwise(article.asides))


@given(data=BYTES, format=FORMATS)
@example(data=b"---\n? [a]\n: b\n---\nBody", format="markdown")
@example(data=b"---\n\xc2\x85: 1\n---\nBody", format="markdown")
@example(data=b'{"text": "A.", "published": "0000-00-00"}', format="jsonl")
def test_any_bytes_give_articles_or_refusals(data: bytes, format: str | None) -> None:  # noqa: A002
    """Every result is an article whose asides fit its text, or a refusal of one line."""
    results = list(read_articles(["-"], LoadOptions(format=format), io.BytesIO(data)))
    assert results
    for result in results:
        if isinstance(result, InputError):
            assert result.reason
            assert "\n" not in str(result)
        else:
            check(result)


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=6,
)
FIELDS = [
    "title",
    "url",
    "publisher",
    "published",
    "origins",
    "source",
    "tags",
    "lang",
    "id",
    "modified",
]


@given(fields=st.dictionaries(st.sampled_from(FIELDS), JSON), text=TEXTS)
def test_any_fields_give_an_article_or_a_refusal(fields: dict[str, object], text: str) -> None:
    """A field of any JSON type is taken, ignored or refused by name."""
    line = json.dumps({"text": text, **fields}).encode()
    (result,) = read_articles(["-"], LoadOptions(format="jsonl"), io.BytesIO(line))
    if isinstance(result, Article):
        check(result)
    else:
        assert result.record in {"line 1", None}


@given(text=TEXTS, title=st.one_of(st.none(), st.text(max_size=10)))
def test_asides_lie_in_the_text_in_order(text: str, title: str | None) -> None:
    """For any text: none outside, none empty, none over another."""
    asides = read_layout(text, title=title).asides
    assert all(0 <= a.start < a.end <= len(text) for a in asides)
    assert all(a.end <= b.start for a, b in pairwise(asides))
