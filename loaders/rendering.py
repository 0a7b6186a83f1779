"""Markdown rendered to plain text, with what in it is not narrative."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from kb.model.articles import Aside, AsideKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

_BREAK = "\n\n"


@dataclass(slots=True)
class Rendered:
    """Plain text with a blank line between paragraphs."""

    text: str = ""
    title: str | None = None  #: the first heading of level 1
    asides: list[Aside] = field(default_factory=list)


@dataclass(slots=True)
class _Page:
    """The paragraphs of a text that grows."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    asides: list[Aside] = field(default_factory=list)

    def add(self, text: str, kind: AsideKind | None = None) -> None:
        text = text.strip()
        if not text:
            return
        if self.parts:
            self.length += len(_BREAK)
        if kind is not None:
            self.asides.append(Aside(self.length, self.length + len(text), kind))
        self.parts.append(text)
        self.length += len(text)


def render(body: str) -> Rendered:
    """The words of a Markdown text.

    Paragraphs and items of lists are paragraphs, links keep their words, headings are headlines,
    images become captions of their alternative text (after the paragraph they stand in), tables
    are kept but are no narrative; code blocks and HTML are dropped.
    """
    page, title, inside = _Page(), None, "paragraph"
    for token in MarkdownIt("commonmark").enable("table").parse(body):
        if token.type in {"heading_open", "paragraph_open", "th_open", "td_open"}:
            inside = token.tag
        elif token.type == "inline":
            words, images = _inline(token.children or [])
            page.add(words, _kind(inside))
            if inside == "h1" and title is None:
                title = words.strip() or None
            for image in images:
                page.add(image, AsideKind.CAPTION)
    return Rendered(_BREAK.join(page.parts), title, page.asides)


def _kind(tag: str) -> AsideKind | None:
    if tag in {"th", "td"}:
        return AsideKind.BOILERPLATE
    return AsideKind.HEADLINE if tag[:1] == "h" and tag[1:].isdigit() else None


def _inline(tokens: Sequence[Token]) -> tuple[str, list[str]]:
    """The words of a paragraph on one line, and the alternative texts of its images."""
    words = "".join(_words(tokens))
    images = [
        " ".join("".join(_words(token.children or [])).split())
        for token in tokens
        if token.type == "image"
    ]
    return " ".join(words.split()), [image for image in images if image]


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in {"text", "text_special", "code_inline"}:
            yield token.content
        elif token.type in {"softbreak", "hardbreak"}:
            yield "\n"
        elif token.type == "html_inline" and token.content.lower().startswith("<br"):
            yield " "
