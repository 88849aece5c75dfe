"""Wards, LSOAs and named places of every vintage, and which incidents fall in them."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data.account import Account
from data.borough import Borough
from data.errors import BadInput
from data.readers import boundaries, places
from data.slugs import slug as slug_of
from geo import areas, crs

COLUMNS = (
    "kind", "vintage", "code", "name", "current", "geometry", "boundary", "radius_m", "confidence",
    "note", "said",
)  # fmt: skip
# The areas a reader may choose, which need a short id for the URL.
CHOSEN = ("ward", "place")


def read(borough: Borough, account: Account) -> pd.DataFrame:
    """Every area: the columns of the pack's table, with shapely shapes in EPSG:4326.

    Raises:
        BadInput: a file cannot be used, an area is given twice, or a place is not in the borough.
    """
    wards = _boundaries(borough, "wards", "ward", account)
    lsoas = _boundaries(borough, "lsoas", "lsoa", account)
    named = _places(borough, wards[wards["current"]], account)
    filled = [each for each in (wards, lsoas, named) if not each.empty]
    area = pd.concat(filled, ignore_index=True)
    return area.assign(slug=slugs(area))


def current_wards(area: pd.DataFrame) -> gpd.GeoDataFrame:
    """The wards that every incident is counted in, in EPSG:4326."""
    wards = area[(area["kind"] == "ward") & area["current"]].reset_index(drop=True)
    return gpd.GeoDataFrame(wards, geometry="geometry", crs=crs.DEGREES)


def table(area: pd.DataFrame) -> pd.DataFrame:
    """The areas as the pack keeps them: shapes as WKB."""
    return area.assign(geometry=shapely.to_wkb(area["geometry"].to_numpy(object)))


def memberships(incident: pd.DataFrame, area: pd.DataFrame) -> pd.DataFrame:
    """Which places, LSOAs and wards of other vintages each incident falls in.

    Columns: incident_id, kind, vintage, code. Its current ward is in its own row.
    """
    counted = (area["kind"] == "ward") & area["current"]
    wanted = ~counted & area["geometry"].notna()
    other = area[wanted].reset_index(drop=True)
    shapes = crs.to_metres(gpd.GeoDataFrame(other, geometry="geometry", crs=crs.DEGREES))
    pairs = areas.within(incident["easting"].to_numpy(), incident["northing"].to_numpy(), shapes)
    joined = other.loc[pairs["area"], ["kind", "vintage", "code"]].reset_index(drop=True)
    joined.insert(0, "incident_id", incident["incident_id"].to_numpy()[pairs["point"]])
    return joined


def slugs(area: pd.DataFrame) -> pd.Series:
    """The id each area has in a URL: its name, or its name with its kind or code.

    A place that shares its name with a ward is called ``-place``; areas that still share one,
    such as two wards of different districts, and those that nobody chooses, add their code.
    """
    chosen = area["current"] & area["kind"].isin(CHOSEN)
    is_place = area["kind"] == "place"
    slug = area["name"].map(slug_of)
    clash = is_place & slug.isin(slug[chosen & ~is_place])
    slug = slug.mask(clash, slug + "-place")
    twice = slug[chosen].duplicated(keep=False).reindex(area.index, fill_value=True)
    coded = (slug + "-" + area["code"].str.lower()).str.strip("-")
    return slug.mask(twice | (slug == ""), coded)


def _boundaries(borough: Borough, kind: str, area_kind: str, account: Account) -> pd.DataFrame:
    """The areas of every source of one kind, each with its vintage."""
    held = []
    for source in borough.of_kind(kind):
        for path in source.files:
            shapes, left_out, note = boundaries.read(
                path, area_kind, source.option("crs"), borough.codes
            )
            account.add_whole(source, path, len(shapes), left_out, note)
            held.append(
                pd.DataFrame(shapes).assign(
                    kind=area_kind,
                    vintage=source.vintage,
                    current=source.option("current", area_kind != "ward"),
                    boundary=source.option("boundary", "official"),
                    radius_m=np.nan,
                    confidence="high",
                    note="",
                    said="",
                )
            )
            _refuse_repeats(pd.concat(held), path)
    if not held:
        return _nothing()
    together = pd.concat(held, ignore_index=True)
    return together.assign(name=distinct_names(together))[list(COLUMNS)]


def distinct_names(area: pd.DataFrame) -> pd.Series:
    """The name of each area, with its district's (else its code) where two of a vintage share it.

    ``area`` has vintage, code, name and district.
    """
    shared = area.duplicated(["vintage", "name"], keep=False)
    which = area["district"].mask(area["district"] == "", area["code"])
    return area["name"].mask(shared, area["name"] + " (" + which + ")")


def _refuse_repeats(held: pd.DataFrame, path: Path) -> None:
    twice = held.loc[held.duplicated(["vintage", "code"]), "code"]
    if not twice.empty:
        raise BadInput(
            path,
            f"{twice.iloc[0]} is also in another file of the same vintage",
            "Keep one, or give each edition its own vintage",
        )


def _places(borough: Borough, wards: pd.DataFrame, account: Account) -> pd.DataFrame:
    outline = shapely.union_all(wards["geometry"].to_numpy(object))
    held = []
    for source in borough.of_kind("places"):
        for path in source.files:
            found = pd.DataFrame(places.read(path, source)).assign(
                kind="place", vintage=source.vintage, current=True
            )
            _refuse_strays(found, outline, path)
            account.add_whole(source, path, len(found))
            held.append(found)
            together = pd.concat(held)
            twice = together.loc[together["code"].duplicated(), "name"]
            if not twice.empty:
                raise BadInput(path, f"the place {twice.iloc[0]} is given twice", "Keep one")
    return pd.concat(held, ignore_index=True)[list(COLUMNS)] if held else _nothing()


def _refuse_strays(found: pd.DataFrame, outline: shapely.Geometry, path: Path) -> None:
    shapes = found["geometry"].to_numpy(object)
    stray = found.loc[~shapely.is_missing(shapes) & ~shapely.intersects(shapes, outline), "name"]
    if not stray.empty:
        raise BadInput(
            path,
            f"the place {stray.iloc[0]} lies outside the current wards",
            "Mend its coordinates or leave it out",
        )


def _nothing() -> pd.DataFrame:
    return pd.DataFrame(columns=list(COLUMNS))
