"""Count the incidents of fetched street files by district, to compare the borough with others.

A force's files cover all of its districts, so no further street files are fetched.
"""

import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from data.build import peer_file
from data.build.errors import BadInput
from data.build.readers.peers import GROUP
from data.fetch import boundaries, nomis, police
from data.fetch.areas import Lookup
from data.fetch.errors import NotFetched
from data.fetch.job import Job
from data.fetch.population import EVERYONE

FILE = "peers/peers.csv"
LSOAS = "lookups/lsoas.csv"
PEOPLE = "population/districts.csv"


def fetch(job: Job, table: Lookup, forces: Sequence[str]) -> None:
    """Write the ``peers`` file: counts of every district of these forces but the borough's own.

    Fetch the lookup of LSOAs and the populations that it needs. Do nothing if the file was made of
    the same files.

    Raises:
        NotFetched: a lookup or population cannot be fetched, or no district can be counted.
    """
    districts = {row["lad_code"]: row["pfa_name"] for row in table
                 if peer_file.file_of(row["pfa_name"]) in forces}  # fmt: skip
    codes = tuple(sorted(districts))
    if not _is_held(job, LSOAS, codes):
        _fetch_lsoas(job, codes)
    if not _is_held(job, PEOPLE, codes):
        found = nomis.people(job.client, job.catalogue, EVERYONE, codes)
        if not found.value:
            raise NotFetched("Nomis has no population of districts")
        lines = ["lad22_code,total_population", *(f"{a},{n}" for a, n in found.value.items())]
        address = job.catalogue.text("nomis", "data")
        text = "\n".join(lines) + "\n"
        job.write(PEOPLE, text, address, year=found.year, districts=[*codes])
    held = police.held(job)
    files = {name: key for key, (name, _entry) in held.items() if key[1] in forces}
    sums = sorted(job.ledger.files[name]["sha256"] for name in [*files, LSOAS, PEOPLE])
    if job.ledger.is_whole(FILE) and job.ledger.files[FILE].get("made_of") == sums:
        return
    with tempfile.TemporaryDirectory(dir=job.ledger.parts) as folder:
        rows = _counted(job, files, districts, Path(folder))
    content = rows.to_csv(index=False, lineterminator="\n")
    groups = sorted(rows[GROUP].unique())
    job.write(FILE, content, "counted from the street files", made_of=sums, groups=groups)


def _fetch_lsoas(job: Job, codes: tuple[str, ...]) -> None:
    """Write a file with the district of each LSOA code of 2011 and 2021."""
    by_code: dict[str, tuple[str, str]] = {}
    for row in boundaries.lsoa_rows(job, codes):
        district = str(row["LAD22CD"]), str(row["LAD22NM"])
        by_code |= {str(row["LSOA11CD"]): district, str(row["LSOA21CD"]): district}
    frame = pd.DataFrame(
        [(lsoa, *district) for lsoa, district in sorted(by_code.items())],
        columns=["lsoa_code", "lad22_code", "lad22_name"],
    )
    names = ", ".join(job.catalogue.texts("lsoa_lookup", "names"))
    text = frame.to_csv(index=False, lineterminator="\n")
    job.write(LSOAS, text, names, districts=[*codes])


def _is_held(job: Job, name: str, codes: tuple[str, ...]) -> bool:
    """Return whether a file is whole and was fetched for all of these districts."""
    return job.ledger.is_whole(name) and {*codes} <= {*job.ledger.files[name].get("districts", ())}


def _counted(
    job: Job,
    files: Mapping[str, tuple[str, str]],
    districts: Mapping[str, str],
    folder: Path,
) -> pd.DataFrame:
    """Return the rows of a ``peers`` source: every district but the borough's own.

    ``files`` has month and force by name, ``districts`` the police force area by code.
    ``folder`` is for temporary files.

    Raises:
        NotFetched: no other district has a population and a month of its own force.
    """
    lsoas = _read(job, LSOAS)
    months: dict[str, list[str]] = defaultdict(list)
    frames = []
    for name, (month, force) in sorted(files.items()):
        rows = pd.read_csv(job.ledger.path(name), usecols=["LSOA code", "Crime type"], dtype=str)
        rows = rows.merge(lsoas, left_on="LSOA code", right_on="lsoa_code")
        counts = rows.value_counts(["lad22_code", "lad22_name", "Crime type"], sort=False)
        frames.append(counts.to_frame("n").reset_index().assign(month=month, force_file=force))
        months[force].append(month)
    if not frames:
        raise NotFetched("there are no street files to count")
    every = pd.concat(frames).rename(columns={"Crime type": "crime_type"})
    tables = {
        "counts": every,
        "months": pd.DataFrame(
            [(force, month) for force, some in months.items() for month in some],
            columns=["force", "month"],
        ),
        "forces": pd.DataFrame(districts.items(), columns=["lad22_code", "pfa22_name"]),
    }
    for name, frame in tables.items():
        frame.to_csv(folder / f"{name}.csv", index=False)
    people = job.ledger.path(PEOPLE)
    paths = (folder / "counts.csv", folder / "months.csv", people, folder / "forces.csv")
    try:
        made = peer_file.read(*paths)
    except BadInput as error:
        raise NotFetched(f"districts cannot be counted: {error.what}") from None
    others = made.rows[~made.rows["area_code"].isin(job.ledger.facts["codes"])]
    if others.empty:
        raise NotFetched("no other district can be counted from the street files that are here")
    return others


def _read(job: Job, name: str) -> pd.DataFrame:
    return pd.read_csv(job.ledger.path(name), dtype=str)
