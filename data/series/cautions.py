"""Events noted in the pack that make two periods hard to compare, such as a lockdown."""

from dataclasses import dataclass

from data.model import crime_types, months
from data.model.domain import Domain
from data.model.filters import Filters

LEAST = 0.25  # the least difference between the shares of the two periods


@dataclass(frozen=True)
class Caution:
    """A noted event that affected ``months`` of the ``of`` months of one period.

    ``earlier``: that period is the earlier of the two, else the later.
    """

    text: str
    months: int
    of: int
    earlier: bool


def caution(domain: Domain, now: Filters, before: Filters | None) -> Caution | None:
    """Return the noted event whose shares of the months of two periods differ most.

    None without an earlier period, or where no event's shares differ by a quarter or more.
    """
    if before is None:
        return None
    spans = [{*months.between(each.first_month, each.last_month)} for each in (before, now)]
    noted: dict[str, set] = {}
    for note in domain.notes:
        if note.series in crime_types.related(now.crime):
            inside = months.between(note.first_month, note.last_month)
            noted.setdefault(note.text, set()).update(inside)
    found = []
    for text, inside in noted.items():
        early, late = (len(inside & span) / len(span) for span in spans)
        if abs(early - late) >= LEAST:
            span = spans[0] if early > late else spans[1]
            one = Caution(text, len(inside & span), len(span), early > late)
            found.append((abs(early - late), one))
    return max(found, key=lambda each: each[0])[1] if found else None
