"""Print what a build did and what is in a pack."""

import sys
from collections.abc import Sequence
from typing import IO

import pandas as pd
from rich.console import Console
from rich.table import Table

from data.build.published_counts import PublishedCounts
from data.model import months as calendar
from data.model.filters import ALL, Filters
from data.model.noun import Noun, either
from data.model.query_rows import CoverageRow, RejectionRow, SourceRow
from data.model.rows import rows
from data.pack import incidents as counted
from data.pack import queries
from data.pack.pack import Pack
from data.places.actions import listed
from layouts.base.disclosure_words import rounding
from layouts.base.tables import Table as PageTable
from layouts.base.words import MONTH
from layouts.published.reconciliation import reconciled
from layouts.published.reconciliation import table as checks_table

FILE, ROW = Noun("file", "files"), Noun("row", "rows")
ACTION = Noun("action", "actions")
RESTRICTED = Noun("restricted count", "restricted counts")
WIDE = 140  # columns, where the output goes to a file
COUNTS = ("rows_read", "rows_loaded", "rows_outside", "rows_rejected", "rows_superseded")


def console(file: IO[str]) -> Console:
    """Return a console as wide as the terminal, or ``WIDE`` for a file.

    It prints brackets and colons as they are: names in the settings file may have them.
    """
    width = None if file.isatty() else WIDE
    return Console(file=file, highlight=False, markup=False, emoji=False, width=width)


def say(text: str) -> None:
    """Print one sentence."""
    console(sys.stdout).print(text, soft_wrap=True)


def account(files: pd.DataFrame) -> None:
    """Print how many rows of each file were read, loaded, outside, rejected and superseded.

    Rows outside are those outside the borough; superseded rows are replaced by a later release.

    The totals are those of the street files: rows of other kinds, such as wards, are not incidents.
    """
    table = _table("Rows of every file", ["Source", "File"], COUNTS)
    listed = rows(files, SourceRow)
    for row in listed:
        counts = (getattr(row, count) for count in COUNTS)
        table.add_row(row.name, row.file.rpartition("/")[2], *map(_count, counts))
    table.add_section()
    street = files[files["kind"] == "street"]
    total = street[list(COUNTS)].sum()
    files_read = FILE.count(len(street))
    table.add_row("All incidents", files_read, *(f"{total[each]:,.0f}" for each in COUNTS))
    console(sys.stdout).print(table)
    for row in listed:
        if row.note:
            say(f"{row.file}: {row.note}.")


def rejections(pack: Pack) -> None:
    """Print why rows were left out, and how many for each reason."""
    for row in rows(queries.rejections(pack), RejectionRow):
        say(f"{ROW.count(row.n)} left out: {row.reason}.")


def notices(pack: Pack) -> None:
    """Print the notices: limits of the sources that concern anyone who uses the figures."""
    for each in pack.notices:
        say(each)


def months(pack: Pack) -> None:
    """Print which months are covered and name the missing ones."""
    domain = pack.domain
    first, last = domain.months[0], domain.months[-1]
    span = f"{calendar.label(first)} to {calendar.label(last)}"
    missing = domain.missing(first, last)
    say(f"{len(domain.covered)} of the {len(domain.months)} months from {span} are covered.")
    if missing:
        say(f"Months without data (not zero): {', '.join(map(calendar.label, missing))}.")
    for row in rows(queries.coverage(pack), CoverageRow):
        role = "primary" if row.primary else "additional"
        say(f"{row.source} ({role}): {MONTH.count(row.months)}.")


def borough(pack: Pack) -> None:
    """Print the partnership, borough and version of a pack."""
    domain = pack.domain
    say(f"{domain.partnership}: {domain.borough}, version {domain.version}, {pack.path}.")
    if domain.demonstration:
        say("This is the demonstration set: the places and months of its incidents are simulated.")
    if domain.schematic:
        say("Its ward boundaries are schematic.")


def audience(pack: Pack) -> None:
    """Print audience, sign-off of disclosure control, and the number of restricted counts."""
    whom = "for the public" if pack.audience == "public" else "for partners only"
    say(f"It is {whom}. The disclosure control rules are {pack.domain.disclosure.standing}.")
    restricted = [queries.request_cells(pack), queries.marac_windows(pack)]
    widths = [
        int(most) - int(least) + 1
        for table in restricted
        for least, most in table[["least", "most"]].dropna().to_numpy()
    ]
    if widths:
        say(f"It holds {len(widths)} restricted counts. {rounding(max(widths))}")


def published(counts: PublishedCounts) -> None:
    """Print how many restricted counts earlier packs had, and which file keeps them."""
    if counts.path and (counts.kept or counts.new):
        say(
            f"{RESTRICTED.count(counts.kept, ('is', 'are'))} shown as in earlier packs and "
            f"{counts.new:,} {either(counts.new, 'is', 'are')} new. Keep {counts.path.name} in the "
            "same folder as the TOML file: later builds read it to publish the same counts."
        )


def incidents(pack: Pack) -> None:
    """Print the incidents of covered months by type and financial year."""
    domain = pack.domain
    filters = Filters.of(domain, crime=["crime-and-asb"], period=ALL)
    found = counted.by_month_and_type(pack, filters)
    starts = [calendar.year_of(month.date()) for month in found["month"]]
    counts = found.assign(year=starts).pivot_table(
        index="label", columns="year", values="n", aggfunc="sum", fill_value=0
    )
    labels = [
        calendar.year_label(year.start) + ("" if year.complete else "*") for year in domain.years
    ]
    table = _table("Incidents by type and financial year", ["Type"], labels)
    for label, row in counts.iterrows():
        table.add_row(str(label), *(f"{n:,}" for n in row))
    table.add_section()
    table.add_row("Crime and ASB", *(f"{n:,}" for n in counts.sum()))
    console(sys.stdout).print(table)
    if not all(year.complete for year in domain.years):
        say("* Months are missing: the year is not complete.")


def actions(pack: Pack) -> None:
    """Print how many actions there are, and how many of them have assumed dates."""
    found = listed(queries.actions(pack))
    assumed = sum(each.assumed for each in found)
    more = f", {assumed} of them with assumed days" if assumed else ""
    say(f"The pack has {ACTION.count(len(found))}{more}.")


def sources(pack: Pack) -> None:
    """Print every file with its row counts, vintage, access and licence."""
    files = queries.sources(pack)
    account(files)
    terms = files[["name", "kind", "vintage", "access", "licence"]].drop_duplicates()
    table = _table("Sources", ["Source", "Kind", "Vintage", "Access", "Licence"], [])
    for row in terms.to_numpy().tolist():
        table.add_row(*row)
    console(sys.stdout).print(table)


def reconciliation(pack: Pack) -> None:
    """Print which published figures do not agree with each other, and why."""
    checks = queries.annual_checks(pack)
    say(reconciled(checks))
    off = checks[checks["state"] != "agrees"]
    if len(off):
        table(checks_table(off, "Published figures that do not agree"))


def table(shown: PageTable) -> None:
    """Print a table of a page; columns of numbers are aligned right and not wrapped."""
    made = Table(title=shown.caption, title_justify="left")
    for index, column in enumerate(shown.columns):
        is_number = all(isinstance(row[index], int | float) for row in shown.rows)
        made.add_column(
            column,
            justify="right" if is_number else "left",
            overflow="fold",
            no_wrap=is_number,
        )
    for row in shown.rows:
        made.add_row(*(f"{each:,}" if isinstance(each, int) else str(each) for each in row))
    console(sys.stdout).print(made)


def _count(value: int | None) -> str:
    return "not given" if value is None else f"{value:,}"


def _table(title: str, words: Sequence[str], numbers: Sequence[str]) -> Table:
    table = Table(title=title, title_justify="left")
    for each in words:
        table.add_column(each, overflow="fold")
    for each in numbers:
        heading = each.removeprefix("rows_").capitalize()
        table.add_column(heading, justify="right", no_wrap=True)
    return table
