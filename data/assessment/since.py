"""What an earlier assessment said of each theme, and what has happened since."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from data.model.assessment import EarlierRow, Typed
from data.stats.significance import Change

Fate = Literal["kept", "other types", "new", "dropped"]
# Why nothing is compared: the chosen months are before those of the earlier assessment, overlap
# them, are not as many, or some of those are missing from this data.
Obstacle = Literal["before", "overlap", "length", "missing"]


@dataclass(frozen=True, eq=False)
class ThemeSince:
    """A theme of the earlier assessment, of the present one, or of both.

    ``said`` is what the earlier one said, None where it is new; ``board`` is the mean of the
    board's scores then. ``change`` is that between two counts of this pack, of the crime types that
    the theme had then, None where nothing is compared. ``rank`` is that now.
    """

    name: str
    fate: Fate
    said: EarlierRow | None = None
    board: float | None = None
    change: Change | None = None
    rank: int | None = None


@dataclass(frozen=True, eq=False)
class Earlier:
    """The earlier assessment: its year and months, its themes in its order, and what it advised.

    ``obstacle`` says why no theme is compared.
    """

    year: str
    first: date
    last: date
    themes: tuple[ThemeSince, ...]
    recommendations: tuple[Typed, ...]
    obstacle: Obstacle | None = None
