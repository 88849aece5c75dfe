"""What the command line prints about a build and a pack."""

import sys
from collections.abc import Sequence
from typing import IO

import pandas as pd
from rich.console import Console
from rich.table import Table

from data import months as calendar
from data import queries
from data.filters import ALL, Filters
from data.pack import Pack
from layouts.reconciliation import HEAD, reconciled, rows

WIDE = 140  # columns, where the output goes to a file
COUNTS = ("rows_read", "rows_loaded", "rows_outside", "rows_rejected", "rows_superseded")


def console(file: IO[str]) -> Console:
    """Where to print: as wide as the terminal, or wide enough for a file."""
    return Console(file=file, highlight=False, width=None if file.isatty() else WIDE)


def say(text: str) -> None:
    """Print one sentence."""
    console(sys.stdout).print(text, markup=False, soft_wrap=True)


def account(files: pd.DataFrame) -> None:
    """Print what became of the rows of every file, and of all files together."""
    table = _table("What became of every row", ["Source", "File"], COUNTS)
    for row in files.to_dict("records"):
        name = row["file"].rpartition("/")[2]
        table.add_row(row["name"], name, *(_count(row[count]) for count in COUNTS))
    table.add_section()
    total = files[list(COUNTS)].sum()
    table.add_row("All files", f"{len(files)} files", *(f"{total[each]:,}" for each in COUNTS))
    console(sys.stdout).print(table)
    for row in files[files["note"] != ""].to_dict("records"):
        say(f"{row['file']}: {row['note']}.")


def rejections(pack: Pack) -> None:
    """Print why rows were left out, and how many for each reason."""
    for row in queries.rejections(pack).to_dict("records"):
        say(f"{row['n']:,} {'row' if row['n'] == 1 else 'rows'} left out: {row['reason']}.")


def months(pack: Pack) -> None:
    """Print which months are covered and name the missing ones."""
    domain = pack.domain
    first, last = domain.months[0], domain.months[-1]
    span = f"{calendar.label(first)} to {calendar.label(last)}"
    missing = domain.missing(first, last)
    say(f"{len(domain.covered)} of the {len(domain.months)} months from {span} are covered.")
    if missing:
        say(f"Missing, which is not zero: {', '.join(map(calendar.label, missing))}.")
    for row in queries.coverage(pack).to_dict("records"):
        role = "primary" if row["primary"] else "additional"
        say(f"{row['source']} ({role}): {row['months']} months.")


def borough(pack: Pack) -> None:
    """Print whose pack it is."""
    domain = pack.domain
    say(f"{domain.partnership}: {domain.borough}, version {domain.version}, {pack.path}.")
    if domain.demonstration:
        say("This is the demonstration set: where and when its incidents fell is invented.")
    if domain.schematic:
        say("Its ward boundaries are schematic.")


def audience(pack: Pack) -> None:
    """Print for whom the pack is, and whether the rules of disclosure are agreed."""
    whom = "for the public" if pack.audience == "public" else "for partners only"
    say(f"It is {whom}. The rules of disclosure are {pack.domain.disclosure.standing}.")


def incidents(pack: Pack) -> None:
    """Print the incidents of covered months by type and financial year."""
    domain = pack.domain
    asked = Filters.of(domain, crime=["crime-and-asb"], period=ALL)
    found = queries.by_month_and_type(pack, asked)
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
    """Print how many actions are held, and how many of them have days that are assumed."""
    held = queries.actions(pack)
    assumed = sum(each.assumed for each in held)
    more = f", {assumed} of them with assumed days" if assumed else ""
    say(f"{len(held)} {'action is' if len(held) == 1 else 'actions are'} held{more}.")


def sources(pack: Pack) -> None:
    """Print every file with its account, vintage, access and licence."""
    files = queries.sources(pack)
    account(files)
    terms = files[["name", "kind", "vintage", "access", "licence"]].drop_duplicates()
    table = _table("Sources", ["Source", "Kind", "Vintage", "Access", "Licence"], [])
    for row in terms.itertuples(index=False):
        table.add_row(*row)
    console(sys.stdout).print(table)


def reconciliation(pack: Pack) -> None:
    """Print which published figures do not agree with each other, and why."""
    found = queries.annual_checks(pack)
    say(reconciled(found))
    off = found[found["state"] != "agrees"]
    if len(off):
        table = _table("Published figures that do not agree", HEAD, [])
        for row in rows(off):
            table.add_row(*row)
        console(sys.stdout).print(table)


def _count(value: int | None) -> str:
    return "not given" if pd.isna(value) else f"{value:,}"


def _table(title: str, words: Sequence[str], numbers: Sequence[str]) -> Table:
    table = Table(title=title, title_justify="left")
    for each in words:
        table.add_column(each, overflow="fold")
    for each in numbers:
        heading = each.removeprefix("rows_").capitalize()
        table.add_column(heading, justify="right", no_wrap=True)
    return table
