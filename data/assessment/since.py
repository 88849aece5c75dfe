"""The result of comparing an assessment with an earlier one, theme by theme."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from data.model.assessment import EarlierRow, Typed
from data.stats.significance import Change

Fate = Literal["kept", "other types", "new", "dropped"]
# Why nothing is compared: the chosen months are before those of the earlier assessment, overlap
# them, or are more or fewer; or the earlier months begin before the months of this pack.
Obstacle = Literal["before", "overlap", "length", "missing"]


@dataclass(frozen=True, eq=False)
class ThemeSince:
    """A theme of the earlier assessment, of the present one, or of both.

    ``said`` has the earlier figures, None for a new theme; ``board`` is the mean of the board's
    scores in the earlier one. ``change`` is between two counts of this pack, of the crime types
    that the theme had in the earlier one; None where nothing is compared. ``rank`` is the present
    one, None if the theme was dropped or has no rank.
    """

    name: str
    fate: Fate
    said: EarlierRow | None = None
    board: float | None = None
    change: Change | None = None
    rank: int | None = None


@dataclass(frozen=True, eq=False)
class Earlier:
    """The earlier assessment: its year and months, its themes in its order, its recommendations.

    New themes follow its own. ``obstacle`` says why no theme is compared, None if some may be.
    """

    year: str
    first: date
    last: date
    themes: tuple[ThemeSince, ...]
    recommendations: tuple[Typed, ...]
    obstacle: Obstacle | None = None
