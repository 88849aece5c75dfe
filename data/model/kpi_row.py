"""A measure that the board watches, as the pack has it."""

from typing import Literal, NamedTuple


class KpiRow(NamedTuple):
    """A measure that the board watches, as the TOML has it; ``target`` is None without one.

    ``filter`` is the query string of a view for ``count`` and ``rate``, else ``table::measure`` of
    a published figure.
    """

    position: int
    title: str
    measure: Literal["count", "rate", "published"]
    filter: str
    wanted: Literal["rise", "fall", "none"]
    target: float | None
    owner: str
