"""The kinds of tables: their columns, what a build does with them, and their readers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from data.build.config import Source
from data.build.readers import (
    actions,
    annotations,
    annual,
    annual_checks,
    harm,
    marac,
    marac_comparisons,
    peers,
    places,
    requests,
    strategy,
)

Read = Callable[[Path, Source], object]


@dataclass(frozen=True)
class Kind:
    """A kind of table: its name and its columns.

    ``does`` completes "The build would …". ``dated`` are the columns with months or days. ``read``
    is the kind's reader, None if it needs more than a path and a source.
    """

    name: str
    required: Sequence[str]
    optional: Sequence[str]
    does: str
    dated: Sequence[str] = ()
    read: Read | None = None


KINDS = (
    Kind("marac", marac.COLUMNS, ["source"], "read each period of MARAC cases",
         ["period_start", "period_end"], marac.read),
    Kind("requests", requests.COLUMNS,
         [*requests.LOCATION, requests.CATEGORY, requests.OUTCOME],
         "count the requests by ward, category and month, and keep no row", ["received_at"]),
    Kind("places", ["name", *places.CIRCLE, "confidence"], places.TEXT,
         "draw a circle for each place", [], places.read),
    Kind("peers", peers.NEEDED, [peers.GROUP], "compare the borough with these areas",
         ["month"], lambda path, _source: peers.read(path, ())),
    Kind("checks", annual_checks.NEEDED, annual_checks.OPTIONAL,
         "check these relations between the figures of the annual source"),
    Kind("strategy", strategy.NEEDED, [], "list the aims and what was done"),
    Kind("annual", ["table", "measure"], [*annual.CHANGES, "exception"],
         "show these figures of the report and check its sums", [], annual.read),
    Kind("actions", actions.NEEDED, actions.OPTIONAL, "list the actions at their places", ["date"]),
    Kind("annotations", annotations.NEEDED, [annotations.LIMITS_FROM],
         "draw a band for each note", ["first_month", "last_month"],
         lambda path, _source: annotations.read(path)),
    Kind("harm", harm.BY_CODE, [], "weigh each type by these offences of the police force",
         [], lambda path, _source: harm.read(path)),
    Kind("harm", ["crime_type", *harm.BY_TYPE], ["area", "measure", harm.MATCHED],
         "weigh each type of crime with these means", [], lambda path, _source: harm.read(path)),
    Kind("marac_comparisons", marac_comparisons.COLUMNS, [], "show these beside MARAC figures",
         [], lambda path, _source: marac_comparisons.read(path)),
)  # fmt: skip
# Tables of police.uk that a build does not read, by columns that only they have.
UNREAD: Mapping[str, tuple[str, ...]] = {
    "stop and search of police.uk": ("Type", "Date", "Object of search"),
}
