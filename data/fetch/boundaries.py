"""Fetch the district's boundaries: wards of one edition, and LSOAs."""

import json
import re
from datetime import date
from typing import Any

from data.fetch import arcgis
from data.fetch.areas import Place
from data.fetch.catalogue import Wards
from data.fetch.errors import NotFetched
from data.fetch.job import Job
from data.model import months

CODE = re.compile(r"(WD|LSOA)\d{2}CD")


def edition(every: list[Wards], chosen: str, month: date) -> Wards:
    """Return the chosen edition of wards; if ``chosen`` is "", the edition in force in a month.

    ``every`` has the earliest first.

    Raises:
        NotFetched: the catalogue has no edition of that name or for that month.
    """
    names = ", ".join(each.edition for each in every)
    if chosen:
        matching = [each for each in every if each.edition == chosen]
        what = f"there is no edition of wards {chosen!r}"
    else:
        matching = [each for each in every if each.since <= month]
        what = f"no edition of wards in the catalogue was in force in {months.label(month)}"
    if not matching:
        raise NotFetched(f"{what}. Give --wards with one of {names}, or add it to catalogue.toml")
    return matching[-1]


def wards(job: Job, place: Place, chosen: Wards) -> list[Any]:
    """Return the wards as GeoJSON features: from the file if it is whole, else fetched and written.

    Raises:
        NotFetched: the wards cannot be fetched, or the edition has none for a district.
    """
    name = wards_file(chosen.edition)
    if not job.ledger.is_whole(name):
        where = _in(chosen.district, place.codes)
        found = arcgis.layer(job.client, job.catalogue, chosen.names, where)
        features = arcgis.features(job.client, found)
        held = {each["properties"].get(chosen.district) for each in features}
        if held != set(place.codes):
            missing = ", ".join(sorted(set(place.codes) - held))
            raise NotFetched(f"no ward of {chosen.edition} is in {missing}. Try --wards")
        job.write(name, _geojson(features), found.address)
    return json.loads(job.ledger.path(name).read_text(encoding="utf-8"))["features"]


def wards_file(chosen: str) -> str:
    """Return the path, in the borough's folder, of the wards of an edition."""
    return f"boundaries/wards-{chosen}.geojson"


def codes(job: Job, name: str) -> list[str]:
    """Return the codes of the areas in a boundary file; empty if it was not fetched."""
    path = job.ledger.path(name)
    if name not in job.ledger.files or not path.is_file():
        return []
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return [
        value
        for each in features
        for key, value in each["properties"].items()
        if CODE.fullmatch(key.upper())
    ]


def lsoa_file(job: Job) -> str:
    """Return the path, in the borough's folder, of the LSOAs."""
    return f"boundaries/lsoas-{job.catalogue.text('lsoas', 'edition')}.geojson"


def lsoas(job: Job, place: Place) -> None:
    """Fetch the LSOAs of the districts, unless the file is whole.

    The layer of LSOAs has no field for the district. It is searched by the names of LSOAs, which
    begin with the district's, as in "Wokingham 018B"; ONS's lookup lists the codes to expect.

    Raises:
        NotFetched: the LSOAs cannot be fetched, or some in the lookup are missing.
    """
    name = lsoa_file(job)
    if job.ledger.is_whole(name):
        return
    code, label = job.catalogue.text("lsoas", "code"), job.catalogue.text("lsoas", "name")
    listed = {row[code]: row[label] for row in lsoa_rows(job, place.codes)}
    prefixes = sorted({each.rpartition(" ")[0] for each in listed.values()})
    where = " OR ".join(f"{label} LIKE {arcgis.quoted(f'{each} %')}" for each in prefixes)
    if not listed:
        raise NotFetched(f"ONS's lookup has no LSOAs in {', '.join(place.codes)}")
    found = arcgis.layer(job.client, job.catalogue, job.catalogue.texts("lsoas", "names"), where)
    features = [
        each
        for each in arcgis.features(job.client, found)
        if each["properties"].get(code) in listed
    ]
    if len(features) != len(listed):
        raise NotFetched(
            f"{found.name} has {len(features)} of the {len(listed)} LSOAs in ONS's lookup"
        )
    job.write(name, _geojson(features), found.address)


def lsoa_rows(job: Job, districts: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return ONS's lookup of LSOAs of 2011 and 2021 for some districts."""
    names = job.catalogue.texts("lsoa_lookup", "names")
    where = _in(job.catalogue.text("lsoa_lookup", "district"), districts)
    return arcgis.rows(job.client, arcgis.layer(job.client, job.catalogue, names, where))


def _in(field: str, codes: tuple[str, ...]) -> str:
    if len(codes) == 1:
        return f"{field}={arcgis.quoted(codes[0])}"
    return f"{field} IN ({','.join(map(arcgis.quoted, codes))})"


def _geojson(features: list[Any]) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
