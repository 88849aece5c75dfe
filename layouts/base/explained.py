"""Explain the terms of the glossary where a page uses them.

The first use of a term in a card becomes a button, which opens its meaning: a popover of the
browser's own, so it works by keyboard, touch and Escape without a script.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from data.model.slugs import slug
from layouts.base.glossary import ABBREVIATIONS, FORMS, WORDS
from layouts.base.markup import Element, html_text
from layouts.base.unchecked import html

# Each form in which pages write a term (also with a capital), longest first, and its term.
TERM_OF = dict(
    sorted(
        (
            (each, term)
            for term, forms in FORMS.items()
            for form in forms
            for each in (form, form[0].upper() + form[1:])
        ),
        key=lambda pair: -len(pair[0]),
    )
)
PART_OF_A_WORD = re.compile(r"[\w*]")
# A line may break at a button, so these marks are kept with it.
OPENING, CLOSING = re.compile(r"(?:\(|[▲▼△▽●] )$"), re.compile(r"^[).,;:]+")
# No button is put into these elements, nor into a heading if the term comes again below it.
APART = {"a", "abbr", "button", "caption", "label", "summary", "option"}
HEADINGS = {"h1", "h2", "h3"}


@dataclass(frozen=True)
class Use:
    """A use of a term in a text: where, in which section (by number), and whether in a heading."""

    start: int
    end: int
    term: str
    section: int
    heading: bool


def popover_id(term: str) -> str:
    """Return the id of the popover of a term."""
    return f"term-{slug(term)}"


def explained(*texts: str) -> list[str]:
    """Return the HTML texts of one card with a button at the first use of each term.

    A term in a heading becomes a button only where it stands nowhere else in the card. Each
    ``section`` element within a text counts as a card of its own.
    """
    uses = [(index, use) for index, text in enumerate(texts) for use in _uses(text)]
    first: dict[tuple[int, str], tuple[int, Use]] = {}
    for index, use in sorted(uses, key=lambda each: each[1].heading):
        first.setdefault((use.section, use.term), (index, use))
    return [
        _marked(text, [use for at, use in first.values() if at == index])
        for index, text in enumerate(texts)
    ]


def _uses(text: str) -> Iterator[Use]:
    """Yield the uses of terms where a button can stand."""
    used = tuple(each for each in TERM_OF if each in text)
    section = depth = heading = 0
    for match in _pattern(used).finditer(text) if used else ():
        start, end = match.span()
        closes, name = match.groups()
        if name:
            step = -1 if closes else 1
            depth += step * (name in APART)
            heading += step * (name in HEADINGS)
            section += name == "section" and not closes
        elif not depth and match[0] in TERM_OF and _is_whole(text, start, end):
            yield Use(start, end, TERM_OF[match[0]], section, bool(heading))


@lru_cache(maxsize=512)
def _pattern(used: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern that finds tags and these forms; few forms keep it fast."""
    return re.compile(rf"<(/?)(\w+)[^>]*>|{'|'.join(map(re.escape, used))}")


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether the text from ``start`` to ``end`` is not part of a longer word."""
    around = text[max(start - 1, 0) : start] + text[end : end + 1]
    return not PART_OF_A_WORD.search(around)


def _marked(text: str, uses: list[Use]) -> str:
    """Return a text in which these uses are buttons, on one line with the marks beside them."""
    for use in sorted(uses, key=lambda each: -each.start):
        about = {"class": "term", "popovertarget": popover_id(use.term)}
        button = html_text(Element("button", about, text[use.start : use.end]))
        before, after = text[: use.start], text[use.end :]
        opening, closing = _end(OPENING, before), _end(CLOSING, after)
        if opening or closing:
            button = f'<span class="unbroken">{opening}{button}{closing}</span>'
        text = before.removesuffix(opening) + button + after.removeprefix(closing)
    return text


def _end(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[0] if found else ""


def popovers() -> list[Any]:
    """Return a popover with the meaning of each term; one set serves every page.

    A popover is hidden until its button is pressed. It then gets the focus, so that a screen reader
    reads it, and gives the focus back when it is closed.
    """
    return [
        Element(
            "div",
            {
                "id": popover_id(term), "popover": True, "class": "explains", "role": "dialog",
                "aria-label": term, "tabindex": -1, "autofocus": True,
            },
            [html.B(term), f": {_meaning(term)}"],
        )
        for term in FORMS
    ]  # fmt: skip


def _meaning(term: str) -> str:
    if term not in ABBREVIATIONS:
        return WORDS[term]
    stands, meaning = ABBREVIATIONS[term]
    return f"{stands}. {meaning}"


def how_we_know(*content: Any) -> html.Details:
    """Return the methods behind a card, folded at its end."""
    said = [html.P(each) if isinstance(each, str) else each for each in content]
    return html.Details([html.Summary("How we know"), *said], className="how")
