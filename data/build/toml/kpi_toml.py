"""Read the ``[[kpi]]`` tables of a borough's TOML, and check them against the built pack."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pandas as pd

from data.build.errors import quoted, refuse
from data.build.toml import tomlfile
from data.build.toml.tomlfile import TomlFile
from data.model.kpi_row import KpiRow
from data.model.view import ignored
from data.pack import queries
from data.pack.pack import Pack
from data.series.kpi import Figures, figures_of, not_filters, question_of
from data.series.kpis import residents

HINTS = get_type_hints(KpiRow)
MEASURES, WANTED = (get_args(HINTS[each]) for each in ("measure", "wanted"))
KEYS = {**dict.fromkeys(("title", "measure", "filter", "wanted", "owner"), str), "target": object}
NEEDED = ("title", "measure", "wanted", "owner")


@dataclass(frozen=True)
class Written:
    """A KPI in the TOML, and the line of its ``filter`` key or of its table; None if not found."""

    row: KpiRow
    line: int | None


def read(toml: TomlFile, entries: object) -> tuple[Written, ...]:
    """Return the KPIs of a TOML's ``kpi`` tables, in the order of the file.

    Raises:
        BadInput: one has an unknown, missing or mistyped key, an unknown measure or direction, a
            target that is no number above 0 or has no direction, or the title of another.
    """
    if not tomlfile.tables(entries):
        toml.refuse("kpi is not a list of tables", "Begin each measure with [[kpi]]")
    found = tuple(_kpi(toml, entry, n) for n, entry in enumerate(entries, 1))
    titles = [each.row.title.casefold() for each in found]
    for n, title in enumerate(titles, 1):
        if title in titles[: n - 1]:
            toml.refuse(f"the title {quoted(title)} is twice", "Change one", ("kpi", n), "title")
    return found


def _kpi(toml: TomlFile, entry: Mapping[str, Any], position: int) -> Written:
    at = ("kpi", position)
    toml.check("a kpi", entry, KEYS, NEEDED, at)
    for key, allowed in (("measure", MEASURES), ("wanted", WANTED)):
        if entry[key] not in allowed:
            what = f"{key} of a kpi is {quoted(entry[key])}"
            toml.refuse(what, f"Use {', '.join(allowed)}", at, key)
    target = entry.get("target")
    if target is not None:
        number = isinstance(target, int | float) and not isinstance(target, bool)
        if not (number and 0 < target < inf):
            toml.refuse("target of a kpi is not a number above 0", "Write 400", at, "target")
        if entry["wanted"] == "none":
            do = 'Write wanted = "fall" or "rise", or leave the target out'
            toml.refuse("a kpi has a target and no direction", do, at, "target")
    row = KpiRow(
        position, entry["title"].strip(), entry["measure"],
        entry.get("filter", "").strip().removeprefix("?"), entry["wanted"],
        None if target is None else float(target), entry["owner"].strip(),
    )  # fmt: skip
    return Written(row, toml.line(at, "filter"))


def check(path: Path, written: Sequence[Written], pack: Pack) -> None:
    """Check that the pack can answer every KPI; each filter is read as the dashboard reads it.

    Raises:
        BadInput: a filter has an unknown part, or one that is no filter; or it selects nothing
            that can be counted, rated or compared.
    """
    figures = figures_of(queries.annual(pack))
    for each in written:
        row = each.row
        wrong = _published(row, figures) if row.measure == "published" else _counted(row, pack)
        if wrong:
            refuse(path, f"the kpi {quoted(row.title)} {wrong[0]}", wrong[1], each.line, "filter")


def _published(row: KpiRow, figures: Figures) -> tuple[str, str] | None:
    years = figures.get(row.filter)
    if years is None:
        what = f"names {quoted(row.filter)}, which is not a published figure"
        return what, "Write table::measure as in the annual file"
    if any(value != int(value) or value < 0 for value in years.values()):
        return "is of a figure that is not a count", "Choose a figure in whole numbers"
    return None


def _counted(row: KpiRow, pack: Pack) -> tuple[str, str] | None:
    search = f"?{row.filter}"
    unknown = ignored(search, pack.domain) or not_filters(search)
    if unknown:
        what = f"asks for {quoted(unknown[0])}, which is no filter here"
        return what, "Set the filters in the dashboard and copy what follows ? in its address"
    question = question_of(row, pack.domain)
    if question.filters.refused or not question.is_covered:
        return "selects nothing that is held", "Choose other months or areas, or leave them out"
    if row.measure == "rate" and residents(pack, question) is None:
        return "is a rate without a population", "Choose wards with one, or count"
    return None


def table(written: Sequence[Written]) -> pd.DataFrame:
    """Return one row per KPI, in the columns of the pack's table ``kpi``."""
    return pd.DataFrame([each.row for each in written], columns=[*KpiRow._fields])
