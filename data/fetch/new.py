"""Fetch every file of a borough, or what is new for a borough that was fetched before."""

import csv
import io
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from data.fetch import areas, boundaries, peers, police, population, starter, streets
from data.fetch.areas import Place
from data.fetch.errors import NotFetched
from data.fetch.job import Job
from data.fetch.ledger import NAME
from data.model import months

LOOKUP = "lookups/districts.csv"
LSOA_BYTES = 5000  # roughly, of one LSOA's boundary and populations


@dataclass(frozen=True)
class Request:
    """What ``new`` is asked for.

    ``place`` is a code or name. ``wards`` is an edition, "" for the one in force in ``last``.
    """

    place: str
    first: date
    last: date
    wards: str = ""
    streets: bool = False


def new(job: Job, wanted: Request) -> None:
    """Fetch everything for a borough; a second run fetches what the first could not.

    Raises:
        NotFetched: the district or its wards cannot be fetched, or the folder has other districts
            or another edition of wards.
    """
    table = _lookup(job)
    place = areas.find(table, wanted.place)
    chosen = boundaries.edition(job.catalogue.wards(), wanted.wards, wanted.last)
    facts = job.ledger.facts
    if facts and (tuple(facts["codes"]), facts["wards"]) != (place.codes, chosen.edition):
        raise NotFetched(
            f"{job.ledger.folder} holds {facts['name']} with wards of {facts['wards']}. "
            "Give another folder with --out"
        )
    features = boundaries.wards(job, place, chosen)
    if "neighbours" not in facts:
        job.attempt(
            "neighbouring forces",
            lambda: facts.update(
                neighbours=areas.neighbours(job.client, job.catalogue, table, place, features)
            ),
        )
    facts.update(
        asdict(place), wards=chosen.edition, first=months.spell(wanted.first),
        last=months.spell(wanted.last), streets=wanted.streets or facts.get("streets", False),
    )  # fmt: skip
    try:
        newest = police.latest(job)
    except NotFetched as error:
        job.notes.append(f"The list of published months cannot be read ({error}).")
        newest = wanted.last
    _fetch(job, table, place, newest, again=False)


def refresh(job: Job) -> None:
    """Fetch what was published since the last run: months, revised files and newer estimates.

    Raises:
        NotFetched: ``new`` never fetched into this folder, or the list of published months cannot
            be read.
    """
    facts = job.ledger.facts
    if not facts:
        raise NotFetched(
            f"there is no {NAME} in {job.ledger.folder}. Only a folder that csp-dashboard new made "
            "can be refreshed; build others with csp-dashboard build"
        )
    place = Place(
        facts["name"], facts["partnership"], tuple(facts["codes"]), tuple(facts["police"])
    )
    newest = police.latest(job)
    facts["last"] = months.spell(max(_month(facts["last"]), newest))
    in_force = [each for each in job.catalogue.wards() if each.since <= newest]
    if in_force and in_force[-1].edition > facts["wards"]:
        job.notes.append(
            f"Wards of {in_force[-1].edition} are in force; this folder keeps those of "
            f"{facts['wards']}. csp-dashboard new with --wards {in_force[-1].edition} and another "
            "--out takes the new ones."
        )
    _fetch(job, _lookup(job), place, newest, again=True)


def _fetch(
    job: Job, table: Sequence[dict[str, str]], place: Place, newest: date, *, again: bool
) -> None:
    """Fetch everything but wards and write the settings file; a part that fails is a gap.

    ``again`` asks for newer estimates of population. A dry run plans only.
    """
    facts = job.ledger.facts
    first, last = _month(facts["first"]), _month(facts["last"])
    others = [*job.catalogue.texts("police", "everywhere"), *facts.get("neighbours", [])]
    span = months.between(first, last)
    job.attempt("police months", lambda: police.fetch(job, place.forces, others, span, newest))
    if facts.get("streets"):
        wards_file = boundaries.wards_file(facts["wards"])
        job.attempt("streets", lambda: streets.fetch(job, wards_file))
    if job.dry:
        _plan(job, place, facts["wards"])
        return
    job.attempt("LSOAs", lambda: boundaries.lsoas(job, place))
    wards = boundaries.codes(job, boundaries.wards_file(facts["wards"]))
    population.fetch(job, place, facts["wards"], wards, again=again)
    forces = {*place.forces, *facts.get("neighbours", [])}
    job.attempt("other districts", lambda: peers.fetch(job, table, sorted(forces)))
    facts["gaps"] = job.gaps
    starter.write(job, place, facts["wards"], (*place.forces, *others))
    job.ledger.sweep()


def _plan(job: Job, place: Place, edition: str) -> None:
    """Add to ``job.planned`` everything but police months and roads; LSOAs by an estimate."""
    for what, name in (("districts", LOOKUP), ("wards", boundaries.wards_file(edition))):
        job.planned.append((what, job.ledger.files[name]["bytes"]))
    rows = len(boundaries.lsoa_rows(job, place.codes))
    job.planned.append((f"{rows} LSOAs, populations and other districts", rows * LSOA_BYTES))


def _lookup(job: Job) -> list[dict[str, str]]:
    """Return ONS's lookup of districts: from the file if it is whole, else fetched and written."""
    path = job.ledger.path(LOOKUP)
    if not job.ledger.is_whole(LOOKUP):
        rows: list[dict[str, Any]] = [*areas.lookup(job.client, job.catalogue)]
        text = io.StringIO()
        writer = csv.DictWriter(text, areas.COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        job.write(LOOKUP, text.getvalue(), job.catalogue.texts("lookup", "names")[0])
    with path.open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]


def _month(text: str) -> date:
    """Return a month that ``new`` recorded.

    Raises:
        NotFetched: it is not a month.
    """
    month = months.parse(text)
    if month is None:
        raise NotFetched(f"{NAME} has {text!r} for a month. Restore it, or start a new folder")
    return month
