"""The rows of the query ``published/kpis``: the measures that the board watches."""

from typing import Literal, NamedTuple


class KpiRow(NamedTuple):
    """A measure that the board watches, with the values of the TOML; ``target`` may be None.

    ``wanted`` is the change that the board wants.

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
