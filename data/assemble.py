"""A borough's sources, read and joined into the frames that become the tables of a pack."""

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from data import csvfile, street_rows
from data.borough import Borough, Source
from data.crime_types import CRIME_TYPES
from data.errors import BadInput
from data.publish import SCHEMA_VERSION
from data.readers import annotations, annual, boundaries, marac, places, population
from geo import areas, crs


Progress = Callable[[Path], None]


class _Account:
    """The account of the files that are not street files: rows read are rows loaded."""

    def __init__(self, progress: Progress) -> None:
        self.rows: list[dict] = []
        self.progress = progress

    def add(
        self, source: Source, path: Path, loaded: int, outside: int = 0, note: str = ""
    ) -> None:
        self.rows.append(
            {
                "kind": source.kind, "name": source.name, "file": str(path), "note": note,
                "rows_read": loaded + outside, "rows_loaded": loaded, "rows_outside": outside,
                "rows_rejected": 0, "rows_superseded": 0,
            }
        )  # fmt: skip
        self.progress(path)


def tables(borough: Borough, progress: Progress = lambda _path: None) -> dict[str, pd.DataFrame]:
    """Every table of the pack by name, in the columns of ``data/sql/schema.sql``.

    ``progress`` is called with each file when it has been read.

    Raises:
        BadInput: a source cannot be used; the first problem found.
    """
    account = _Account(progress)
    wards = _boundaries(borough, "wards", "ward", account)
    lsoas = _boundaries(borough, "lsoas", "lsoa", account)
    named = _places(borough, account)
    area = pd.concat([each for each in (wards, lsoas, named) if not each.empty], ignore_index=True)
    area["slug"] = _slugs(area)
    current = gpd.GeoDataFrame(wards[wards["current"]], crs=crs.DEGREES)
    street = street_rows.sort(borough.of_kind("street"), current, progress)
    incident = street.incident.reset_index(drop=True)
    incident["incident_id"] = range(1, len(incident) + 1)
    if incident.empty:
        raise BadInput(borough.toml, "no incident falls inside the wards", "Check files and wards")
    published = _annual(borough, account)
    return {
        "borough": _borough(borough),
        "crime_type": _crime_types(),
        "incident": incident.assign(
            occurred_at=pd.NaT, location_quality="street point"
        )[INCIDENT_COLUMNS],
        "nearby": street.nearby,
        "area": _area_table(area),
        "incident_area": _incident_area(incident, area),
        "denominator": _populations(borough, wards, lsoas, account),
        "coverage": street.coverage,
        **published,
        "marac": _each(borough, "marac", marac.read, account),
        "annotation": _each(borough, "annotations", annotations.read, account),
        "source": _sources(borough, account.rows, street.account),
        "rejected": street.rejected.rename(columns={"raw": "row"}),
    }  # fmt: skip


INCIDENT_COLUMNS = [
    "incident_id", "source", "force", "source_id", "month", "occurred_at", "crime_type",
    "asb_category", "asb_category_label", "easting", "northing", "lon", "lat", "location",
    "location_quality", "lsoa_code", "ward_code", "outcome",
]  # fmt: skip


def _boundaries(borough: Borough, kind: str, area_kind: str, account: _Account) -> pd.DataFrame:
    """The areas of every source of one kind, each with its vintage."""
    held = []
    for source in borough.of_kind(kind):
        vintage = []
        for path in source.files:
            shapes, left_out, note = boundaries.read(
                path, area_kind, source.option("crs"), borough.codes
            )
            account.add(source, path, len(shapes), left_out, note)
            vintage.append(shapes)
        together = pd.concat(vintage, ignore_index=True)
        twice = together["code"][together["code"].duplicated()]
        if not twice.empty:
            raise BadInput(
                source.files[-1], f"{twice.iloc[0]} is also in another file of this source",
                "Keep one",
            )  # fmt: skip
        held.append(
            together.assign(
                kind=area_kind, vintage=source.vintage,
                current=source.option("current", area_kind != "ward"),
                boundary=source.option("boundary", "official"),
                radius_m=np.nan, confidence="high", note="",
            )
        )  # fmt: skip
    return pd.concat(held, ignore_index=True) if held else pd.DataFrame(columns=["code", "kind"])


def _places(borough: Borough, account: _Account) -> pd.DataFrame:
    held = []
    for source in borough.of_kind("places"):
        for path in source.files:
            found = places.read(path, source)
            account.add(source, path, len(found))
            held.append(
                found.assign(kind="place", vintage=source.vintage, current=True, boundary="circle")
            )
    if not held:
        return pd.DataFrame(columns=["code", "kind"])
    together = pd.concat(held, ignore_index=True)
    twice = together["name"][together["code"].duplicated()]
    if not twice.empty:
        raise BadInput(borough.toml, f"the place {twice.iloc[0]} is in two sources", "Keep one")
    return together


def _slugs(area: pd.DataFrame) -> pd.Series:
    """The id each area has in a URL: its name, or its name and kind or code where two share it.

    Only areas a reader may choose, current wards and places, need a short one.
    """
    slug = area["name"].map(places.slug)
    chosen = area["current"] & area["kind"].isin(["ward", "place"])
    is_place = area["kind"] == "place"
    ward_slugs = {*slug[chosen & ~is_place]}
    clash = is_place & slug.isin(ward_slugs)
    slug = slug.where(~clash, slug + "-place")
    twice = slug[chosen].duplicated(keep=False).reindex(area.index, fill_value=False)
    return slug.where(chosen & ~twice, slug + "-" + area["code"].str.lower())


def _area_table(area: pd.DataFrame) -> pd.DataFrame:
    shapes = gpd.GeoSeries(area["geometry"], crs=crs.DEGREES)
    return pd.DataFrame(area.drop(columns="geometry")).assign(geometry=shapes.to_wkb())


def _incident_area(incident: pd.DataFrame, area: pd.DataFrame) -> pd.DataFrame:
    """Which places and wards of other vintages each incident falls in."""
    other = area[(area["kind"] == "place") | ((area["kind"] == "ward") & ~area["current"])]
    other = other[other["geometry"].notna()].reset_index(drop=True)
    columns = ["incident_id", "kind", "vintage", "code"]
    if other.empty:
        return pd.DataFrame(columns=columns)
    shapes = crs.to_metres(gpd.GeoDataFrame(other, geometry="geometry", crs=crs.DEGREES))
    pairs = areas.within(incident["easting"].to_numpy(), incident["northing"].to_numpy(), shapes)
    joined = other.loc[pairs["area"], ["kind", "vintage", "code"]].reset_index(drop=True)
    ids = incident["incident_id"].to_numpy()[pairs["point"]]
    return joined.assign(incident_id=ids)[columns]


def _populations(
    borough: Borough, wards: pd.DataFrame, lsoas: pd.DataFrame, account: _Account
) -> pd.DataFrame:
    codes = {"ward": {*wards["code"]}, "lsoa": {*lsoas["code"]}}
    held = []
    for source in borough.of_kind("population"):
        for path in source.files:
            found, left_out = population.read(path, source, codes[source.option("of", "ward")])
            account.add(source, path, len(found), left_out)
            held.append(found)
    return pd.concat(held, ignore_index=True) if held else pd.DataFrame()


def _annual(borough: Borough, account: _Account) -> dict[str, pd.DataFrame]:
    figures, checks = [], []
    for source in borough.of_kind("annual"):
        for path in source.files:
            figures.append(annual.read(path, source))
            account.add(source, path, figures[-1]["position"].nunique())
    published = pd.concat(figures, ignore_index=True) if figures else pd.DataFrame()
    for source in borough.of_kind("checks"):
        for path in source.files:
            if published.empty:
                raise BadInput(
                    path, "there are checks but no annual figures", "Add an annual source"
                )
            checks.append(annual.read_checks(path, published))
            account.add(source, path, checks[-1]["check"].nunique())
    terms = pd.concat(checks, ignore_index=True) if checks else pd.DataFrame()
    return {"annual_figure": published, "annual_check": terms}


def _each(
    borough: Borough, kind: str, read: Callable[[Path], pd.DataFrame], account: _Account
) -> pd.DataFrame:
    held = []
    for source in borough.of_kind(kind):
        for path in source.files:
            held.append(read(path))
            account.add(source, path, len(held[-1]))
    return pd.concat(held, ignore_index=True) if held else pd.DataFrame()


def _crime_types() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "id": [each.id for each in CRIME_TYPES],
            "label": [each.label for each in CRIME_TYPES],
            "tier": [each.tier for each in CRIME_TYPES],
            "position": range(1, len(CRIME_TYPES) + 1),
        }
    )


def _sources(borough: Borough, other: Iterable[dict], street: pd.DataFrame) -> pd.DataFrame:
    """The account of every file, with its checksum, vintage, access and licence."""
    by_file = {str(path): source for source in borough.sources for path in source.files}
    rows = pd.concat([street, pd.DataFrame(list(other))], ignore_index=True)
    rows["kind"] = [by_file[each].kind for each in rows["file"]]
    rows["name"] = [by_file[each].name for each in rows["file"]]
    for column in ("vintage", "access", "licence"):
        rows[column] = [getattr(by_file[each], column) for each in rows["file"]]
    rows["sha256"] = [checksum(Path(each)) for each in rows["file"]]
    rows["note"] = rows["note"].fillna("")
    return rows


def _borough(borough: Borough) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "name": borough.name, "partnership": borough.partnership,
                "codes": list(borough.codes), "demonstration": borough.demonstration,
                "schema_version": SCHEMA_VERSION, "version": version(borough),
            }
        ]
    )  # fmt: skip


def checksum(path: Path) -> str:
    """The SHA-256 of a file's contents, unpacked if it is gzip, in hexadecimal."""
    return hashlib.sha256(csvfile.contents(path)).hexdigest()


def version(borough: Borough) -> str:
    """Twelve characters that change with the sources, their description or the schema."""
    digest = hashlib.sha256(f"schema {SCHEMA_VERSION}".encode())
    digest.update(borough.toml.read_bytes())
    for source in borough.sources:
        for path in source.files:
            digest.update(checksum(path).encode())
    return digest.hexdigest()[:12]
