"""Sentences of an article's narrative, parsed; offsets are those of the article's text.

Asides (headline, byline, captions, source line) are cut out before spaCy sees the text. Where a
loader marked none, the plainest of them are recognised here, so that bare text works too.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.model.events import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    import spacy.tokens

    from kb.extract.nlp import LanguageModel
    from kb.model.articles import Article

#: Longest text that the parser gets at once, in characters: bounds memory on hostile input.
MAX_PARAGRAPH = 10_000
#: Shortest and longest line that counts as one of a hard-wrapped paragraph, in characters.
WRAP = (40, 120)

_ASIDE = re.compile(
    r"""\[\s*"                                        # a JSON list of tags
      | \(?\s*(?:cover\ (?:image|photo)|file\ photo|file\ image|source\(?s?\)?|photo|image
              |picture|caption|reporting|editing|writing|additional\ reporting)\b[^.]{0,20}[:\ ]by\b
      | \(?\s*(?:cover\ (?:image|photo)|file\ photo|file\ image|source\(?s?\)?|photo|image
              |picture|caption)\s*:
    """,
    re.IGNORECASE | re.VERBOSE,
)
_CREDIT = re.compile(
    r"(?:/\s*\w[\w .]*(?:Photo|Images?|Pictures)|\b(?:AFP|AP|EPA|Reuters|VCG|Xinhua) Photo"
    r"|/\s?(?:AFP|Getty Images|Reuters))\)?\s*$",
    re.IGNORECASE,
)
_END = re.compile(r"""[.!?…:;]["'”’»)\]]*\s*$""")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the narrative."""

    span: Span  #: without surrounding space
    tokens: spacy.tokens.Span  #: of the paragraph's document; indices are the document's
    offset: int  #: where the paragraph begins: a token's place is offset + token.idx
    paragraph: int  #: number of the paragraph; sentences of one share their document

    def words(self, first: int, last: int) -> Span:
        """The words from token `first` to token `last` (of the document, inclusive)."""
        doc = self.tokens.doc
        start = doc[first].idx
        end = doc[last].idx + len(doc[last])
        base = self.span.start - self.offset
        text = self.span.text[start - base : end - base]
        return Span(self.offset + start, self.offset + end, text)


def read_sentences(article: Article, nlp: LanguageModel) -> list[Sentence]:
    """The sentences of the narrative, in order; spaCy runs once over all paragraphs."""
    spans = list(paragraphs(article))
    docs = nlp.parse([_plain(article.text[start:end]) for start, end in spans])
    found = []
    for number, ((start, _), doc) in enumerate(zip(spans, docs, strict=True)):
        for tokens in doc.sents:
            span = _trimmed(article.text, start + tokens.start_char, start + tokens.end_char)
            if span.text:
                found.append(Sentence(span, tokens, start, number))
    return found


def paragraphs(article: Article) -> Iterator[tuple[int, int]]:
    """Where the narrative's paragraphs begin and end: lines, joined where they are wrapped."""
    lines = [
        line for start, end in _narrative(article) for line in _lines(article.text, start, end)
    ]
    for start, end in _without_asides(article, _joined(article.text, lines)):
        yield from _pieces(article.text, start, end)


def _plain(text: str) -> str:
    """The same length, as the parser can take it: every kind of space plain, no lone surrogates."""
    return re.sub(r"[\ud800-\udfff]", "\ufffd", re.sub(r"\s", " ", text))


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end, text[start:end])


def _narrative(article: Article) -> Iterator[tuple[int, int]]:
    """What lies between the asides."""
    position = 0
    for aside in article.asides:
        if aside.start > position:
            yield position, aside.start
        position = max(position, aside.end)
    if position < len(article.text):
        yield position, len(article.text)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of one part; an empty one is (n, n)."""
    for match in re.finditer(r"[^\n]*(?:\n|$)", text[start:end]):
        span = _trimmed(text, start + match.start(), start + match.end())
        if match.group():
            yield span.start, span.end


def _joined(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Lines, with those of a hard-wrapped paragraph put together."""
    joined: list[tuple[int, int]] = []
    block: list[tuple[int, int]] = []
    for line in [*lines, (0, 0)]:
        if line[0] == line[1]:
            joined += _unwrapped(text, block)
            block = []
        else:
            block.append(line)
    return joined


def _unwrapped(text: str, block: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """One block of lines as paragraphs: one if its lines are as full as a wrapped one's are."""
    widths = [end - start for start, end in block]
    if len(block) < 2 or not WRAP[0] <= max(widths) <= WRAP[1]:  # noqa: PLR2004 -- one line
        return block
    for width, (start, end) in zip(widths, block[1:], strict=False):
        word = len(text[start:end].split(maxsplit=1)[0])
        if width + 1 + word <= max(widths):  # the next word would have fitted: not wrapped
            return block
    return [(block[0][0], block[-1][1])]


def _without_asides(article: Article, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Paragraphs less those that are plainly no narrative, where no loader said so."""
    texts = [article.text[start:end] for start, end in spans]
    repeated = {text for text, count in Counter(texts).items() if count > 1}
    headline = not article.asides and len(texts) > 1 and not _END.search(texts[0])
    return [
        span
        for number, (span, text) in enumerate(zip(spans, texts, strict=True))
        if not (number == 0 and headline)
        and text != article.title
        and text not in repeated
        and not _ASIDE.match(text)
        and not _CREDIT.search(text)
    ]


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A paragraph in pieces that the parser can hold, cut after a sentence or a word."""
    while end - start > MAX_PARAGRAPH:
        window = text[start : start + MAX_PARAGRAPH]
        cut = max(window.rfind(". ") + 1, 0) or max(window.rfind(" "), 0) or MAX_PARAGRAPH
        yield start, start + cut
        start += cut
    if start < end:
        yield start, end
