"""What drove a change: the part of each crime type or ward in it, and how widely it is spread."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.significance import Change, change, changes


@dataclass(frozen=True)
class Drivers:
    """A change between two periods and its parts, the largest first in the change's direction.

    Each part is (name, change). The parts add up to the whole.
    """

    whole: Change
    parts: tuple[tuple[str, Change], ...]

    @property
    def sign(self) -> int:
        """1 for a rise, -1 for a fall, 0 for neither."""
        return (self.whole.difference > 0) - (self.whole.difference < 0)

    @property
    def needed(self) -> int | None:
        """The fewest parts whose own change would have to be undone to cancel the whole.

        Null when the whole did not change.
        """
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

        Near 0 a few parts made the change, near 1 nearly all did.
        """
        return self.needed / len(self.parts) if self.needed and self.parts else None


def drivers(parts: Sequence[tuple[str, int, int]]) -> Drivers:
    """The drivers of a change from (name, count before, count after); parts with neither are out.

    The whole is their sum.
    """
    held = [each for each in parts if each[1] or each[2]]
    whole = change(sum(each[1] for each in held), sum(each[2] for each in held))
    tests = changes([each[1] for each in held], [each[2] for each in held])
    sign = -1 if whole.difference < 0 else 1
    named = [(name, test) for (name, _before, _after), test in zip(held, tests, strict=True)]
    return Drivers(whole, tuple(sorted(named, key=lambda each: -sign * each[1].difference)))
