"""The two sides of a comparison as values: their counts, what they are divided by, the tests."""

from dataclasses import dataclass

from data.model.filters import Filters
from data.series.trends import Series
from data.stats.significance import Change


@dataclass(frozen=True)
class Refused:
    """Why two sides are not compared, as a clause."""

    reason: str


@dataclass(frozen=True)
class Side:
    """One side: its incidents in all, by type and by month of the pack, its residents and km².

    ``n`` and ``by_type`` are of its own months, ``series`` of every month. ``residents`` is None
    if a part is not made of wards. ``less``: the other side was subtracted from it.
    """

    filters: Filters
    n: int
    by_type: dict[str, int]
    series: Series
    residents: int | None
    km2: float
    less: bool = False

    @property
    def months(self) -> int:
        """How many months it covers."""
        return self.filters.length


@dataclass(frozen=True)
class Sides:
    """Two sides that can be compared: the test of the whole and of each type that both have.

    ``per_residents`` and ``per_month`` say what the counts are divided by. The tests have B as the
    earlier count and A as the later; that of a type is None unless both sides have all its data.
    ``same``: both select the same incidents.
    """

    a: Side
    b: Side
    per_residents: bool
    per_month: bool
    test: Change
    types: tuple[tuple[str, Change | None], ...]
    same: bool = False
