"""Read the expected range of the MARAC repeat rate from a borough's TOML."""

from collections.abc import Mapping
from typing import Any

from data.build.toml.tomlfile import TomlFile
from data.marac.marac_band import ExpectedRange

TABLE = "marac_band"
KEYS: Mapping[str, type] = {"low": object, "high": object, "status": str, "source": str}
STATUSES = ("to confirm", "confirmed")
MAX_PERCENT = 100


def read(toml: TomlFile, document: Mapping[str, Any]) -> ExpectedRange | None:
    """Return the expected range in per cent; None if the TOML has no ``[marac_band]``.

    Raises:
        BadInput: a key is unknown, missing or mistyped, the limits are not percentages in order,
            or the status is unknown.
    """
    if TABLE not in document:
        return None
    table, where = document[TABLE], f"[{TABLE}]"
    toml.check(where, table, KEYS, ["source"])
    low, high = table.get("low"), table.get("high")
    if not (_percentage(low) and _percentage(high) and low < high):
        what = f"low and high of {where} are not percentages in order"
        toml.refuse(what, "Write them as low = 28 and high = 40", key=TABLE)
    status = table.get("status", STATUSES[0])
    if status not in STATUSES:
        toml.refuse(f"status of {where} is not known", f"Use {' or '.join(STATUSES)}", key="status")
    return ExpectedRange(float(low), float(high), status, table["source"].strip())


def _percentage(value: object) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and 0 <= value <= MAX_PERCENT
