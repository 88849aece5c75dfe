"""Drivers of a change: the part of each crime type or ward, and their dispersion."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from data.stats.dispersion import Scatter
from data.stats.significance import Change, change, changes


@dataclass(frozen=True)
class Drivers:
    """A change between two periods and its parts, as (name, change), which add up to the whole.

    Parts are sorted by their change: the largest rise first if the whole rose or did not change,
    the largest fall first if it fell.
    """

    whole: Change
    parts: tuple[tuple[str, Change], ...]

    @property
    def sign(self) -> int:
        """1 for a rise, -1 for a fall, 0 for neither."""
        return (self.whole.difference > 0) - (self.whole.difference < 0)

    @property
    def needed(self) -> int | None:
        """The fewest parts that add up to the whole change or more; None without a change."""
        left, count = self.sign * self.whole.difference, 0
        if left == 0:
            return None
        for _name, test in self.parts:
            left -= self.sign * test.difference
            count += 1
            if left <= 0:
                break
        return count

    @property
    def dispersion(self) -> float | None:
        """The offence dispersion index: ``needed`` as a share of the parts (Ratcliffe 2010).

        Near 0 few parts explain the change, near 1 nearly all are needed. None without a change.
        """
        return self.needed / len(self.parts) if self.needed and self.parts else None


def drivers(
    parts: Sequence[tuple[str, int, int]], scatter: Scatter, each_scatter: Callable[[str], Scatter]
) -> Drivers:
    """Return the drivers of a change from (name, count before, count after).

    The whole is the sum and varies by ``scatter``, each part by ``each_scatter`` of its name.
    """
    whole = change(sum(each[1] for each in parts), sum(each[2] for each in parts), scatter)
    tests = changes(
        [each[1] for each in parts],
        [each[2] for each in parts],
        [each_scatter(name) for name, _before, _after in parts],
    )
    sign = -1 if whole.difference < 0 else 1
    named = [(name, test) for (name, _before, _after), test in zip(parts, tests, strict=True)]
    return Drivers(whole, tuple(sorted(named, key=lambda each: -sign * each[1].difference)))
