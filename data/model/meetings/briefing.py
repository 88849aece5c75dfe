"""A briefing: cards of views in order, each with a comment, and the briefing's form in the URL."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from data.model.control_characters import control_character
from data.model.meetings.agendas import SavedView

MOST = 6  # cards that fit one sheet of A4
LONGEST_COMMENT = 300
LONGEST = 2500  # characters in the URL, so that the address can be exported and sent
BETWEEN = "|"
CARD = re.compile(r"[a-z][a-z-]{0,60}")
OURS = re.compile(r"/(?![/\\])[^\s|]*")


@dataclass(frozen=True)
class Item:
    """One card of a view; the view's ``note`` is the comment of whoever composed the briefing."""

    card: str
    view: SavedView


def from_param(text: str) -> tuple[Item, ...] | None:
    """Return the items of ``card address comment|card address comment``.

    Empty for an empty text; None if it is malformed, too long or has too many cards.
    """
    if not text:
        return ()
    parts = text.split(BETWEEN)
    if len(text) > LONGEST or len(parts) > MOST or control_character(text):
        return None
    found = [_item(each) for each in parts]
    return None if None in found else tuple(each for each in found if each)


def to_param(found: Sequence[Item]) -> str:
    """Return the text in the URL, as ``assets/own/own.js`` writes it."""
    parts = ((each.card, each.view.address, each.view.note) for each in found)
    return BETWEEN.join(" ".join(filter(None, part)) for part in parts)


def _item(text: str) -> Item | None:
    card, _, rest = text.partition(" ")
    address, _, comment = rest.partition(" ")
    sound = CARD.fullmatch(card) and OURS.fullmatch(address) and len(comment) <= LONGEST_COMMENT
    return Item(card, SavedView("", address, comment.strip())) if sound else None
