"""Counts with their noun: "1 burglary", "2 burglaries"."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True)
class Noun:
    """A thing that is counted, in the singular and in the plural."""

    singular: str
    plural: str

    @classmethod
    def any_of(cls, nouns: Sequence[Self]) -> Self:
        """Return several nouns as one: "burglary or robbery", "burglaries and robberies"."""
        singular, plural = (
            f"{', '.join(words[:-1])} {link} {words[-1]}" if len(words) > 1 else words[0]
            for words, link in (
                ([each.singular for each in nouns], "or"),
                ([each.plural for each in nouns], "and"),
            )
        )
        return cls(singular, plural)

    def form(self, count: int) -> str:
        """Return the noun for a count: "burglary" for 1, "burglaries" otherwise."""
        return either(count, self.singular, self.plural)

    def count(self, count: int, verb: tuple[str, str] = ("", "")) -> str:
        """Return the count with its noun, and with a verb if given: "1 ward is", "2 wards are"."""
        return f"{count:,} {self.form(count)} {either(count, *verb)}".rstrip()


def either(count: int, one: str, many: str) -> str:
    """Return ``one`` for a count of 1, ``many`` otherwise."""
    return one if count == 1 else many


INCIDENT = Noun("incident", "incidents")
PLACE = Noun("place", "places")
