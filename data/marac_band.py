"""The range that a borough expects its MARAC repeat rate to lie in, from its TOML."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from data.significance import Interval
from data.tomlfile import TomlFile

KEYS: Mapping[str, type] = {"low": float, "high": float, "status": str, "source": str}
STATUSES = ("to confirm", "confirmed")
TABLE = "marac_band"
ALL = 100  # per cent


@dataclass(frozen=True)
class Band:
    """An expected range of the repeat rate in per cent, whether it is agreed, and who says so."""

    low: float
    high: float
    status: str
    source: str

    @property
    def confirmed(self) -> bool:
        """Whether the partnership has agreed to it."""
        return self.status == "confirmed"

    def place(self, interval: Interval | None) -> str:
        """Where an interval (fractions of one) lies: inside, below or above, else unsure.

        Only if the whole of it does.
        """
        if interval is None:
            return "unsure"
        low, high = (100 * each for each in interval)
        if self.low <= low and high <= self.high:
            return "inside"
        if high < self.low:
            return "below"
        return "above" if low > self.high else "unsure"


def read(toml: TomlFile, document: Mapping[str, Any]) -> Band | None:
    """The band that a borough's TOML sets, if it sets one.

    Raises:
        BadInput: a key is unknown or missing, or the limits are not percentages in order.
    """
    given = document.get(TABLE)
    if given is None:
        return None
    if not isinstance(given, dict):
        toml.refuse(f"{TABLE} is not a table", f"Write [{TABLE}] with low and high", key=TABLE)
    toml.refuse_unknown(f"[{TABLE}]", given, KEYS)
    low, high = given.get("low"), given.get("high")
    if not (_percentage(low) and _percentage(high) and low < high):
        what = f"low and high of [{TABLE}] are not percentages in order"
        toml.refuse(what, "Write them as low = 28 and high = 40", key=TABLE)
    status = given.get("status", STATUSES[0])
    if status not in STATUSES:
        what, do = f"status of [{TABLE}] is not known", f"Use {' or '.join(STATUSES)}"
        toml.refuse(what, do, key=TABLE)
    source = given.get("source", "")
    toml.refuse_other_type(f"[{TABLE}]", "source", source, str)
    if not source.strip():
        toml.refuse(f"[{TABLE}] has no source", "Say where the range comes from", key=TABLE)
    return Band(float(low), float(high), status, source.strip())


def _percentage(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= ALL
