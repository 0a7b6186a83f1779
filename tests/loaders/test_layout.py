"""The parts of a text that are not narrative."""

from __future__ import annotations

import pytest

from kb.model.articles import Aside, AsideKind
from loaders.captions import is_caption
from loaders.credit_lines import is_boilerplate, is_byline, read_dateline, read_source_line
from loaders.header import read_header
from loaders.layout import read_layout, without_overlaps
from loaders.metadata import split_credits
from loaders.paragraphs import find_paragraphs


@pytest.mark.parametrize(
    "text",
    [
        "Trucks roll into Ankara, July 1, 2018. /VCG Photo",
        "A minister in Brussels, June 3, 2018. /AFP",
        "Trucks in Ankara. REUTERS/Jane Doe/File Photo",
        "Soldiers in Kyiv. Anadolu Agency/Getty Images",
        "A man walks past the bank. (AP Photo/Jane Doe)",
        "A man walks past the bank (Photo by Jane Doe/Agency Images)",
        "The presidents meet in Sochi. [Photo/Xinhua]",
        "The presidents meet in Sochi. [Jane Doe/Reuters]",
        "FILE PHOTO: A plane lands in Lisbon.",
        "FILE - In this photo a plane lands.",
        "A ship at sea. Photo: Jane Doe",
        "A ship at sea. © AFP",
        "(Cover image: A ship at sea. /VCG Photo)",
    ],
)
def test_credits_and_openings_tell_a_caption(text: str) -> None:
    """What agencies and sites put at the ends of captions."""
    assert is_caption(text)


@pytest.mark.parametrize(
    "text",
    [
        "He did not give a yes/no answer.",
        "The ministers posed for a photo (see photo).",
        "The picture was bleak, the bank said.",
        "They voted for Fidesz/KDNP in April.",
        "She said the photo had been forged and asked for an inquiry.",
        "The file was closed. He and/or she may appeal.",
    ],
)
def test_narrative_is_no_caption(text: str) -> None:
    """A slash or the word photo alone prove nothing."""
    assert not is_caption(text)


@pytest.mark.parametrize(
    ("text", "dateline", "agency", "date"),
    [
        ("WASHINGTON, April 3 (Reuters) - A", "WASHINGTON, April 3 (Reuters) -", "Reuters", None),
        ("WASHINGTON (AP) — A", "WASHINGTON (AP) —", "AP", None),
        (
            "Ankara, 3 April 2019 (Wire) – A",
            "Ankara, 3 April 2019 (Wire) –",
            "Wire",
            "3 April 2019",
        ),
        ("(Reuters) - A", "(Reuters) -", "Reuters", None),
        ("April 3 (Reuters) - A", "April 3 (Reuters) -", "Reuters", None),
        ("MOSCOW/ANKARA (Reuters/AFP) -- A", "MOSCOW/ANKARA (Reuters/AFP) --", "Reuters/AFP", None),
        ("UNITED NATIONS — “A", "UNITED NATIONS —", None, None),
        ("KYIV, Ukraine, May 5, 2020 - A", "KYIV, Ukraine, May 5, 2020 -", None, "May 5, 2020"),
    ],
)
def test_a_dateline_is_told_from_its_sentence(
    text: str, dateline: str, agency: str | None, date: str | None
) -> None:
    """Place, date and agency in the forms that wires use; a date counts only with its year."""
    found = read_dateline(text)
    assert found is not None
    assert (text[: found.length], found.agency, found.date) == (dateline, agency, date)


@pytest.mark.parametrize(
    "text",
    [
        "NATO - the alliance of thirty - met.",
        "U.S. - Turkey ties are strained.",
        "The minister (Labour) - who was late - spoke.",
        "Ankara - Turkey's capital - was calm.",
        "S-400 — The system is Russian.",
    ],
)
def test_a_sentence_with_a_dash_has_no_dateline(text: str) -> None:
    """Words that go on after the dash, or a place in small letters without an agency."""
    assert read_dateline(text) is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Source(s): Reuters", ("Reuters",)),
        ("Source(s): Reuters ,AFP", ("Reuters", "AFP")),
        ("Sources: Reuters, AP and Reuters", ("Reuters", "AP")),
        ("Source: Xinhua News Agency", ("Xinhua News Agency",)),
        ("(With inputs from agencies)", ()),
        ("With input from AFP", ("AFP",)),
    ],
)
def test_a_source_line_names_the_origins(line: str, names: tuple[str, ...]) -> None:
    """Several are told apart, each once; nobody in particular is nobody."""
    credited = read_source_line(line)
    assert credited is not None
    assert split_credits(credited) == names


def test_a_source_line_in_the_middle_is_narrative() -> None:
    """It closes a text; elsewhere the words may be the story's."""
    body = "\n".join(["Source: he would not say."] + [f"Paragraph {i} is long." for i in range(6)])
    assert read_layout(body, guess=False).asides == ()


def test_bylines_and_furniture_are_told_from_narrative() -> None:
    """A sentence that begins with "By" ends with a full stop."""
    assert is_byline("By Jane Doe and John Roe, Ankara")
    assert not is_byline("By Thursday the talks had failed.")
    assert is_boilerplate("(Reporting by Jane Doe; Editing by John Roe)")
    assert not is_boilerplate("Reporting of cases was slow.")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Talks open\n\nThey met.", "Talks open"),
        ("Will talks open?\n\nThey met.", "Will talks open?"),
        (
            "Talks open in Geneva after a long night\nThe delegations met on Monday and "
            + "x " * 30,
            True,
        ),
        ("Talks opened.\n\nThey met.", None),
        ("Talks open", None),
        ("The delegations met on Monday in\nGeneva and would talk on for\nmore days.", None),
        ("The delegations met on Monday,\n\nthey said.", None),
        ("x" * 151 + "\n\nThey met.", None),
        ("WASHINGTON (AP) — They met\n\nThey left.", None),
    ],
)
def test_a_first_line_is_a_title_if_it_looks_like_one(text: str, title: str | bool | None) -> None:
    """Short, not a sentence, not broken in the middle, and not the only line."""
    expected = text.partition("\n")[0] if title is True else title
    assert read_header(text).stated.title == expected


def test_tags_that_are_no_json_are_no_header() -> None:
    """A line in brackets in a story stays narrative."""
    assert read_header("A\nB\n[applause]\nC", guess=False).asides == ()


def test_wrapped_lines_are_one_paragraph() -> None:
    """A caption over two lines is one caption; paragraphs of one line each stay apart."""
    wrapped = "The delegations met on Monday in\nGeneva and went\n\nhome."
    assert [p.text for p in find_paragraphs(wrapped)] == [
        "The delegations met on Monday in\nGeneva and went",
        "home.",
    ]
    lines = "The delegations met.\nThey left.\nNobody spoke."
    assert len(find_paragraphs(lines)) == 3


def test_a_caption_twice_directly_after_a_paragraph_is_found() -> None:
    """No blank line is needed, and white space between words may differ."""
    text = "They met.\nA hall\u00a0in Geneva, May 1\nA hall in Geneva,  May 1\n\nThey left."
    kinds = [text[a.start : a.end] for a in read_layout(text, guess=False).asides]
    assert kinds == ["A hall\u00a0in Geneva, May 1", "A hall in Geneva,  May 1"]


def test_asides_never_overlap() -> None:
    """Of two the one that begins first stays, and the longer of two that begin together."""
    a, b, c = (Aside(s, e, AsideKind.CAPTION) for s, e in ((0, 5), (0, 9), (8, 12)))
    assert without_overlaps([c, a, b]) == (b,)
