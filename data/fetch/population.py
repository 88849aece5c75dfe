"""Fetch populations: of wards and LSOAs, of women aged 16 and over, and of other districts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.fetch import boundaries, nomis
from data.fetch.areas import Place
from data.fetch.errors import NotFetched
from data.fetch.job import Job
from data.model.question import join

EVERYONE, WOMEN = "everyone", "women16"
WARDS, LSOAS, WOMEN16 = "population/wards.csv", "population/lsoas.csv", "population/women16.csv"
MOST_NAMED = 5
WITHOUT = {
    "ward": ". Without it there are no rates",
    "district": ". Without it MARAC has no cases per 10,000 women",
}


@dataclass(frozen=True)
class Table:
    """One population file: its path, the group of people, the kind of area and the areas' codes."""

    name: str
    group: str
    of: str
    codes: Sequence[str]


def fetch(job: Job, place: Place, edition: str, wards: Sequence[str], *, again: bool) -> None:
    """Fetch each population file; those in the folder too if ``again``, for newer estimates.

    ``wards`` are codes, ``edition`` their edition. A file that fails is added to ``job.gaps``.
    """
    lsoas = boundaries.codes(job, boundaries.lsoa_file(job))
    lsoa_edition = job.catalogue.text("lsoas", "edition")
    for table, of_edition in (
        (Table(WARDS, EVERYONE, "ward", wards), edition),
        (Table(LSOAS, EVERYONE, "lsoa", lsoas), lsoa_edition),
        (Table(WOMEN16, WOMEN, "district", place.codes), ""),
    ):
        if table.codes and (again or not job.ledger.is_whole(table.name)):
            job.attempt(table.name, lambda table=table, e=of_edition: _fetch(job, table, e, lsoas))


def _fetch(job: Job, table: Table, edition: str, lsoas: Sequence[str]) -> None:
    """Fetch one file, with a number for every area.

    A district that Nomis does not know gets the sum of its LSOAs.

    Raises:
        NotFetched: Nomis cannot be reached or has no number for an area (often because it has
            another edition of the areas).
    """
    found = nomis.people(job.client, job.catalogue, table.group, table.codes)
    value, year = found.value, found.year
    missing = [code for code in table.codes if code not in value]
    if missing and table.of == "district" and len(table.codes) == 1:
        value, year = _summed(job, table, lsoas)
        missing = [code for code in table.codes if code not in value]
    if missing:
        more = len(missing) - MOST_NAMED
        some = join(missing[:MOST_NAMED] + ([f"{more} more"] if more > 0 else []))
        of_edition = f" of edition {edition}" if edition else ""
        raise NotFetched(
            f"Nomis has no number for {len(missing)} of the {len(table.codes)} areas{of_edition} "
            f"({some}){WITHOUT.get(table.of, '')}"
        )
    lines = ["code,value", *(f"{code},{value[code]}" for code in table.codes)]
    address = job.catalogue.text("nomis", "data")
    job.write(table.name, "\n".join(lines) + "\n", address, year=year, of=table.of, edition=edition)


def _summed(job: Job, table: Table, lsoas: Sequence[str]) -> tuple[Mapping[str, int], str]:
    """Return the number of a district, by code, as the sum of its LSOAs, and the year.

    The numbers are empty unless every LSOA has one.
    """
    found = nomis.people(job.client, job.catalogue, table.group, lsoas)
    if not lsoas or not found.all_of(lsoas):
        return {}, found.year
    return {table.codes[0]: sum(found.value.values())}, found.year
